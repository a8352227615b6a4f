"""Reads the window as a user does: what can be seen, what can be pressed, where the focus is."""

import asyncio
from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from tests.ui.scenes import Stand

_TURNS = 20


def settle() -> None:
    """Let Qt lay out and paint."""
    for _ in range(3):
        QApplication.processEvents()


async def settled() -> None:
    """Let what the window started come to its end; nothing of it waits for the outside."""
    settle()
    for _ in range(_TURNS):
        await asyncio.sleep(0)
    settle()


def seen(widget: QWidget) -> str:
    """Give every text that can be read in a widget, one a line."""
    return "\n".join(text for part in parts(widget) for text in texts(part) if text)


def parts(widget: QWidget) -> Iterator[QWidget]:
    """Give every visible part of a widget, but not what is for the IT person."""
    for part in (widget, *widget.findChildren(QWidget)):
        if part.isVisible() and not _is_for_it(part):
            yield part


def texts(part: QWidget) -> list[str]:
    """Give what one part says, to eyes and to a screen reader."""
    said = [part.accessibleName(), part.accessibleDescription()]
    if isinstance(part, QLabel | QAbstractButton):
        said.append(part.text())
    if isinstance(part, QLineEdit):
        said += [part.displayText(), part.placeholderText()]
    return said


def button(widget: QWidget, words: str) -> QAbstractButton:
    """Find a visible button by the words on it."""
    for each in widget.findChildren(QAbstractButton):
        if each.isVisible() and words in (each.text(), each.accessibleName()):
            return each
    message = f"no button {words!r} in: {seen(widget)}"
    raise AssertionError(message)


def has_button(widget: QWidget, words: str) -> bool:
    return any(
        each.isVisible() and words in (each.text(), each.accessibleName())
        for each in widget.findChildren(QAbstractButton)
    )


def press(widget: QWidget, words: str) -> None:
    """Press a button with the mouse."""
    QTest.mouseClick(button(widget, words), Qt.MouseButton.LeftButton)
    settle()


def key(stand: Stand, wanted: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is, as the window system does: shortcuts first."""
    QTest.keyClick(stand.window.windowHandle(), wanted, modifier)
    settle()


def write(stand: Stand, text: str) -> None:
    """Type a text where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None, "nothing has the focus"
    QTest.keyClicks(focused, text)
    settle()


def focused_name() -> str:
    focused = QApplication.focusWidget()
    return focused.accessibleName() if focused else ""


def tab_until(stand: Stand, fits: Callable[[QWidget], bool], most: int = 40) -> None:
    """Go on with the Tab key until a control fits."""
    for _ in range(most):
        focused = QApplication.focusWidget()
        if focused is not None and fits(focused):
            return
        key(stand, Qt.Key.Key_Tab)
    message = "the Tab key never led there"
    raise AssertionError(message)


def _is_for_it(part: QWidget) -> bool:
    holder: QWidget | None = part
    while holder is not None:
        if holder.property("for_it"):
            return True
        holder = holder.parentWidget()
    return False
