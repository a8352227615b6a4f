"""What the window makes of an address: the registered one, one that it may open, or one that is none of its business.

Only what is protected is opened: https, and http on this computer itself. Files, the web engine's own pages and other
programs' schemes are nobody's way to sign in, nor is a page that a script has put together (`blob:`): it has no server
whose name could stand above it.
"""

from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

from PySide6.QtCore import QUrl

from ledgerpass.http_message import is_protected
from ledgerpass.redirect_address import is_same_address
from ledgerpass.user_agents.embedded_browser.refusing_hosts import is_refused

WEB = frozenset({"http", "https"})
_FRAME_SCHEMES = frozenset({"about", "blob", "data"})
_SOCKETS = frozenset({"ws", "wss"})
"""They begin with a request to the same server as http and https (RFC 6455 section 4.1)."""
_EMPTY_PAGES = frozenset({"about:blank", "about:srcdoc"})


class Kind(Enum):
    """What an address is; TOO_OFTEN is one more of an endless chain."""

    REGISTERED = "registered"
    OPEN = "open"
    REFUSING = "refusing"
    NOT_PROTECTED = "not_protected"
    FOREIGN = "foreign"
    TOO_OFTEN = "too_often"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The rules for one sign-in."""

    redirect_uri: str
    refusing_hosts: tuple[str, ...]

    def kind_of(self, url: QUrl) -> Kind:
        """Tell what the address of a page is."""
        address = as_text(url)
        if is_same_address(address, self.redirect_uri):
            return Kind.REGISTERED
        if is_refused(address, self.refusing_hosts):
            return Kind.REFUSING
        if is_protected(address) or address in _EMPTY_PAGES:
            return Kind.OPEN
        return Kind.NOT_PROTECTED if url.scheme() == "http" else Kind.FOREIGN

    def may_be_framed(self, url: QUrl) -> bool:
        """Tell whether a frame or a part of a page may come from an address."""
        address = as_text(url)
        as_page = f"http{address.removeprefix('ws')}" if url.scheme() in _SOCKETS else address
        if is_same_address(as_page, self.redirect_uri):
            return False
        return is_protected(address) or url.scheme() in {*_FRAME_SCHEMES, "wss"}

    def brings_nothing(self, url: QUrl) -> bool:
        """Tell whether the registered address comes without anything that the provider could have added."""
        parts = urlsplit(as_text(url))
        return not parts.fragment and parts.query == urlsplit(self.redirect_uri).query


def as_text(url: QUrl) -> str:
    """Give an address as it would be sent, with nothing in it made readable."""
    return bytes(url.toEncoded().data()).decode("ascii")


def as_asked(url: QUrl) -> str:
    """Give an address as its server is asked for it: without a fragment, and without a name before the host."""
    parts = urlsplit(as_text(url))
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl()


def host_of(url: QUrl) -> str:
    """Give the host, in the letters that the network uses: a look-alike in other scripts is seen for what it is."""
    host = url.host(QUrl.ComponentFormattingOption.FullyEncoded)
    port = url.port()
    return f"{host}:{port}" if port != -1 else host
