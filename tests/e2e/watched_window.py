"""The real program with its window, and somebody beside it who tells how the window is and can put it away.

Every change is a line of JSON on standard output; `minimise`, `maximise`, `hang` and `close` come in on standard input.
Use: watched_window.py PROFILE
"""

import json
import os
import select
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from ledgerpass.assembly.window import show_window
from ledgerpass.ui import identity

_EVERY = 10
"""Milliseconds between two looks."""


class _Watch:
    def __init__(self, application: QApplication) -> None:
        self._told: dict[str, bool] = {}
        self._timer = QTimer(application)
        self._timer.timeout.connect(self._look)
        self._timer.start(_EVERY)

    def _look(self) -> None:
        windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow)]
        for window in windows:
            self._tell(window)
        while select.select([0], [], [], 0)[0]:
            for word in os.read(0, 100).decode().split() or sys.exit(1):
                self._obey(word, windows[0])

    def _tell(self, window: QMainWindow) -> None:
        told = {
            "visible": window.isVisible(),
            "minimised": window.isMinimized(),
            "active": window.isActiveWindow(),
            "maximised": window.isMaximized(),
        }
        if told != self._told:
            self._told = told
            sys.stdout.write(f"{json.dumps(told)}\n")
            sys.stdout.flush()

    @staticmethod
    def _obey(word: str, window: QMainWindow) -> None:
        match word:
            case "minimise":
                window.showMinimized()
            case "maximise":
                window.showMaximized()
            case "hang":
                os.kill(os.getpid(), signal.SIGSTOP)
            case _:
                window.close()


def main() -> int:
    """Show the window, watched; gives the program's own exit code."""
    make, watches = identity.make_application, []

    def make_watched() -> QApplication:
        application = make()
        watches.append(_Watch(application))
        return application

    identity.make_application = make_watched
    return show_window(profile=Path(sys.argv[1]))


if __name__ == "__main__":
    sys.exit(main())
