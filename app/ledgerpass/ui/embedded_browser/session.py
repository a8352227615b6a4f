"""One sign-in in the window: what the program orders, what the page does, and what is reported of it."""

import os
import sys
from urllib.request import getproxies_environment

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from ledgerpass.resource_files import resource_path
from ledgerpass.ui.embedded_browser.drawing import Drawing
from ledgerpass.ui.embedded_browser.network.closed_place import engine_flags
from ledgerpass.ui.embedded_browser.pipe import Pipe
from ledgerpass.ui.embedded_browser.window.browser_window import BrowserWindow
from ledgerpass.ui.identity import make_application
from ledgerpass.user_agents.embedded_browser.pipe_messages import (
    Alive,
    Arrived,
    Closed,
    CodeRead,
    Drawn,
    GoOn,
    HandOver,
    Open,
    Reason,
    Thanks,
    ToFront,
    Trust,
)

_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
_NOWHERE = "/nowhere"


def make_traceless_application() -> QApplication:
    """Make the application; nothing that it draws leaves a trace on disk."""
    _leave_no_core()
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DisableShaderDiskCache)
    application = make_application()
    _have_downloads_lead_nowhere()
    return application


def _have_downloads_lead_nowhere() -> None:
    """Have the web engine find no place for what it begins to write before it asks whether it may.

    Without this a page's download stands in the user's folder for a moment, and for good when it crashes then. It asks
    for the place each time; what Qt itself reads from the user's folder of settings, it has read.
    """
    if sys.platform == "linux":
        os.environ["XDG_CONFIG_HOME"] = str(resource_path("embedded"))
        os.environ["TMPDIR"] = _NOWHERE


def _set_flags(order: Open) -> None:
    """Set what the web engine reads once, when the first of its objects is made."""
    flags = engine_flags(getproxies_environment(), redirect_uri=order.redirect_uri, began_at=order.address)
    os.environ[_FLAGS] = " ".join([os.environ.get(_FLAGS, ""), flags]).strip()


def _leave_no_core() -> None:
    """Have a crash, of this process or of those it starts, write no picture of what was in memory to a disk."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Session(QObject):
    """Carries orders to the window, and reports to the program."""

    def __init__(self, pipe: Pipe, *, heartbeat: int, last_word: int) -> None:
        """Speak over `pipe`; a sign of life every `heartbeat`, and `last_word` for the last one, in milliseconds."""
        super().__init__()
        self._pipe = pipe
        self._last_word = last_word
        self._window: BrowserWindow | None = None
        self._trusted: list[str] = []
        self._is_leaving = False
        pipe.ordered.connect(self._obey)
        pipe.closed.connect(self._leave)
        self._heart = QTimer(self)
        self._heart.timeout.connect(lambda: pipe.report(Alive()))
        self._heart.start(heartbeat)
        pipe.report(Alive())

    def tear_down(self) -> None:
        """Give up the pages before their profile, as the web engine wants it."""
        self._heart.stop()
        if self._window:
            self._window.tear_down()
            self._window = None

    def _obey(self, order: object) -> None:
        match order:
            case Trust(certificate=certificate) if self._window is None:
                self._trusted.append(certificate)
            case Open() if self._window is None:
                self._open(order)
            case ToFront() if self._window:
                self._window.come_to_front()
            case GoOn() if self._window:
                self._window.say_it_was_an_earlier_try()
            case Thanks() if self._window:
                self._is_leaving = True
                self._window.say_the_code_was_read()
            case _:
                pass  # nothing that could be done now

    def _open(self, order: Open) -> None:
        _set_flags(order)
        window = self._window = BrowserWindow(order, self._trusted)
        window.arrived.connect(lambda address: self._pipe.report(Arrived(address=address)))
        window.code_read.connect(lambda code: self._pipe.report(CodeRead(code=code)))
        window.handed_over.connect(self._hand_over)
        window.closed.connect(self._user_left)
        window.show()
        drawing = Drawing(window.view, window.page)
        drawing.seen.connect(self._go_there)
        drawing.failed.connect(lambda: self._hand_over("failed"))
        drawing.begin()

    def _go_there(self) -> None:
        self._pipe.report(Drawn())
        if self._window:
            self._window.begin()

    def _hand_over(self, reason: Reason) -> None:
        self._pipe.report(HandOver(reason=reason))

    def _user_left(self) -> None:
        if not self._is_leaving:
            self._pipe.report(Closed())
        QApplication.exit(0)

    def _leave(self) -> None:
        """Leave, but not before a last word could be read."""
        QTimer.singleShot(self._last_word if self._is_leaving else 0, lambda: QApplication.exit(0))
        self._is_leaving = True
