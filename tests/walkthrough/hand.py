"""The hand that operates the window: it presses what it can read, and waits for what it wants to see, as users do."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from ledgerpass.ui.main_window import MainWindow

_PATIENCE = 30.0
_GLANCE = 0.02


class Hand:
    """Operates one window and takes pictures of it."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        """Leave the pictures in `folder`."""
        self._window = window
        self._folder = folder
        self.pictures: list[Path] = []

    async def press(self, words: str) -> None:
        """Wait for a button with these words on it, and press it."""
        await self.until(lambda: self._button(words) is not None and self._button(words), f"the button {words!r}")
        button = self._button(words)
        assert button
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    async def see(self, words: str) -> None:
        """Wait until these words stand somewhere in the window."""
        await self.until(lambda: any(words in text for text in self.texts()), f"the words {words!r}")

    async def until(self, wanted: Callable[[], object], what: str) -> None:
        """Wait for a condition, half a minute at most."""
        try:
            async with asyncio.timeout(_PATIENCE):
                while not wanted():  # noqa: ASYNC110 - a window has no event for "can be seen"
                    await asyncio.sleep(_GLANCE)
        except TimeoutError:
            message = f"{what} never came; the window says: {' | '.join(self.texts())}"
            raise AssertionError(message) from None

    def texts(self) -> list[str]:
        """Read every text that can be seen."""
        widgets = self._window.findChildren(QWidget)
        return [text for widget in widgets if widget.isVisible() and (text := _text(widget))]

    async def picture(self, name: str) -> None:
        """Let the window settle and keep a picture of it."""
        self._window.repaint()
        await asyncio.sleep(_GLANCE)
        self.snap(name)

    def snap(self, name: str) -> None:
        """Keep a picture of the window as it is at this moment."""
        picture, path = self._window.grab(), self.place_for(name)
        assert picture.save(str(path)), f"{path} could not be written"

    def place_for(self, name: str) -> Path:
        """Give the place of the next picture, for who takes it himself."""
        path = self._folder / f"{len(self.pictures) + 1:02}-{name}.png"
        self.pictures.append(path)
        return path

    def _button(self, words: str) -> QAbstractButton | None:
        buttons = self._window.findChildren(QAbstractButton)
        return next(
            (each for each in buttons if each.isVisible() and each.isEnabled() and words in (_text(each), _name(each))),
            None,
        )


def _text(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""


def _name(widget: QWidget) -> str:
    return widget.accessibleName().partition(".")[0].partition(",")[0]
