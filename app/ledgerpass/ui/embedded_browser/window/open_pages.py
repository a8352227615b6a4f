"""The pages that are open, one on top of the other, and whose they are: for each, the server that answers for it.

An empty new window has no server of its own: what stands in it was written there by the page that opened it. So it is
told under the server of that page as it was then: neither under the one that lies below it by chance, nor under the one
where its opener has gone since. A page that has been somewhere and is empty afterwards is nobody's: anybody could have
emptied it, and written in it.
"""

from PySide6.QtCore import QUrl
from PySide6.QtWebEngineWidgets import QWebEngineView

from ledgerpass.ui.embedded_browser.page.page import Page

_WEB = frozenset({"http", "https"})
_EMPTY = frozenset({"", "about:blank"})


class OpenPages:
    """The pile; the page on its top is shown in `view`."""

    def __init__(self, view: QWebEngineView) -> None:
        """Begin with none."""
        self._view = view
        self._pages: list[Page] = []
        self._made_by: dict[Page, QUrl] = {}
        self._been_elsewhere: set[Page] = set()

    def __len__(self) -> int:
        """Give how many there are."""
        return len(self._pages)

    @property
    def shown(self) -> Page:
        """The page that is shown."""
        return self._pages[-1]

    def open(self, page: Page, opener: Page | None = None) -> None:
        """Show a page; `opener` is the one in which the user pressed something, None for the first."""
        zoom = self._view.zoomFactor() if self._pages else 1.0
        self._made_by[page] = self._server_of(opener) if opener else QUrl()
        self._pages.append(page)
        page.urlChanged.connect(lambda url: self._note(page, url))
        self._view.setPage(page)
        self._view.setZoomFactor(zoom)

    def close(self, page: Page) -> bool:
        """Close a page that was opened from another, and tell whether it was one."""
        if page not in self._pages[1:]:  # the first page is the sign-in itself
            return False
        self._pages.remove(page)
        del self._made_by[page]
        self._been_elsewhere.discard(page)
        self._view.setPage(self.shown)
        page.deleteLater()
        return True

    def tear_down(self) -> None:
        """Delete all of them."""
        for page in reversed(self._pages):
            page.deleteLater()

    def server(self) -> QUrl:
        """Give an address on the server that answers for what is shown; an empty one where that is nobody."""
        return self._server_of(self.shown)

    def is_empty(self, page: Page) -> bool:
        """Tell whether nothing was ever opened in a page."""
        return page not in self._been_elsewhere

    def _server_of(self, page: Page) -> QUrl:
        url = page.url()
        if url.scheme() in _WEB:
            return url
        is_its_openers = page not in self._been_elsewhere and url.toString() in _EMPTY
        return self._made_by.get(page, QUrl()) if is_its_openers else QUrl()

    def _note(self, page: Page, url: QUrl) -> None:
        if url.scheme() in _WEB and page in self._made_by:
            self._been_elsewhere.add(page)
