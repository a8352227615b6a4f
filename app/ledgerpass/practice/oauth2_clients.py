"""The OAuth 2.0 clients that are registered at the practice company, and how one proves to be itself.

RFC 6749 section 2 for the clients, RFC 8252 section 7.3 for the addresses they may name.
"""

import base64
import binascii
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote_plus

from ledgerpass.practice import codes

_REDIRECT = re.compile(rf"http://(?:127\.0\.0\.1|localhost|\[::1\]):[1-9][0-9]{{0,4}}{re.escape(codes.CALLBACK_PATH)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """One client; `secret` None makes it a public one (RFC 6749 section 2.1)."""

    client_id: str
    secret: str | None
    grants: frozenset[str]


CLIENTS = {
    client.client_id: client
    for client in (
        Client(
            client_id=codes.PUBLIC_CLIENT_ID,
            secret=None,
            grants=frozenset({"authorization_code", "refresh_token"}),
        ),
        Client(
            client_id=codes.CLIENT_ID,
            secret=codes.CLIENT_SECRET,
            grants=frozenset({"authorization_code", "refresh_token", "client_credentials"}),
        ),
    )
}


class Presented(NamedTuple):
    """The two codes as a request brought them."""

    client_id: str
    secret: str


def is_registered(redirect_uri: str) -> bool:
    """Tell whether a redirect address is one of ours: exact, but for the port on a loopback host."""
    return redirect_uri == codes.OUT_OF_BAND or _REDIRECT.fullmatch(redirect_uri) is not None


def presented_in_header(headers: Mapping[str, str]) -> Presented | None:
    """Read client id and secret from HTTP Basic, where both stand form-encoded (RFC 6749 section 2.3.1)."""
    scheme, _, encoded = headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        user, colon, password = base64.b64decode(encoded, validate=True).decode("ascii").partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return Presented(unquote_plus(user), unquote_plus(password)) if colon else None


def proves(client: Client, presented: Presented) -> bool:
    """Tell whether the codes that were presented are the client's own."""
    return client.secret is not None and hmac.compare_digest(presented.secret.encode(), client.secret.encode())
