"""What comes back at the registered address: the answer, or something in which no answer can be read.

A form that a page posts there is told by the script in that page, some milliseconds before the web engine asks whether
it may go. Where no script saw the form (the provider's server sent it on with 307, or the page rewrote itself), its
body is out of reach: all that is seen is the bare address. It is not taken for the answer, and the user hears of it.
What a server sends on with 307 is mostly what the user typed, his password with it (RFC 9700 section 4.12), and nothing
to be read by anybody.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, QUrl, Signal

from ledgerpass.ui.embedded_browser.addresses import Addresses, Kind, as_text

LONGEST = 64 * 1024
"""Characters of an address with an answer in it; one that is longer is none."""

_WORD_BEFORE = 1.0
"""Seconds from a form's word to its navigation; measured are 3 to 10 milliseconds."""

_WORD_AFTER = 400
"""Milliseconds that a form's navigation waits for a word; what isn't a form's has none to wait for."""


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
        self._told_at = float("-inf")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self.unreadable)

    def take(self, url: QUrl, *, by_form: bool = False) -> None:
        """Take the registered address as a page leads to it."""
        if not self._addresses.brings_nothing(url):
            self._tell(as_text(url))
        elif self._now() - self._told_at > _WORD_BEFORE:
            self._wait.start(_WORD_AFTER if by_form else 0)

    def take_posted(self, address: str) -> None:
        """Take the word of a script: what is posted, as a query; to any other address it is nobody's business."""
        if self._addresses.kind_of(QUrl(address)) is Kind.REGISTERED:
            self._told_at = self._now()
            self._wait.stop()
            self._tell(address)

    def _tell(self, address: str) -> None:
        if len(address) <= LONGEST:
            self.arrived.emit(address)
        else:
            self.unreadable.emit()
