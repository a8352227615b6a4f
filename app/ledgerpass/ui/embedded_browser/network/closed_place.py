"""The registered address's own place in the network, a host and a port, closed to the web engine before it starts.

What a page asks for is looked at before it leaves (`profile`), but the web engine follows a redirect of a part of a
page without waiting for the answer, and connects to a place in advance without asking at all. So its resolver is told
that there is no such place; behind a proxy, which would look the name up itself, that place is kept from the proxy.

It can't be closed where the sign-in itself may need it: where the provider's own hosts share its registered name, as
with the native page of the provider itself. There, and behind a proxy that the operating system alone knows of, a part
of a page may still reach it by a redirect; what arrives there so is never taken for the answer. Any other host, and
what is given by its number in the network, can be connected to by a page, which is so in every browser.
"""

import re
from collections.abc import Mapping

from PySide6.QtCore import QUrl

from ledgerpass.http_message import DEFAULT_PORTS
from ledgerpass.ui.embedded_browser.network.proxy_flags import proxy_flags
from ledgerpass.user_agents.embedded_browser.registered_name import share_a_name

_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:]+")
"""A name or an address: no pattern of the web engine's own, and no second flag."""


def engine_flags(named: Mapping[str, str], *, redirect_uri: str, began_at: str) -> str:
    """Give the web engine's flags for a sign-in; `named` are the proxies, `began_at` is the authorization address."""
    place = closed_place(redirect_uri, began_at)
    flags = proxy_flags(named, beside=place)
    return " ".join([*flags, f'--host-resolver-rules="MAP {place} ~NOTFOUND"'] if place else flags)


def closed_place(redirect_uri: str, began_at: str) -> str:
    """Give the host and the port of the registered address; empty where that is none, or can't be closed."""
    return "" if share_a_name(redirect_uri, began_at) else _place_of(QUrl(redirect_uri))


def is_there(url: QUrl, place: str) -> bool:
    """Tell whether an address is at the `closed_place`."""
    return bool(place) and _place_of(url) == place


def _place_of(url: QUrl) -> str:
    host = url.host(QUrl.ComponentFormattingOption.FullyEncoded).lower()
    port = url.port(DEFAULT_PORTS.get(url.scheme(), 0))
    if url.scheme() not in DEFAULT_PORTS or not _HOST.fullmatch(host):
        return ""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
