"""The self-check's trial of the window: the real one, and one that can't be started."""

import asyncio
import sys
from collections.abc import Callable

import psutil
import pytest

from ledgerpass.user_agents.embedded_browser.trial import is_window_drawn
from tests.support.embedded_visit import PATIENCE

_WITHIN = 30


async def test_a_window_that_is_drawn_is_there_and_leaves_nothing_behind(
    started: Callable[[], list[psutil.Process]],
) -> None:
    async with asyncio.timeout(_WITHIN):
        assert await is_window_drawn(patience=PATIENCE)
    assert started() == []


@pytest.mark.parametrize("program", ["raise ImportError", 'print(\'{"kind":"closed"}\', flush=True)'])
async def test_a_window_that_nobody_sees_is_not(program: str) -> None:
    async with asyncio.timeout(_WITHIN):
        assert not await is_window_drawn((sys.executable, "-c", program), PATIENCE)
