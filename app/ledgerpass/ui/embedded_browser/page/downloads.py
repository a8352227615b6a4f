"""Files that a page offers: none is kept, and the user hears of it where he pressed something for one.

What a page begins by itself is refused without a word: it would only be a way to write above itself. The web engine
doesn't tell which it was, so that what counts is a press in the page a moment before.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QChildEvent, QEvent, QObject, Signal
from PySide6.QtWebEngineCore import QWebEngineDownloadRequest, QWebEngineProfile
from PySide6.QtWidgets import QWidget

_SOON = 5.0
"""Seconds between a press and the file that it asks for; the server has to answer in between."""
_PRESSES = frozenset({QEvent.Type.MouseButtonRelease, QEvent.Type.KeyPress, QEvent.Type.TouchEnd})


class Downloads(QObject):
    """Watches for files; `refused` gives the request for one that the user wanted."""

    refused = Signal(QWebEngineDownloadRequest)

    def __init__(self, engines: QWebEngineProfile, view: QWidget, now: Callable[[], float] = time.monotonic) -> None:
        """Hear of what the pages of `engines` offer, which refuse it; they are shown in `view`. `now` gives seconds."""
        super().__init__(view)
        self._view, self._now = view, now
        self._pressed_at = float("-inf")
        engines.downloadRequested.connect(self._tell)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what is pressed in the page, which is drawn by a widget that the web engine puts into the view."""
        if isinstance(event, QChildEvent) and event.polished() and watched is self._view:
            event.child().installEventFilter(self)
        elif event.type() in _PRESSES and watched is not self._view:
            self._pressed_at = self._now()
        return False

    def _tell(self, request: QWebEngineDownloadRequest) -> None:
        if self._now() - self._pressed_at <= _SOON:
            self._pressed_at = float("-inf")  # one press, one word
            self.refused.emit(request)
