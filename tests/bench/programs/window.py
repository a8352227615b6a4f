"""Ledgerpass's window over a profile: tells when its list was painted, then how long each key of a search takes.

python -m tests.bench.programs.window PROFILE WORDS
"""

import asyncio
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject

from ledgerpass.assembly.program import Program
from ledgerpass.assembly.window import show_window
from ledgerpass.ui.main_window import MainWindow
from tests.bench.programs.dialogue import say


class _Painted(QObject):
    """Notes when a widget was painted for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = asyncio.Event()
        self.at = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name for it
        if event.type() == QEvent.Type.Paint and not self.at:
            self.at = time.monotonic_ns()
            self.painted.set()
        return False


async def _measure(window: MainWindow, _program: Program) -> bool:
    view = window.home.list.viewport()
    watch = _Painted()
    view.installEventFilter(watch)
    await watch.painted.wait()
    await asyncio.sleep(0)  # the painting itself, which the event only announces
    say(painted=time.monotonic_ns())
    times = []
    words = sys.argv[2]
    for length in range(1, len(words) + 1):
        began = time.monotonic_ns()
        window.home.search.setText(words[:length])
        view.repaint()
        times.append(time.monotonic_ns() - began)
    say(keys=times)
    return True


if __name__ == "__main__":
    sys.exit(show_window(profile=Path(sys.argv[1]), attend=_measure))
