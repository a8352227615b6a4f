"""A second start of the program: it brings the first one's window to the front, and ends.

Each profile has one seat on each screen. Whoever gets it has the window, and listens for later starts at a socket that
this user alone can reach; whoever doesn't get it calls there, and leaves once it is answered. The seat is a lock that
the system frees by itself, so a crash leaves nothing but a dead socket, whose place the next one takes. A lock, because
of two programs that find a dead socket at the same moment both would take its place, one of them the other's new one.

What comes in at the socket can do one thing, bring the window to the front, and is read to a bounded length and for a
bounded time. A first program that hangs answers nobody; then the second opens a window of its own rather than leave
the user without one: list and keychain bear several programs at a time.
"""

import hashlib
import logging
import os
import re
import sys
import time
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, Qt, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QMainWindow

_log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds that a second start waits for the first one's answer."""

LONGEST_CALL = 256
"""Bytes; a call takes a dozen, or a few dozen with what Wayland wants."""

MOST_CALLERS = 8
"""At a time; a caller is gone after a moment."""

_CALL = re.compile(rb"front(?: (?P<activation>[!-~]{1,200}))?\n")
_ANSWER = b"here\n"
_CALLER_STAYS = 1000
"""Milliseconds that a caller has for its call."""

_PAUSE = 0.05
"""Seconds between two tries while the first program is only just coming, or going."""

_ACTIVATION = "XDG_ACTIVATION_TOKEN"
"""Where Wayland's desktops put the right to come to the front, and where Qt looks for it."""


class Arrival(Enum):
    """What a start of the program has found."""

    FIRST = "first"
    """Nobody; the seat is this one's."""

    ANSWERED = "answered"
    """The first one, whose window is in front now."""

    UNANSWERED = "unanswered"
    """One that doesn't answer."""


class Seat(QObject):
    """The seat of a profile on a screen."""

    def __init__(self, place: Path) -> None:
        """Sit at `place`, a file name in a folder of this user's; `.lock` is added for the lock."""
        super().__init__()
        self._address = place.name if sys.platform == "win32" else str(place)  # a pipe's name there, a file here
        self._lock = QLockFile(f"{place}.lock")
        self._lock.setStaleLockTime(0)  # however long it is held: by a living program it is held
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(MOST_CALLERS)
        self._server.newConnection.connect(self._let_in)
        self._callers: list[QLocalSocket] = []

    def arrive(self, activation: str = "", patience: float = PATIENCE) -> Arrival:
        """Take the seat, or call whoever has it and wait for an answer for up to `patience` seconds.

        `activation` is the right to come to the front that the desktop has given to this start.
        """
        deadline = time.monotonic() + patience
        while True:
            if self._lock.tryLock(0) or self._lock.error() is not QLockFile.LockError.LockFailedError:
                return Arrival.FIRST  # or nobody can have a seat, because the folder can't be written in
            if _call(self._address, activation, deadline):
                return Arrival.ANSWERED
            if time.monotonic() >= deadline:
                return Arrival.UNANSWERED
            time.sleep(_PAUSE)

    def listen(self, application: QApplication) -> None:
        """Answer later starts until the last window is closed. Only for whoever has the seat."""
        if not self._server.listen(self._address):  # one that is for this user alone takes a dead one's place
            _log.warning("a second start will not be noticed: %s", self._server.errorString())
        application.lastWindowClosed.connect(self.leave)

    def leave(self) -> None:
        """Answer nobody any more, and free the seat: the next start is a first one, though this one still tidies up."""
        self._server.close()
        for caller in list(self._callers):
            caller.abort()
        self._lock.unlock()

    def _let_in(self) -> None:
        while self._server.hasPendingConnections():
            if len(self._callers) >= MOST_CALLERS:
                self._callers[0].abort()  # the oldest goes: whoever has something to say says it at once
            caller = self._server.nextPendingConnection()
            self._callers.append(caller)
            caller.setReadBufferSize(LONGEST_CALL)
            caller.readyRead.connect(self._listen_to_callers)
            caller.disconnected.connect(self._let_out)
            QTimer.singleShot(_CALLER_STAYS, caller, caller.abort)
        self._listen_to_callers()

    def _listen_to_callers(self) -> None:
        for caller in list(self._callers):
            said = bytes(caller.peek(LONGEST_CALL).data())
            if call := _CALL.fullmatch(said):
                caller.readAll()
                bring_to_front((call["activation"] or b"").decode("ascii"))
                caller.write(_ANSWER)
                caller.disconnectFromServer()
            elif b"\n" in said or len(said) >= LONGEST_CALL:
                caller.abort()

    def _let_out(self) -> None:
        gone = [each for each in self._callers if each.state() is QLocalSocket.LocalSocketState.UnconnectedState]
        for caller in gone:
            self._callers.remove(caller)
            caller.deleteLater()


def seat_of(profile: Path, environment: Mapping[str, str]) -> Seat | None:
    """Give the seat of a profile on the screen that `environment` names, None where there is no place for seats.

    A screen of its own has a seat of its own: a window on a screen that the user doesn't sit at is no answer.
    """
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.RuntimeLocation)
    if not folder:
        return None
    screen = environment.get("WAYLAND_DISPLAY") or environment.get("DISPLAY") or ""
    whose = "\0".join((str(profile.expanduser().resolve()), str(Path.home()), screen))
    return Seat(Path(folder) / f"ledgerpass-{hashlib.sha256(os.fsencode(whose)).hexdigest()[:24]}")


def activation_of(environment: Mapping[str, str]) -> str:
    """Give the right to come to the front that the desktop has given to this start, empty where there is none."""
    return environment.get(_ACTIVATION, "")


def bring_to_front(activation: str = "") -> None:
    """Bring the window to the front as far as the desktop allows, and have the taskbar point at it otherwise."""
    if activation:
        os.environ[_ACTIVATION] = activation
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QMainWindow) and window.isVisible():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.raise_()
            window.activateWindow()
            QApplication.alert(window)
    os.environ.pop(_ACTIVATION, None)  # it is good for once, and nothing that is started from here


def _call(address: str, activation: str, deadline: float) -> bool:
    """Tell whether somebody answers at `address` before `deadline`, by the monotonic clock."""
    call = f"front {activation}\n".encode()
    first = QLocalSocket()
    first.connectToServer(address)
    if not first.waitForConnected(_left(deadline)):
        return False
    first.write(call if _CALL.fullmatch(call) else b"front\n")
    first.flush()
    while first.bytesAvailable() < len(_ANSWER):
        if time.monotonic() >= deadline or not first.waitForReadyRead(_left(deadline)):
            return False
    return bytes(first.read(len(_ANSWER)).data()) == _ANSWER


def _left(deadline: float) -> int:
    return max(1, int(1000 * (deadline - time.monotonic())))
