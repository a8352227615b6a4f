"""What an answer's status says before anything in it is read, whichever protocol asked.

A server that is busy or broken says nothing about the user's codes, so that such an answer must never reach the code
that ends connections. The same holds for the page that a hotel's network or a company's filter shows in place of the
provider's answer, or sends the browser to.

Which rule is whose: the endpoints that give and end tokens answer programs alone, so that there a page is somebody
else's under any status but 401, and what was sent is good for another try. 401 is the server's own word about who asks:
a network asks with 407 or 511, and some providers say 401 with a page. An answer with a challenge (WWW-Authenticate) is
the provider's for the same reason; OAuth 1.0a names its problems there. The check of a credential (`flows.verify`)
keeps 401 and 403 to itself, before anything here: a provider's API says both with pages too, and what a filter's 403
may hide is worth less than "a permission is missing" said plainly.
"""

from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from ledgerpass.errors import AnswerNotUnderstood, Unreachable
from ledgerpass.http_message import HttpResponse

WEB_PAGE = "a web page came in place of the answer"
"""The reason where the network of a hotel, a train or a company has answered instead of the provider."""

LONGEST_RETRY = 86_400.0
"""A day, in seconds: nobody waits longer because a header says so."""

# RFC 9110 section 15: the classes, by the first digit; section 15.5.9 and RFC 6585 section 4
_SUCCESSFUL, _REDIRECTION, _SERVER_ERROR = 2, 3, 5
_BUSY = (408, 429)
_UNAUTHORIZED = 401
_REDIRECTS = (301, 302, 303, 307, 308)  # the redirections that lead to another address
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_PAGE_BEGINNINGS = (b"<!doctype html", b"<html")
_BEFORE_TEXT = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\f"  # byte order marks, UTF-16's empty halves, white space


def refuse_no_answer(response: HttpResponse, *, now: float) -> None:
    """Go on only where the provider itself has answered; `now` is in seconds since 1970-01-01 UTC.

    Raises:
        Unreachable: 408, 429 or 5xx (RFC 9110 section 15), or a web page where a program's answer was due: under any
            status but 401, or where a redirect without a word leads to one.
        AnswerNotUnderstood: another redirect. None is ever followed: what was sent holds secrets meant for one address.
    """
    host = host_of(response.url)
    if response.status in _BUSY or response.status // 100 == _SERVER_ERROR:
        reason = "the server is too busy" if response.status in _BUSY else "the server has a fault"
        wait = retry_after(response, now=now)
        raise Unreachable(host=host, reason=reason, status=response.status, retry_after=wait)
    if _is_web_page(response):
        raise Unreachable(host=host, reason=WEB_PAGE, status=response.status)
    if response.status // 100 == _REDIRECTION:
        raise AnswerNotUnderstood(host=host, status=response.status, reason="a redirect, which is not followed")


def _is_web_page(response: HttpResponse) -> bool:
    """Tell whether a network has answered in place of the provider."""
    begins = response.body.lstrip(_BEFORE_TEXT)[:15].lower()
    if response.status == _UNAUTHORIZED or "www-authenticate" in response.headers:
        return False
    if response.status in _REDIRECTS and not begins:
        return True
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in _PAGE_TYPES:
        return begins.startswith(b"<")
    # a page under another type is known by its first word alone, and only where an answer was announced
    return is_success(response) and begins.startswith(_PAGE_BEGINNINGS)


def is_success(response: HttpResponse) -> bool:
    """Tell whether the status is one of the 200s."""
    return response.status // 100 == _SUCCESSFUL


def retry_after(response: HttpResponse, *, now: float) -> float | None:
    """Give how many seconds the server asks to wait (RFC 9110 section 10.2.3: seconds or a date), at most a day."""
    value = response.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:10]), LONGEST_RETRY)
    moment = _read_date(value)
    return None if moment is None else min(max(moment - now, 0.0), LONGEST_RETRY)


def clock_offset(response: HttpResponse, *, now: float) -> float | None:
    """Give by how many seconds this computer's clock is ahead of the server's, None without a usable Date."""
    moment = _read_date(response.headers.get("date", ""))
    return None if moment is None else now - moment


def host_of(url: str) -> str:
    """Give the address's host alone, the only part of an address that an error names."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _read_date(value: str) -> float | None:
    try:
        moment = parsedate_to_datetime(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
