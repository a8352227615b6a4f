"""The time until the first page is open: the bar says where the way goes, and when it has ended with nothing.

A server may answer without a page: with nothing, with a file, or by leading to another program. The web engine then
shows what was there before, which is an empty page of our own.
"""

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import QWebEngineLoadingInfo

from ledgerpass.ui.embedded_browser.addresses import WEB
from ledgerpass.ui.embedded_browser.window.address_bar import AddressBar

_Status = QWebEngineLoadingInfo.LoadStatus
_ENDED = frozenset({_Status.LoadFailedStatus, _Status.LoadStoppedStatus})


class Beginning(QObject):
    """Speaks in `bar` until `end`."""

    ended_with_nothing = Signal(QUrl)
    """The server at this address led nowhere, and not to the registered address either."""

    def __init__(self, bar: AddressBar) -> None:
        """Begin."""
        super().__init__(bar)
        self._bar = bar
        self._goes_to = QUrl()
        self._has_arrived = False
        self.is_over = False

    def begin(self, url: QUrl) -> None:
        """Say where the way goes."""
        self._goes_to, self._has_arrived = url, False
        self._bar.say_it_is_opening(url)

    def end(self) -> None:
        """Take it that a page is open: what the bar says of it is true from now on."""
        self.is_over = True

    def note_arrival(self) -> None:
        """Take it that the way has led to the registered address."""
        self._has_arrived = True

    def look_at_loading(self, info: QWebEngineLoadingInfo) -> None:
        """Say that the way has begun, or ended."""
        url = info.url()
        if self.is_over or url.scheme() == "data":  # our own page's
            return
        if info.status() == _Status.LoadStartedStatus:
            self.begin(url)
        elif info.status() in _ENDED:
            url = url if url.scheme() in WEB else self._goes_to
            self._bar.say_it_wasnt_opened(url)
            if not self._has_arrived:
                self.ended_with_nothing.emit(url)
