"""A hand and an eye in the embedded browser's process: a test presses and looks, over a socket, in the real window.

Use: `python -m tests.support.embedded_hand SOCKET` in place of the program's own command. The window is the program's
own in all; the hand only does what a user could, looks at what he could see, and takes pictures.
"""

import json
import socket
import sys
import threading
from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRect, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAccessible, QDragEnterEvent, QGuiApplication, QHelpEvent, QKeySequence, QShowEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QLabel, QLineEdit, QMenu, QPushButton, QToolTip, QWidget

from ledgerpass.ui.embedded_browser import drawing
from ledgerpass.ui.embedded_browser.page import code_reader, pulse
from ledgerpass.ui.embedded_browser.page.painting import when_painted
from ledgerpass.ui.embedded_browser.pipe import Pipe, take_pipe
from ledgerpass.ui.embedded_browser.session import Session, make_traceless_application
from ledgerpass.ui.embedded_browser.window.browser_window import BrowserWindow
from ledgerpass.ui.theme import palette
from ledgerpass.ui.theme.appearance import Appearance

_AGAIN = 10  # the page is put on top of it once more, when it has its renderer


class Hand(QObject):
    """Does one thing at a time, on the window's thread."""

    told = Signal(str)

    def __init__(self, place: str) -> None:
        super().__init__()
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(place)
        self.told.connect(self._do)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self._socket.makefile("r", encoding="utf-8"):
            self.told.emit(line)

    def _do(self, line: str) -> None:
        verb, *given = json.loads(line)
        act: Callable[..., object] = getattr(self, verb)
        answer = act(*given)
        if verb not in {"script", "picture"}:  # these answer later
            self._answer(answer)

    def _answer(self, answer: object) -> None:
        self._socket.sendall(json.dumps(answer).encode() + b"\n")

    def look(self) -> dict[str, object] | None:
        """Say what can be seen."""
        window = _window()
        if window is None:
            return None
        focused: QWidget | None = window.focusWidget()
        return {
            "title": window.windowTitle(),
            "host": window.address_bar.host.text(),
            "where": window.address_bar.host.toolTip(),
            "path": window.page.url().path(),
            "message": window.message.words(),
            "action": "" if not window.message.action.isVisible() else window.message.action.text(),
            "card": [] if window.card.isHidden() else _texts(window.card),
            "buttons": [each.accessibleName() for each in _buttons(window)],
            "menu": [entry.text() for menu in _menus() for entry in menu.actions() if entry.text()],
            "dialogs": [each.windowTitle() for each in window.findChildren(QDialog) if each.isVisible()],
            "unfolded": [_sides(each.geometry()) for each in _unfolded(window)],
            "back": window.address_bar.back.isEnabled(),
            "zoom": round(window.view.zoomFactor(), 2),
            "in_page": focused is not None and window.view.isAncestorOf(focused),
            "active": window.isActiveWindow(),
            "focused": focused.accessibleName() if focused else "",
            "focused_of": focused.accessibleDescription() if focused else "",
            "page_title": window.page.title(),
        }

    def tone(self) -> object:
        """Say in which colours the message stands."""
        window = _window()
        frames = window.message.findChildren(QFrame) if window else []
        return next((each.property("part") for each in frames if each.property("part") != "hairline"), "")

    def on_top(self) -> str:
        """Say what a press at the top of the page would meet: the message, the card, or the page."""
        window = _window()
        if not window:
            return ""
        met: QWidget | None = window.childAt(window.view.mapTo(window, QPoint(200, 20)))
        for name, part in (("message", window.message), ("card", window.card)):
            if met is part or (met and part.isAncestorOf(met)):
                return name
        return "page"

    def place(self) -> list[list[int]]:
        """Give the frame of the window, and the room on its screen: left, top, width, height."""
        window = _window()
        if not window:
            return []
        return [_sides(window.frameGeometry()), _sides(window.screen().availableGeometry())]

    def page_place(self) -> list[int]:
        """Say where on the screen the page lies."""
        window = _window()
        return _sides(QRect(window.view.mapToGlobal(QPoint(0, 0)), window.view.size())) if window else []

    def choose_in_list(self, x: int, y: int) -> bool:
        """Click into what the page has unfolded."""
        window = _window()
        popups = _unfolded(window) if window else []
        for each in popups:
            QTest.mouseMove(each, QPoint(x, y))
            QTest.mouseClick(each, Qt.MouseButton.LeftButton, pos=QPoint(x, y))
        return bool(popups)

    def cut_off(self) -> list[str]:
        """Say what of the card has less room than it needs."""
        window = _window()
        parts = window.card.findChildren(QWidget) if window and not window.card.isHidden() else []
        return [f"{each}" for each in parts if each.isVisible() and each.height() < _height_needed(each)]

    def hears(self) -> list[list[str]]:
        """Say what a screen reader is told of the card: the dialogs in it, with name and description."""
        window = _window()
        parts = window.card.findChildren(QWidget) if window else []
        told = [QAccessible.queryAccessibleInterface(each) for each in parts]
        return [
            [each.text(QAccessible.Text.Name), each.text(QAccessible.Text.Description)]
            for each in told
            if each.role() is QAccessible.Role.Dialog
        ]

    def go(self, address: str) -> None:
        """Lead the page elsewhere, as a link in it would."""
        if window := _window():
            window.page.load(QUrl.fromEncoded(address.encode()))

    def history(self) -> list[str]:
        """Give the addresses of the pages that were open, one after the other."""
        window = _window()
        return [entry.url().toString() for entry in window.page.history().items()] if window else []

    def script(self, source: str) -> None:
        """Run a script in the page and answer with what it gives."""
        if window := _window():
            window.page.runJavaScript(source, self._answer)

    def press(self, name: str) -> bool:
        """Press a button that can be seen."""
        for each in _buttons(_window()):
            if name in {each.accessibleName(), each.text()} and each.isEnabled():
                QTest.mouseClick(each, Qt.MouseButton.LeftButton)
                return True
        return False

    def click(self, x: int, y: int) -> None:
        """Click into the page."""
        if window := _window():
            QTest.mouseClick(_page_widget(window), Qt.MouseButton.LeftButton, pos=QPoint(x, y))

    def right_click(self, x: int, y: int) -> None:
        """Press the right button in the page."""
        if window := _window():
            QTest.mouseClick(_page_widget(window), Qt.MouseButton.RightButton, pos=QPoint(x, y))

    def choose(self, entry: str) -> bool:
        """Choose from the menu that is open."""
        for menu in _menus():
            for each in menu.actions():
                if each.text() == entry and each.isEnabled():
                    each.trigger()
                    menu.close()
                    return True
        return False

    def keys(self, sequence: str) -> None:
        """Press keys where the focus is."""
        target = QApplication.focusWidget() or _window()
        if target:
            QTest.keySequence(target, QKeySequence(sequence))

    def write(self, text: str) -> None:
        """Type where the focus is."""
        if target := QApplication.focusWidget():
            QTest.keyClicks(target, text)

    def fill(self, *texts: str) -> None:
        """Fill the fields of the card."""
        if window := _window():
            for edit, text in zip(window.card.findChildren(QLineEdit), texts, strict=True):
                edit.setText(text)

    def drag(self, path: str) -> bool:
        """Drag a file over the page, or a text where there is no path, and say whether it may be dropped there."""
        window = _window()
        dragged = QMimeData()
        if path:
            dragged.setUrls([QUrl.fromLocalFile(path)])
        else:
            dragged.setText("a text")
        if not window:
            return False
        at, actions, left = QPoint(50, 50), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        event = QDragEnterEvent(at, actions, dragged, left, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(window.view, event)
        return event.isAccepted()

    def clipboard(self, text: str | None = None) -> str:
        """Put a text into the clipboard, or say what is in it."""
        if text is not None:
            QGuiApplication.clipboard().setText(text)
        return QGuiApplication.clipboard().text()

    def resize(self, width: int, height: int) -> None:
        """Change the window's size."""
        if window := _window():
            window.resize(width, height)

    def dress(self, name: str) -> None:
        """Wear one of the sets of colours."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            tokens = next(each for each in palette.EVERY_SET if each.name == name)
            for each in application.findChildren(Appearance):
                each.wear(tokens)

    def colour(self, x: int, y: int) -> str:
        """Say which colour the page has at a place."""
        window = _window()
        return window.view.grab().toImage().pixelColor(x, y).name() if window else ""

    def rest_on_the_page(self) -> bool:
        """Rest on the page with the mouse for so long that a tip comes, if any does; tell whether one did."""
        window = _window()
        assert window
        window.view.setToolTip("a tip")  # as the web engine does when the mouse has moved
        place = QPoint(50, 50)
        over = _page_widget(window)
        QApplication.sendEvent(over, QHelpEvent(QEvent.Type.ToolTip, place, over.mapToGlobal(place)))
        return QToolTip.isVisible()

    def picture(self, path: str) -> None:
        """Take a picture of the window with what hangs over it, as soon as its page is painted."""
        window = _window()
        if window:
            when_painted(window.page, lambda: self._answer(window.grab().save(path)))
        else:
            self._answer("")


def _window() -> BrowserWindow | None:
    return next((each for each in QApplication.topLevelWidgets() if isinstance(each, BrowserWindow)), None)


def _unfolded(window: BrowserWindow) -> list[QWidget]:
    return [each for each in window.view.findChildren(QWidget) if each.isWindow() and each.isVisible()]


def _page_widget(window: BrowserWindow) -> QWidget:
    return window.view.focusProxy() or window.view


def _height_needed(widget: QWidget) -> int:
    least: int = widget.minimumSizeHint().height()
    return max(least, widget.heightForWidth(widget.width())) if isinstance(widget, QLabel) else least


def _sides(place: QRect) -> list[int]:
    return [place.x(), place.y(), place.width(), place.height()]


def _buttons(window: BrowserWindow | None) -> list[QPushButton]:
    return [each for each in window.findChildren(QPushButton) if each.isVisible()] if window else []


def _menus() -> list[QMenu]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible()]


def _texts(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible() and each.text()]


def _cover_all_pages() -> None:
    """Have nothing be seen of any page, as with a graphics card that draws nothing."""
    show = BrowserWindow.showEvent

    def show_covered(window: BrowserWindow, event: QShowEvent) -> None:
        show(window, event)
        cover = QWidget(window.view)
        cover.setStyleSheet("background: black")
        cover.setGeometry(window.view.rect())
        cover.show()
        QTimer.singleShot(_AGAIN, cover.raise_)

    setattr(BrowserWindow, "showEvent", show_covered)  # noqa: B010 - to mypy a method is nothing to be set


def main() -> int:
    ends = take_pipe()
    code_reader.EVERY = 100  # a test has no time
    if "--blind" in sys.argv:
        drawing.LOOKS = 20
        _cover_all_pages()
    if "--hurried" in sys.argv:
        pulse.EVERY = 250
    application = make_traceless_application()
    pipe = Pipe(ends)
    session = Session(pipe, heartbeat=200, last_word=600)
    hand = Hand(sys.argv[1])
    pipe.listen()
    code: int = application.exec()
    hand.deleteLater()
    session.tear_down()
    return code


if __name__ == "__main__":
    sys.exit(main())
