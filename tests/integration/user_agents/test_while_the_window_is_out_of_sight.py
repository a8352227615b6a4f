"""Catching the redirect needs nothing of the window but its event loop: it may be minimised, or behind the browser."""

import asyncio
import sys

import pytest

from tests.support.listening import GOOD
from tests.support.scripted_browser import get


@pytest.mark.parametrize("how", ["minimised", "behind"])
async def test_the_redirect_is_caught_while_the_window_is(how: str) -> None:
    arguments = ("-m", "tests.support.window_out_of_sight", how)
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=asyncio.subprocess.PIPE)
    assert process.stdout
    async with asyncio.timeout(30):
        redirect_uri = (await process.stdout.readline()).decode().strip()
        page = await asyncio.to_thread(get, f"{redirect_uri}?{GOOD}")
        still_out_of_sight, _ = await process.communicate()
    assert "Almost done" in page.text
    assert still_out_of_sight == b"True\n"
    assert process.returncode == 0
