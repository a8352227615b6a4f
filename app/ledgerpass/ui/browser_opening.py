"""Shows an address in the browser that the user has chosen for the whole desktop."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_address(address: str) -> bool:
    """Open `address` in the desktop's browser, or in the one that `BROWSER` names; False when nobody took it.

    Only web addresses are opened: an address comes from a provider's file, and the desktop would open programs as well.
    """
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    is_web = url.isValid() and url.scheme() in {"https", "http"} and bool(url.host())
    return is_web and QDesktopServices.openUrl(url)
