"""Standard input is read while everything else goes on, from whatever it is."""

import asyncio
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledgerpass.cli.console import Console
from ledgerpass.cli.standard_input import StandardInput


@pytest.fixture
def console() -> Console:
    return Console(io.StringIO(), io.StringIO())


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        os.close(end)


async def test_lines_come_one_by_one_and_then_nothing_does(console: Console, tmp_path: Path) -> None:
    (tmp_path / "codes").write_text("one\ntwo", encoding="utf-8")
    with (tmp_path / "codes").open(encoding="utf-8") as file, StandardInput.opened(console, file) as source:
        assert not source.is_terminal
        assert [await source.ask("?"), await source.pasted()] == ["one", "two"]
        assert [await source.pasted(), await source.ask("?")] == [None, None]


async def test_waiting_for_a_line_can_be_given_up_and_loses_nothing(console: Console, pipe: tuple[int, int]) -> None:
    source = StandardInput(console, pipe[0], is_terminal=False)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(source.pasted(), 0.01)
    os.write(pipe[1], b"late\n")
    assert await source.ask("?") == "late"
    os.write(pipe[1], b"\xff\xc3")
    os.write(pipe[1], b"\xa9\n")
    assert await source.ask("?") == "\ufffdé"


async def test_a_standard_input_that_is_closed_has_ended(console: Console) -> None:
    with StandardInput.opened(console, None) as source:
        assert await source.pasted() is None
    with StandardInput.opened(console, io.StringIO("not a file")) as source:
        assert await source.ask("?") is None


async def test_what_comes_at_once_on_a_terminal_is_one_paste(console: Console, pipe: tuple[int, int]) -> None:
    source = StandardInput(console, pipe[0], is_terminal=True)
    os.write(pipe[1], b"first\rsecond\rthi")
    waiting = asyncio.ensure_future(source.pasted())
    done, _ = await asyncio.wait([waiting], timeout=0.5)
    assert not done, "a line has begun that belongs to it"
    os.write(pipe[1], b"rd\r")
    assert await waiting == "first\nsecond\nthird"
    os.write(pipe[1], b"another\r")
    assert await source.pasted() == "another"
    os.write(pipe[1], b"\x04")
    assert await source.pasted() is None
