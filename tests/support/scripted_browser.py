"""A browser without a window: it opens a practice sign-in, presses a button, and follows where that leads.

It is the peer in tests of the system-browser road, called as a function or started as what `BROWSER` names. It speaks
real HTTP to the practice company and to the listener, through nothing of the program's own.
"""

import http.client  # noqa: TID251 - a peer that shares nothing with the program
import re
import sys
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode, urljoin, urlsplit

_MOVED = {301, 302, 303, 307, 308}
_HOPS = 8


@dataclass(frozen=True, slots=True)
class Seen:
    """The page that a visit ended on."""

    url: str
    status: int
    text: str


def get(url: str, headers: dict[str, str] | None = None) -> Seen:
    """Open an address and follow redirects, as a browser does."""
    return _follow("GET", url, None, headers or {})


def sign_in(url: str, decision: str = "allow") -> Seen:
    """Open a sign-in address and press *Allow* or *Deny*; gives the page it ended on."""
    page = get(url)
    if page.status != 200:
        return page
    fields = {name: unescape(value) for name, value in re.findall(r'name="(\w+)"[^>]*?\bvalue="([^"]*)"', page.text)}
    action = re.search(r'<form[^>]*\baction="([^"]*)"', page.text)
    target = urljoin(page.url, unescape(action[1])) if action else page.url
    form = {name: value for name, value in fields.items() if name != "decision"} | {"decision": decision}
    return _follow("POST", target, urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})


def shown_code(page: Seen) -> str:
    """Read the code that an out-of-band page shows."""
    shown = re.search(r'id="code"[^>]*>\s*([^<]+?)\s*<', page.text)
    assert shown, page
    return unescape(shown[1])


def _follow(method: str, url: str, body: str | None, headers: dict[str, str]) -> Seen:
    for _ in range(_HOPS):
        parts = urlsplit(url)
        connection = http.client.HTTPConnection(parts.netloc, timeout=20)  # noqa: TID251 - see above
        try:
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request(method, target or "/", body, headers | {"Origin": f"http://{parts.netloc}"})
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        location = answer.headers.get("Location")
        if answer.status not in _MOVED or not location:
            return Seen(url, answer.status, text)
        method, url, body, headers = "GET", urljoin(url, location), None, {}
    message = "too many redirects"
    raise AssertionError(message)


if __name__ == "__main__":
    sign_in(sys.argv[-1])
