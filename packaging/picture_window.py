"""Starts a program on the display it finds itself on, waits until its window stands still, and saves a picture of it.

The window is found by what changed on the screen, so that nothing has to be known of the program.
Use: packaging/picture_window.py PNG PROGRAM [ARGUMENT...]
"""

import subprocess
import sys
import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QBitmap, QGuiApplication, QImage, QPainter, QRegion

_PATIENCE = 60.0  # seconds
_PAUSE = 0.5  # seconds between two looks
_BLACK = 0xFF000000  # ARGB: no difference


def _look(gui: QGuiApplication) -> QImage:
    return gui.primaryScreen().grabWindow(0).toImage().convertToFormat(QImage.Format.Format_RGB32)


def _cut_out_what_changed(before: QImage, after: QImage) -> QImage:
    difference = QImage(after)
    painter = QPainter(difference)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, before)
    painter.end()
    changed = difference.createMaskFromColor(_BLACK, Qt.MaskMode.MaskInColor)
    return after.copy(QRegion(QBitmap.fromImage(changed)).boundingRect())


def _wait_for_window(gui: QGuiApplication, empty: QImage, program: subprocess.Popen[bytes]) -> QImage:
    deadline = time.monotonic() + _PATIENCE
    last = empty
    while time.monotonic() < deadline:
        time.sleep(_PAUSE)
        if program.poll() is not None:
            sys.exit(f"the program ended with {program.returncode} before its window stood there")
        now = _look(gui)
        if now == last != empty:
            return now
        last = now
    sys.exit("the program showed no window that stands still")


def main() -> None:
    """Take the picture."""
    picture, *command = sys.argv[1:]
    gui = QGuiApplication([])
    empty = _look(gui)
    with subprocess.Popen(command) as program:
        try:
            window = _wait_for_window(gui, empty, program)
        finally:
            program.terminate()
    if not _cut_out_what_changed(empty, window).save(picture):
        sys.exit(f"{picture} could not be written")


if __name__ == "__main__":
    main()
