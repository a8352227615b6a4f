"""Whatever ends first, nothing of the window keeps running; and none of its helpers holds the pipe."""

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from ledgerpass.flows.user_agent import WayBack
from tests.support.embedded_provider import EmbeddedProvider
from tests.support.embedded_visit import embedded, titled
from tests.support.window_processes import command_of, windows, with_helpers

WAY_BACK = WayBack(host=None, redirect_uri="https://registered.example/callback", provider="Acme")
MAIN = """
import asyncio, contextlib, sys
from ledgerpass.flows.user_agent import WayBack
from tests.support.embedded_visit import embedded
async def main():
    way_back = WayBack(host=None, redirect_uri="https://registered.example/callback", provider="Acme")
    async with embedded(way_back, sys.argv[1]) as at:
        await at.eye.until_page("/start")
        print("open", flush=True)
        await asyncio.sleep(60)
asyncio.run(main())
"""


def _window() -> psutil.Process:
    return windows()[0]


def _helper(kind: str) -> psutil.Process:
    return next(each for each in _window().children(recursive=True) if f"--type={kind}" in command_of(each))


async def test_all_processes_of_the_window_end_with_it(provider: EmbeddedProvider) -> None:
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at:
        await at.eye.until_page("/start")
        processes = with_helpers(_window())
        assert len(processes) > 1
    assert _left_of(processes) == []


@pytest.mark.parametrize("which", [_window, lambda: _helper("zygote")])
async def test_one_that_is_killed_takes_the_others_with_it(
    provider: EmbeddedProvider, which: Callable[[], psutil.Process]
) -> None:
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at:
        await at.eye.until_page("/start")
        processes = with_helpers(_window())
        which().kill()
        if which is not _window:
            await at.eye.do("go", provider.showing("/next", titled("/next")))
    assert _left_of(processes) == []


@pytest.mark.parametrize("kind", ["zygote", "renderer"])
async def test_one_that_is_stopped_is_gone_with_the_window(provider: EmbeddedProvider, kind: str) -> None:
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at:
        await at.eye.until_page("/start")
        processes = with_helpers(_window())
        _helper(kind).suspend()
    assert _left_of(processes) == []


@pytest.mark.parametrize("is_stopped", [False, True])
async def test_a_main_program_that_is_killed_takes_the_window_with_it(
    provider: EmbeddedProvider, *, is_stopped: bool
) -> None:
    address = provider.showing("/start", titled("/start"))
    pipe = asyncio.subprocess.PIPE
    main = await asyncio.create_subprocess_exec(sys.executable, "-c", MAIN, address, stdout=pipe)
    assert main.stdout
    assert await main.stdout.readline() == b"open\n"
    processes = psutil.Process(main.pid).children(recursive=True)
    assert len(processes) > 1
    for each in processes if is_stopped else []:
        each.suspend()
    main.kill()
    await main.wait()
    assert _left_of(processes) == []


async def test_no_helper_holds_the_pipe_nor_anything_else_of_the_programs(provider: EmbeddedProvider) -> None:
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at:
        await at.eye.until_page("/start")
        ours = _open_ends(psutil.Process())
        assert ours & _open_ends(_window())  # the pipe itself
        helpers = _window().children(recursive=True)
        assert helpers
        for each in helpers:
            assert _open_at(each, 0) in {os.devnull, ""}  # or it has just ended
            assert _open_ends(each) & ours == set()


def _open_ends(process: psutil.Process) -> set[str]:
    """Name the pipes and sockets of a process, as the kernel numbers them."""
    numbers = [int(each.name) for each in Path(f"/proc/{process.pid}/fd").iterdir()]
    return {end for each in numbers if (end := _open_at(process, each)).startswith(("pipe:", "socket:"))}


def _open_at(process: psutil.Process, descriptor: int) -> str:
    try:
        return str(Path(f"/proc/{process.pid}/fd/{descriptor}").readlink())
    except OSError:
        return ""


def _left_of(processes: list[psutil.Process]) -> list[psutil.Process]:
    return psutil.wait_procs(processes, timeout=10)[1]
