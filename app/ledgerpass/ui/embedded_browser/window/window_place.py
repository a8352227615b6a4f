"""Where a window is put, and how large: whole on the screen, so that what stands at its foot can be pressed."""

from PySide6.QtCore import QMargins, QRect, QSize
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QWidget

_FRAME = QMargins(16, 48, 16, 32)
"""What is left free around it: nobody knows before a window is shown what the desktop puts around it, and on some
desktops not even where its bars are."""


def put_on_screen(window: QWidget, wanted: QSize, least: QSize) -> None:
    """Put a window, before it is shown, in the middle of the screen on which the user has just pressed something.

    It gets its `wanted` size, and can be made as small as `least`, but neither is more than there is room for.
    """
    screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
    room = screen.availableGeometry().marginsRemoved(_FRAME)
    window.setMinimumSize(least.boundedTo(room.size()))
    place = QRect(room.topLeft(), wanted.boundedTo(room.size()))
    place.moveCenter(room.center())
    window.setScreen(screen)
    window.resize(place.size())
    window.move(place.x(), place.y() - _FRAME.top() // 2)  # by its frame
