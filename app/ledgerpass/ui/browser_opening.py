"""Shows an address in the browser that the user has chosen for the whole desktop."""

from collections.abc import Mapping

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from ledgerpass.user_agents.browser_command import open_from_a_bundle, open_with_browser_variable


def open_address(address: str, environment: Mapping[str, str]) -> bool:
    """Open `address` in the browser that `BROWSER` names, or in the desktop's; False when nobody took it.

    Qt would hand the program's own environment on, with what a bundle has put there: in a bundle it is not asked. Only
    web addresses are opened: an address comes from a provider's file, and the desktop would open programs as well.
    """
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    is_web = url.isValid() and url.scheme() in {"https", "http"} and bool(url.host())
    if not is_web:
        return False
    started = open_with_browser_variable(address, environment)
    if started is None:
        started = open_from_a_bundle(address, environment)
    return QDesktopServices.openUrl(url) if started is None else started
