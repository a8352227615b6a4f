"""Looks whether the first page is really there, and what else a bundle brings along, on a screen that nobody sees."""

import asyncio
from collections.abc import Awaitable, Callable

from PySide6.QtWidgets import QWidget

from ledgerpass.errors import KeychainError
from ledgerpass.ui.doors import KeychainDoor

_WITHIN = 10.0
_LOOK_EVERY = 0.05
_LEAST_COLOURS = 8
"""A window that draws anything has more colours than this; one that draws nothing has one."""

_EMBEDDED_BROWSER = {True: "there", False: "there, but its window was not drawn", None: "not in this build"}


async def check_itself(
    window: QWidget,
    providers: int,
    keychain: KeychainDoor,
    report: Callable[[str], None],
    *,
    embedded_browser: Callable[[], Awaitable[bool]] | None = None,
) -> bool:
    """Look at what a bundle must bring along, say what was found a line each, and tell whether it is all there.

    `embedded_browser` shows that window and tells whether it was drawn. It is None where there is none, which is well.
    """
    shown = await first_page_shown(window)
    report(f"first page: {'shown' if shown else 'not shown'}")
    report(f"providers: {providers}")
    drawn = await embedded_browser() if embedded_browser else None
    report(f"embedded browser: {_EMBEDDED_BROWSER[drawn]}")
    try:
        await keychain.look()
    except KeychainError as error:
        report(f"keychain: {error}")
        return False
    report(f"keychain: {keychain.keychain_name}")
    return shown and providers > 0 and drawn is not False


async def first_page_shown(window: QWidget) -> bool:
    """Show `window` and tell whether its first page was drawn within ten seconds."""
    window.show()
    try:
        async with asyncio.timeout(_WITHIN):
            while not _is_drawn(window):  # noqa: ASYNC110 - a window has no event for "it was drawn"
                await asyncio.sleep(_LOOK_EVERY)
    except TimeoutError:
        return False
    return True


def _is_drawn(window: QWidget) -> bool:
    handle = window.windowHandle()
    if not window.isVisible() or not handle.isExposed():
        return False
    picture = window.grab().toImage()
    step = max(1, picture.width() // 60)
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), step) for y in range(0, picture.height(), step)}
    return len(colours) >= _LEAST_COLOURS
