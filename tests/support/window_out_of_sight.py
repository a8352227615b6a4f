"""A window that is minimised, or behind another, and a listener on the window's event loop.

Run as `python -m tests.support.window_out_of_sight minimised`; it prints the redirect address, then what became of the
window, then the answer once it has come.
"""

import asyncio
import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ledgerpass.ui.event_loop import run
from tests.support.listening import listening


async def catch(how: str) -> None:
    window, other = QWidget(), QWidget()
    window.show()
    if how == "minimised":
        window.setWindowState(Qt.WindowState.WindowMinimized)
    else:
        other.showMaximized()
        other.activateWindow()
    async with listening() as at:
        while not (window.isMinimized() or other.isActiveWindow()):  # noqa: ASYNC110 - the window manager says nothing
            await asyncio.sleep(0.01)
        print(at.redirect_uri, flush=True)  # noqa: T201 - the test reads it
        await at.arrival
        print(window.isMinimized() or other.isActiveWindow(), flush=True)  # noqa: T201 - likewise


if __name__ == "__main__":
    run(QApplication(sys.argv[:1]), catch(sys.argv[1]))
