"""The one place that writes to the clipboard.

A secret and a plain text come in by two doors. A secret is marked as one and taken off again after a while, or when the
program ends, if it is still there: what somebody has copied since is none of our business, so a fingerprint of the
secret is compared before anything is emptied. The selection of X11 that the middle mouse button pastes is never
written to.
"""

import contextlib
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

from ledgerpass.secret import Secret
from ledgerpass.ui.clipboard_marks import marked_as_secret
from ledgerpass.ui.clipboard_time import ClipboardTime
from ledgerpass.ui.deadline import Deadline
from ledgerpass.ui.fingerprint import Fingerprint
from ledgerpass.ui.mac_pasteboard import put_concealed
from ledgerpass.ui.wayland_clipboard import WlCopy

_TICK = 1_000
"""Milliseconds between two looks at the clocks, one of which may jump."""


class SystemClipboard(QObject):
    """The desktop's clipboard. It belongs to a window's life: `close` ends it."""

    def __init__(
        self,
        time_to_stay: ClipboardTime | None = None,
        *,
        wl_copy: WlCopy | None = None,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take secrets off after `time_to_stay`; with `wl_copy`, as Wayland needs it. The clocks give seconds."""
        super().__init__()
        self._time = time_to_stay or ClipboardTime()
        self._wl_copy = wl_copy
        self._wall, self._steady = wall, steady
        self._watchers: list[Callable[[], None]] = []
        self._fingerprint: Fingerprint | None = None
        self._deadline: Deadline | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look_at_the_clocks)
        _clipboard().dataChanged.connect(self._look_at_the_change)
        application = QGuiApplication.instance()
        if wl_copy is not None and isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._look_in_front)

    def put_secret(self, secret: Secret) -> None:
        """Copy a token, or a line that holds one; it is taken off again after a while."""
        text = secret.reveal()
        self._fingerprint = Fingerprint(text)  # first: the desktop tells of a change while it is made
        self._deadline = self._begin()
        _put_marked(text)
        self._look_at_the_clocks()

    def put_text(self, text: str) -> None:
        """Copy what is no secret: an address, details for the IT person. It stays."""
        self.keep()
        _clipboard().setText(text)

    def seconds_left(self) -> float | None:
        """Tell in how many seconds a secret is taken off, None when there is none to take off."""
        return None if self._deadline is None else self._deadline.seconds_left()

    def times(self) -> tuple[int, ...]:
        """Give the seconds that the user may choose from, none where the choice is not his."""
        return self._time.choices()

    def chosen_time(self) -> int:
        """Give the seconds that a secret stays."""
        return round(self._time.seconds())

    def choose_time(self, seconds: int) -> None:
        """Let secrets stay so long from now on, the one that is there as well."""
        self._time.choose(seconds)
        if self._deadline is not None:
            self._deadline = self._begin()

    def keep(self) -> None:
        """Leave on the clipboard what is there, from now on and when the program ends."""
        self._fingerprint = self._deadline = None
        self._timer.stop()

    def watch(self, watcher: Callable[[], None]) -> None:
        """Call `watcher` each time that a secret's time was over and the clipboard was emptied."""
        self._watchers.append(watcher)

    def close(self) -> None:
        """Take a secret off before the program ends, if it is still there."""
        self._empty()
        self.keep()
        if self._wl_copy is not None:
            self._wl_copy.wait()

    def _begin(self) -> Deadline:
        return Deadline(self._time.seconds(), self._wall, self._steady)

    def _look_at_the_clocks(self) -> None:
        left = self.seconds_left()
        if left is None:
            return
        if left > 0:
            self._timer.start(min(_TICK, int(left * 1000) + 1))
        elif self._empty():
            for watcher in self._watchers:
                watcher()

    def _look_at_the_change(self) -> None:
        """Forget the secret when somebody has copied something else."""
        if self._fingerprint is not None and not self._is_there():
            self.keep()

    def _look_in_front(self, state: Qt.ApplicationState) -> None:
        """Empty it once more where the wish of a window that wasn't in front may have been ignored."""
        if state is Qt.ApplicationState.ApplicationActive and self._deadline is None:
            self._empty()
            self.keep()

    def _empty(self) -> bool:
        """Empty the clipboard if the secret is there; tells whether it was."""
        was_there = self._is_there()
        fingerprint = self._fingerprint
        self.keep()
        if was_there:
            _clipboard().clear()
            if self._wl_copy is not None:
                self._wl_copy.clear()
                self._fingerprint = fingerprint  # the compositor may have ignored us: look again when in front
        return was_there

    def _is_there(self) -> bool:
        return self._fingerprint is not None and self._fingerprint.fits(_clipboard().text())


def _clipboard() -> QClipboard:
    return QGuiApplication.clipboard()


def _put_marked(text: str) -> None:
    if sys.platform == "darwin":
        with contextlib.suppress(OSError, AttributeError):
            put_concealed(text)
            return
    _clipboard().setMimeData(marked_as_secret(text))
