"""What comes back at the registered address: the answer, or something in which no answer can be read.

A form that a page posts there is told by the script in that page, some milliseconds before the web engine asks whether
it may go. Its word counts only then: a page can have a form's values gathered and send nothing, and so can a frame of
somebody else's, as often as it likes. A word from a frame counts last, where the page itself has said none and is led
there all the same: the provider's own form may stand in a frame.

Where no script saw the form (the provider's server sent it on with 307, or the page rewrote itself), its body is out of
reach: all that is seen is the bare address. It is not taken for the answer, and the user hears of it. What a server
sends on with 307 is mostly what the user typed, his password with it (RFC 9700 section 4.12), and nothing to be read
by anybody.
"""

import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, QUrl, Signal

from ledgerpass.ui.embedded_browser.addresses import Addresses, Kind, as_text
from ledgerpass.ui.embedded_browser.page.page_scripts import LONGEST, Word

_WORD_BEFORE = 1.0
"""Seconds from a form's word to its navigation; measured are 3 to 10 milliseconds."""

_WORD_AFTER = 400
"""Milliseconds that a form's navigation waits for a word; what isn't a form's has none to wait for."""


class _Held(NamedTuple):
    address: str
    since: float


class Arrivals(QObject):
    """Takes what one page leads to the registered address; `now` gives seconds."""

    arrived = Signal(str)
    """The registered address, with all that the provider added to it."""
    unreadable = Signal()
    """The page led there, but no answer came with it."""

    def __init__(self, addresses: Addresses, parent: QObject, now: Callable[[], float] = time.monotonic) -> None:
        """Go by the rules of `addresses`."""
        super().__init__(parent)
        self._addresses, self._now = addresses, now
        self._own: _Held | None = None
        self._framed: _Held | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._end_wait)

    def take(self, url: QUrl, *, by_form: bool = False) -> None:
        """Take the registered address as a page leads to it."""
        own, framed = self._taken_words()
        brings_something = not self._addresses.brings_nothing(url)
        if own and (by_form or not brings_something):
            self._tell(own)
        elif brings_something:
            self._tell(as_text(url))
        elif framed:
            self._tell(framed)
        else:
            self._wait.start(_WORD_AFTER if by_form else 0)

    def take_posted(self, word: Word) -> None:
        """Take the word of a script; where a form posts to any other address, it is nobody's business."""
        if self._addresses.kind_of(QUrl(word.address)) is not Kind.REGISTERED:
            return
        held = _Held(word.address, self._now())
        if word.framed:
            self._framed = held
        elif self._wait.isActive():
            self._wait.stop()
            self._tell(word.address)
        else:
            self._own = held

    def _taken_words(self) -> tuple[str, str]:
        """Give what the page itself and what a frame in it has just said, once."""
        words = self._fresh(self._own), self._fresh(self._framed)
        self._own = self._framed = None
        return words

    def _fresh(self, held: "_Held | None") -> str:
        return held.address if held and self._now() - held.since <= _WORD_BEFORE else ""

    def _end_wait(self) -> None:
        _, framed = self._taken_words()
        if framed:
            self._tell(framed)
        else:
            self.unreadable.emit()

    def _tell(self, address: str) -> None:
        if len(address) <= LONGEST:
            self.arrived.emit(address)
        else:
            self.unreadable.emit()
