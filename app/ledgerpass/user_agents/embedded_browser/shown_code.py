"""Finds the code on the page where a provider shows one, as the embedded browser sees that page; without any I/O.

The provider's file says where it stands. Where it says nothing, the places that are known well enough are looked at:
the address of Doorkeeper's native page; a title that says `Success code=…`, as HMRC's does and Google's once did; an
element that is marked up as the code; and what follows the word `oauth_verifier` (RFC 5849 section 2.2), in an address
or in what the page says. What is found there must look like a code, must be the only one there, and must not be what
Ledgerpass itself brought along, such as the token beside a verifier. Nothing is read on any host but the one where the
sign-in began, and the window sees to it that the provider's own pages led there: no state comes back out of band. A
title that says `Denied error=…` is the provider's no, and read as such.

It is used without asking, because nobody can tell a right code from a wrong one by looking at it. A wrong one costs the
attempt: the provider refuses it, by RFC 5849 section 3.2 it may spend the temporary credentials too, and the user
signs in again. Too little is therefore read rather than too much, as he can still copy it himself. Where the page names
the state or the token beside the code, they are told along, and the sign-in compares them.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote, urlencode, urlsplit

from ledgerpass.form_encoding import read_form
from ledgerpass.http_message import DEFAULT_PORTS, is_protected
from ledgerpass.providers.provider import ShownCode
from ledgerpass.user_agents.embedded_browser.code_likeness import looks_like_a_code

MARKED_UP = ", ".join(
    f"#{name}"
    for name in (
        *("authorization_code", "authorization-code", "authorizationCode", "auth_code", "auth-code", "code"),
        *("oauth_verifier", "oauth-verifier", "verifier"),
    )
)
"""The selectors of the general rule, for the elements whose text is the code."""

LONGEST = 2048
"""Characters of a code, and of a text in which one is looked for."""

_GIVEN = re.compile(r"[!-~]{4,}")  # where a file says where to look, the code is what stands there
_TITLE = re.compile(r"\bSuccess (\w+=\S+)", re.IGNORECASE)
_DENIED = re.compile(r"\bDenied (error=\S+)", re.IGNORECASE)
_ERROR = re.compile(r"[a-z_]{4,60}")  # such as access_denied (RFC 6749 section 4.1.2.1)
_NATIVE = re.compile(r"/authorize/native/?$")  # Doorkeeper since 4.3
_NATIVE_PATH = re.compile(r"/authorize/([^/]{20,})$")  # Doorkeeper before, and where that was kept
_SAID = re.compile(r"\boauth[_ ]?verifier\b[\s:=\"']*([^\s:=\"'<>&,;()]+)", re.IGNORECASE)
_BESIDE = {"code": "state", "error": "state", "oauth_verifier": "oauth_token"}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SeenPage:
    """A page as far as it is looked at.

    `marked` are the texts of the elements that may hold the code, `said` what the page says around `oauth_verifier`.
    """

    address: str
    title: str = ""
    marked: tuple[str, ...] = ()
    said: str = ""


class _Found(NamedTuple):
    code: str
    pasted: str = ""
    """The code with what stands beside it, as it would be pasted; empty where nothing does."""


def may_be_read(address: str, *, began_at: str) -> bool:
    """Tell whether a page is on the host where the sign-in began; `began_at` is the authorization address."""
    try:
        return is_protected(address) and _origin(address) == _origin(began_at)
    except ValueError:
        return False


def code_on(page: SeenPage, place: ShownCode, *, began_at: str) -> str:
    """Give the code that the page shows, or its refusal, as it could be pasted; empty where it shows none.

    The page where the sign-in begins may show it too, after its form was sent; but there it must look like a code,
    whoever says where it stands.
    """
    if not may_be_read(page.address, began_at=began_at):
        return ""
    if denial := _denial_in(page.title):
        return denial
    by_rule, is_first = place == ShownCode(), page.address == began_at
    is_code = looks_like_a_code if by_rule or is_first else _is_given
    brought = {value for _name, value in _parameters(urlsplit(began_at).query)}
    for found in _by_the_general_rule(page) if by_rule else _where_the_file_says(page, place, is_first=is_first):
        codes = {each.code: each.pasted or each.code for each in found if is_code(each.code)}
        left = [pasted for code, pasted in codes.items() if code not in brought and len(code) <= LONGEST]
        if len(left) == 1:  # of two, nobody knows which
            return left[0]
    return ""


def _where_the_file_says(page: SeenPage, place: ShownCode, *, is_first: bool) -> Iterable[list[_Found]]:
    """Give what stands in the places of a provider's file; the first address is ours, and holds no code."""
    yield [] if is_first else _group(place.address, page.address)
    yield _group(place.title, page.title)
    yield [_Found(_cleaned(text)) for text in page.marked]


def _by_the_general_rule(page: SeenPage) -> Iterable[list[_Found]]:
    parts, title = urlsplit(page.address), _TITLE.search(page.title)
    yield _named(parts.query, "code") if _NATIVE.search(parts.path) else _group(_NATIVE_PATH, parts.path)
    yield _named(parts.query, "oauth_verifier")
    yield _named(title[1], "code") if title else []
    yield [_Found(_cleaned(text)) for text in page.marked]
    yield [_Found(_cleaned(match[1])) for match in _SAID.finditer(page.said)]


def _denial_in(title: str) -> str:
    """Give the provider's refusal with what tells whose it is: shown in the title alone, as HMRC's is."""
    denied = _DENIED.search(title[:LONGEST])
    found = _named(denied[1], "error")[0] if denied else _Found("")
    return found.pasted or f"error={found.code}" if _ERROR.fullmatch(found.code) else ""


def _named(query: str, name: str) -> list[_Found]:
    """Give the parameter, with the one beside it that tells whose answer it is."""
    parameters = dict(_parameters(query))
    code, beside = parameters.get(name, ""), _BESIDE[name]
    if beside not in parameters:
        return [_Found(code)]
    return [_Found(code, urlencode({name: code, beside: parameters[beside]}))]


def _parameters(query: str) -> Iterable[tuple[str, str]]:
    try:
        return read_form(query.replace("+", "%2B")).items()  # a title may not be encoded; a code has no blanks
    except ValueError:
        return ()


def _group(pattern: str | re.Pattern[str], text: str) -> list[_Found]:
    match = re.search(pattern, text) if pattern else None
    return [_Found(_cleaned(unquote(match[1] or "")))] if match else []


def _cleaned(text: str) -> str:
    """Take away what is not seen, such as soft hyphens, and the blanks around it."""
    return "".join(each for each in text if unicodedata.category(each) != "Cf").strip()


def _is_given(text: str) -> bool:
    return _GIVEN.fullmatch(text) is not None


def _origin(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port or DEFAULT_PORTS.get(parts.scheme)
