"""Finds the code on the page where a provider shows one, as the embedded browser sees that page; without any I/O.

The provider's file says where it stands. Where it says nothing, three places are known well enough to be looked at: the
address of Doorkeeper's native page, a title that says `Success code=…`, and an element that is marked up as the code.
What is found there must look like a code: too little is read rather than a wrong word, because the user can still
copy it himself. Nothing is read on any host but the one where the sign-in began.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from ledgerpass.http_message import is_protected
from ledgerpass.providers.provider import ShownCode

MARKED_UP = "#authorization_code, #authorization-code, #oauth_verifier, #verifier, #code"
"""The selectors of the general rule, for the elements whose text is the code."""

_LONGEST = 2048
_GIVEN = re.compile(r"[!-~]{4,}")  # where a file says where to look, the code is what stands there
# random characters: digits and small letters (what has none is an account number or a key to be typed), no path, and no
# piece that is a word, as in a file's name, a date or an error's
_LIKE_A_CODE = re.compile(
    r"(?=\D*\d)(?=[^a-z]*[a-z])(?!.*(?:^|[-_.~+/])(?:[A-Z]?[a-z]{3,}|[A-Z]{3,})(?:[-_.~+/]|=*$))"
    r"[A-Za-z0-9_~+-][A-Za-z0-9_~.+/-]{11,}=*"
)
_TITLE = re.compile(r"Success code=([^\s&]+)")
_NATIVE_QUERY = re.compile(r"/authorize/native\?(?:[^#]*&)?code=([^&#]+)")  # Doorkeeper 5
_NATIVE_PATH = re.compile(r"/authorize/(?!native(?:[/?#]|$))([^/?#]{20,})$")  # Doorkeeper 4, which gives hexadecimals


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SeenPage:
    """A page as far as it is looked at; `marked` are the texts of the elements that may hold the code."""

    address: str
    title: str = ""
    marked: tuple[str, ...] = ()


def code_on(page: SeenPage, place: ShownCode, *, began_at: str) -> str:
    """Give the code that the page shows, empty where it shows none; `began_at` is the authorization address."""
    if not _is_same_host(page.address, began_at) or page.address == began_at:
        return ""
    if place == ShownCode():
        return _by_the_general_rule(page)
    found = (_group(place.address, page.address), _group(place.title, page.title), *page.marked)
    return next((code.strip() for code in found if _is_code(code, _GIVEN)), "")


def _by_the_general_rule(page: SeenPage) -> str:
    found = (
        _group(_NATIVE_QUERY, page.address),
        _group(_NATIVE_PATH, page.address),
        _group(_TITLE, page.title),
        page.marked[0] if len(set(page.marked)) == 1 else "",  # of two, nobody knows which
    )
    return next((code.strip() for code in found if _is_code(code, _LIKE_A_CODE)), "")


def _group(pattern: str | re.Pattern[str], text: str) -> str:
    match = re.search(pattern, text) if pattern else None
    return unquote(match[1] or "") if match else ""


def _is_code(text: str, pattern: re.Pattern[str]) -> bool:
    return len(text) <= _LONGEST and pattern.fullmatch(text.strip()) is not None


def _is_same_host(one: str, other: str) -> bool:
    try:
        return is_protected(one) and urlsplit(one).netloc == urlsplit(other).netloc
    except ValueError:
        return False
