"""The pages that are open, one on top of the other, and whose they are: for each, the server that answers for it.

An empty window has no server of its own: what stands in it was written there by another page, or by a frame of
another server in that page, and Qt doesn't tell by which. So it is nobody's, and said to be.
"""

from PySide6.QtCore import QUrl
from PySide6.QtWebEngineWidgets import QWebEngineView

from ledgerpass.ui.embedded_browser.addresses import WEB
from ledgerpass.ui.embedded_browser.page.page import Page


class OpenPages:
    """The pile; the page on its top is shown in `view`."""

    def __init__(self, view: QWebEngineView) -> None:
        """Begin with none."""
        self._view = view
        self._pages: list[Page] = []
        self._been_elsewhere: set[Page] = set()

    def __len__(self) -> int:
        """Give how many there are."""
        return len(self._pages)

    @property
    def shown(self) -> Page:
        """The page that is shown."""
        return self._pages[-1]

    def open(self, page: Page) -> None:
        """Show a page."""
        zoom = self._view.zoomFactor() if self._pages else 1.0
        self._pages.append(page)
        page.urlChanged.connect(lambda url: self._note(page, url))
        self._view.setPage(page)
        self._view.setZoomFactor(zoom)

    def close(self, page: Page) -> bool:
        """Close a page that was opened from another, and tell whether it was one."""
        if page not in self._pages[1:]:  # the first page is the sign-in itself
            return False
        self._pages.remove(page)
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
        url = self.shown.url()
        return url if url.scheme() in WEB else QUrl()

    def is_empty(self, page: Page) -> bool:
        """Tell whether nothing was ever opened in a page."""
        return page not in self._been_elsewhere

    def _note(self, page: Page, url: QUrl) -> None:
        if url.scheme() in WEB and page in self._pages:
            self._been_elsewhere.add(page)
