"""Who led to the page that is shown: the sign-in's own pages, or some other page that may want to slip something in.

Out of band no state comes back with a code, so that a page of anybody's could lead to the provider's own page with a
code of its maker's in the address; the web engine tells for each request which page asked for it, whatever the window.
What an own page asked for is the provider's doing as long as no other host sent it on in between. A provider whose
sign-in on another host leads straight to the code is not told from such a page; that code is copied by hand.
"""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineNavigationRequest,
    QWebEnginePage,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)

from ledgerpass.ui.embedded_browser.addresses import as_asked, as_text
from ledgerpass.user_agents.embedded_browser.shown_code import may_be_read

_Navigation = QWebEngineUrlRequestInfo.NavigationType


class Lead(QWebEngineUrlRequestInterceptor):
    """Follows one page's ways; `is_own` may only become true when `settled` is told, and false at any time."""

    settled = Signal()
    """What was asked for is there."""

    def __init__(self, page: QWebEnginePage, began_at: str) -> None:
        """Follow `page`; `began_at` is the authorization address."""
        super().__init__(page)
        self._page, self._began_at = page, began_at
        self.is_own = False
        self._asked = ""
        self._was_own_asking = self._is_sent_on = False
        page.setUrlRequestInterceptor(self)
        page.navigationRequested.connect(self._note_kind)
        page.urlChanged.connect(self._settle)
        page.loadFinished.connect(self._look_again)

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Note who asks for the page; everything is let through."""
        if info.resourceType() is not QWebEngineUrlRequestInfo.ResourceType.ResourceTypeMainFrame:
            return
        asked = as_asked(info.requestUrl())
        is_own = self._is_own_asking(info, asked) and self._is_on_its_host(info.requestUrl())
        self._was_own_asking = is_own and (self._was_own_asking or not self._is_sent_on)
        self._asked = asked
        if not self._was_own_asking:
            self.is_own = False

    def _note_kind(self, request: QWebEngineNavigationRequest) -> None:
        if request.isMainFrame():
            self._is_sent_on = request.navigationType() is (
                QWebEngineNavigationRequest.NavigationType.RedirectNavigation
            )

    def _is_own_asking(self, info: QWebEngineUrlRequestInfo, asked: str) -> bool:
        match info.navigationType():
            case _Navigation.NavigationTypeReload:
                return self.is_own
            case _Navigation.NavigationTypeTyped:  # the window itself: the first page, or once more what wasn't reached
                return self._was_own_asking or asked != self._asked
            case _:  # a page that hides where it is from asks in nobody's name
                return self._is_on_its_host(info.initiator())

    def _is_on_its_host(self, url: QUrl) -> bool:
        return may_be_read(as_text(url), began_at=self._began_at)

    def _look_again(self, is_there: bool) -> None:  # noqa: FBT001 - Qt's signature
        if is_there:  # an answer to a form may stand at the address where the form was
            self._settle(self._page.url())

    def _settle(self, url: QUrl) -> None:
        if as_asked(url) == self._asked:
            self.is_own = self._was_own_asking
            self.settled.emit()
