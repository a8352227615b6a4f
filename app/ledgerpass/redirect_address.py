"""Addresses that lead the browser to the provider, and those by which it comes back: what both protocols ask of them.

Coming back, an address is believed only when it is exactly the one that was promised to the provider, but for the
parameters that the provider adds (RFC 9700 section 4.1.3). The port is compared as well: by then the redirect address
names the port that is really listened on, so that the freedom of RFC 8252 section 7.3 has been used up.
"""

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote, unquote_plus, urlencode, urlsplit

from ledgerpass.errors import AnswerRefused, NotProtected
from ledgerpass.form_encoding import read_form
from ledgerpass.http_message import DEFAULT_PORTS, is_protected
from ledgerpass.secret import Secret

_UNRESERVED = r"A-Za-z0-9._~\-"  # RFC 3986 section 2.3
_NORMAL = re.compile(rf"(?:[{_UNRESERVED}:/?@!$&'()*+,;=]|%[0-9A-F]{{2}})*")
_DOT_SEGMENT = re.compile(r"/\.\.?(?:[/?]|$)")


def authorization_address(endpoint: str, parameters: Mapping[str, str]) -> str:
    """Give the endpoint's address with the parameters added to the query that it already has (RFC 6749 section 3.1).

    Where both have a parameter, ours is the one that stays: none may be there twice (RFC 6749 section 3.1).

    Raises:
        NotProtected: the endpoint is neither https nor on this computer (RFC 6749 section 3.1).
    """
    parts = urlsplit(endpoint)
    if not is_protected(endpoint):
        raise NotProtected(host=parts.hostname or "")
    present = (piece for piece in parts.query.split("&") if piece)
    kept = [piece for piece in present if unquote_plus(piece.partition("=")[0]) not in parameters]
    query = "&".join([*kept, urlencode(parameters, quote_via=quote, safe="")])
    # RFC 6749 section 3.1: the endpoint's address has no fragment
    return parts._replace(query=query, fragment="").geturl()


def read_redirect(target: Secret, *, redirect_uri: str, provider: str) -> dict[str, str]:
    """Give the parameters that the provider added to the redirect address; its own are checked and left out.

    They stand in the query. Where there are none, the fragment is read, which is where some providers put them.

    Raises:
        AnswerRefused: 'redirect', where it isn't the promised address; 'repeated', where a parameter is there twice.
    """
    arrived = target.reveal()
    if not is_same_address(arrived, redirect_uri):
        raise AnswerRefused(provider=provider, reason="redirect")
    try:
        query, fragment = read_form(urlsplit(arrived).query), urlsplit(arrived).fragment
        own = read_form(urlsplit(redirect_uri).query)
        added = {name: value for name, value in query.items() if name not in own} or read_form(fragment)
    except ValueError:
        raise AnswerRefused(provider=provider, reason="repeated") from None
    if any(query.get(name) != value for name, value in own.items()):
        raise AnswerRefused(provider=provider, reason="redirect")
    return added


def is_same_address(one: str, other: str) -> bool:
    """Tell whether two addresses have the same scheme, host, port and path; what isn't an address is like no other."""
    place = _place(one)
    return place is not None and place == _place(other)


def is_in_normal_form(address: str) -> bool:
    """Tell whether a browser would write an address in the same way (RFC 3986 section 6.2.2).

    One that it would write in another way, such as with `..` or `%c3` in it, would not be known again when it arrives.
    """
    needless = any(re.fullmatch(f"[{_UNRESERVED}]", unquote(each)) for each in re.findall("%..", address))
    return _NORMAL.fullmatch(address) is not None and not needless and not _DOT_SEGMENT.search(address)


def _place(address: str) -> tuple[str, str, int | None, str] | None:
    if any(character <= " " for character in address):
        return None  # urlsplit would take such characters out, and the rest might then match
    try:
        parts = urlsplit(address)
        port = parts.port or DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    if "@" in parts.netloc or not parts.scheme:
        return None
    return parts.scheme, parts.hostname or "", port, parts.path or "/"
