"""A request and its answer as plain values, so that the protocols can write one and judge the other without any I/O.

A request's body and header values may carry a client secret, a code or a token; a request is therefore never shown: its
`repr` names the method and the address without the query. The one module that speaks HTTP turns them into traffic.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ledgerpass.secret import Secret

LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
DEFAULT_PORTS = {"http": 80, "https": 443}
"""RFC 9110 section 4.2."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HttpRequest:
    """What is to be sent. `url` holds no secret; `headers` and `body` may."""

    method: str
    url: str
    headers: Mapping[str, Secret] = field(default_factory=dict)
    body: Secret | None = None

    def __repr__(self) -> str:
        """Show the method and where it goes, nothing of what is sent."""
        return f"HttpRequest({self.method} {without_query(self.url)})"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HttpResponse:
    """What came back: status, headers with names in lower case, and the body's bytes (bounded by the sender)."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    def __repr__(self) -> str:
        """Show the status and whence it came; a body can hold tokens."""
        return f"HttpResponse({self.status} from {without_query(self.url)})"


def without_query(url: str) -> str:
    """Give the address without user, query and fragment, fit for a message."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def is_protected(url: str) -> bool:
    """Tell whether an address may carry secrets: https, or http on a loopback host alone (RFC 9700 section 2.6)."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False  # no address at all, such as https://[ or https://host:99999
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and parts.hostname in LOOPBACK_HOSTS
