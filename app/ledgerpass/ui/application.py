"""The time that the program's one window is on the screen."""

import contextlib
import os
from collections.abc import Awaitable, Callable, Iterable

from PySide6.QtWidgets import QApplication, QMainWindow

from ledgerpass.errors import LedgerpassError
from ledgerpass.providers.catalogue import Catalogue
from ledgerpass.ui.background import Background
from ledgerpass.ui.browser_opening import open_address as open_in_the_browser
from ledgerpass.ui.clipboard import SystemClipboard
from ledgerpass.ui.clipboard_time import ClipboardTime
from ledgerpass.ui.doors import ConnectingDoor, KeeperDoor, KeychainDoor, ProxyDoor, RoundsDoor
from ledgerpass.ui.event_loop import until_closed
from ledgerpass.ui.main_window import MainWindow
from ledgerpass.ui.sheets.troubles import troubles_sheet
from ledgerpass.ui.tasks import Tasks
from ledgerpass.ui.wayland_clipboard import WlCopy, is_wayland
from ledgerpass.ui.wording.errors import explain
from ledgerpass.ui.wording.translation import say

Attend = Callable[[MainWindow], Awaitable[bool]]
"""Does something with the window that is shown, in the user's place, and tells whether all was well."""


def open_address(address: str) -> bool:
    """Open an address in the browser that `BROWSER` names, or in the desktop's; False when nobody took it."""
    return open_in_the_browser(address, os.environ)


async def show_until_closed(  # noqa: PLR0913 - what the window shows, each by its name
    application: QApplication,
    *,
    connecting: ConnectingDoor,
    keeper: KeeperDoor,
    keychain: KeychainDoor,
    proxies: ProxyDoor,
    rounds: RoundsDoor,
    catalogue: Catalogue,
    troubles: Iterable[LedgerpassError] = (),
    clipboard_time: ClipboardTime | None = None,
    attend: Attend | None = None,
) -> bool:
    """Show the window and return when it has been closed and what it started has ended.

    A copied secret stays on the clipboard for `clipboard_time`, and no longer than the window.
    `troubles` are what went wrong before there was a window to say so in. With `attend`, it is the attendant who says
    when the window is closed, and whether all was well.
    """
    tasks = Tasks()
    clipboard = SystemClipboard(clipboard_time, wl_copy=WlCopy() if is_wayland() else None)
    window = MainWindow(
        connecting=connecting,
        keeper=keeper,
        keychain=keychain,
        proxies=proxies,
        providers=tuple(catalogue),
        tasks=tasks,
        open_address=open_address,
        clipboard=clipboard,
    )
    window.show()
    window.looking_after.removing.begin_the_day()
    tasks.start(Background(rounds, window).run, lambda _error: None)
    said = [explain(trouble, trouble.values().get("file", "")) for trouble in troubles]
    if said:
        window.sheet.open_with(say("Before you begin"), troubles_sheet(said, window.copy_text))
    is_well = True
    with contextlib.closing(clipboard):
        if attend:
            is_well = await attend(window)
            window.close()
        else:
            await until_closed(application)
    await tasks.close()
    window.deleteLater()
    return is_well


async def say_why_not(application: QApplication, error: LedgerpassError) -> None:
    """Say in a window of its own why the program can't begin, and return when it has been closed."""
    said = explain(error, "")
    window = QMainWindow()
    window.setWindowTitle(say("Ledgerpass"))
    window.setCentralWidget(troubles_sheet([said.without_action()], SystemClipboard().put_text))
    window.resize(560, 320)
    window.show()
    await until_closed(application)
    window.deleteLater()
