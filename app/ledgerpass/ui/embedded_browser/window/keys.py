"""The keys and the menu of the window; keys that belong to text (copy, paste, undo) are the page's own business."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QPushButton, QWidget

from ledgerpass.ui.embedded_browser.window.edit_menu import add_edit_actions
from ledgerpass.ui.theme.controls import passing_menu
from ledgerpass.ui.wording.translation import say

_STEPS = (0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
_USUAL = 1.0


class Driven(Protocol):
    """What the keys need of the window."""

    @property
    def view(self) -> QWebEngineView:
        """The place of the pages."""

    @property
    def front(self) -> QWidget:
        """What has the focus on the page's side: the page, or a question that lies over it."""

    @property
    def page(self) -> QWebEnginePage:
        """The page that is shown."""

    def load_again(self) -> None:
        """Load the page anew."""

    def go_back(self) -> None:
        """Go back."""

    def focusWidget(self) -> QWidget | None:
        """Give what has the focus."""

    def close(self) -> bool:
        """Close the window."""


class Keys(QObject):
    """What the keyboard does in a window."""

    def __init__(self, parent: QWidget, window: Driven, beside: QWidget) -> None:
        """Set the keys of `parent`, which is `window`; `beside` has the focus when the page has not."""
        super().__init__(parent)
        self._window, self._beside = window, beside
        for key, act in (
            ("F6", self.change_sides),
            ("Shift+F6", self.change_sides),
            ("F5", window.load_again),
            ("Ctrl+R", window.load_again),
            ("Alt+Left", window.go_back),
            ("Ctrl++", self.zoom_in),
            ("Ctrl+=", self.zoom_in),
            ("Ctrl+-", self.zoom_out),
            ("Ctrl+0", self.zoom_as_usual),
            ("Ctrl+W", window.close),
        ):
            QShortcut(QKeySequence(key), parent).activated.connect(act)

    def change_sides(self) -> None:
        """Go from the page to the window's own controls, or back."""
        focused = self._window.focusWidget()
        front = self._window.front
        in_front = focused is front or (focused is not None and front.isAncestorOf(focused))
        target = self._beside if in_front else front
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def zoom_in(self) -> None:
        """Show the page a step larger."""
        factor = self._window.view.zoomFactor()
        self._window.view.setZoomFactor(next((step for step in _STEPS if step > factor + 0.01), _STEPS[-1]))

    def zoom_out(self) -> None:
        """Show the page a step smaller."""
        factor = self._window.view.zoomFactor()
        self._window.view.setZoomFactor(next((step for step in reversed(_STEPS) if step < factor - 0.01), _STEPS[0]))

    def zoom_as_usual(self) -> None:
        """Show the page as it is."""
        self._window.view.setZoomFactor(_USUAL)

    def open_menu(self, button: QPushButton) -> None:
        """Open the menu below a button."""
        made = passing_menu(button)
        add_edit_actions(made, self._window.page)
        entries: tuple[tuple[str, str, Callable[[], None]], ...] = (
            (say("Larger"), "Ctrl++", self.zoom_in),
            (say("Smaller"), "Ctrl+-", self.zoom_out),
            (say("As large as usual"), "Ctrl+0", self.zoom_as_usual),
            (say("Between the page and the buttons"), "F6", self.change_sides),
        )
        for words, key, act in entries:
            entry = made.addAction(words)
            entry.setShortcut(QKeySequence(key))
            entry.triggered.connect(act)
        made.popup(button.mapToGlobal(QPoint(0, button.height())))
