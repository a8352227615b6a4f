"""A browser on another computer: it signs in, and can't open the loopback address that it is sent to."""

import http.client  # noqa: TID251 - a peer that shares nothing with the program
import re
from html import unescape
from urllib.parse import urlencode, urljoin, urlsplit

from tests.support.scripted_browser import get


def sign_in_elsewhere(address: str, decision: str = "allow") -> str:
    """Press a button on the page at `address`, and give what the address bar shows then."""
    page = get(address)
    consent = re.search(r'name="consent"[^>]*?\bvalue="([^"]*)"', page.text)
    action = re.search(r'<form[^>]*\baction="([^"]*)"', page.text)
    assert consent, page
    target = urlsplit(urljoin(page.url, unescape(action[1])) if action else page.url)
    connection = http.client.HTTPConnection(target.netloc, timeout=20)  # noqa: TID251 - see above
    try:
        form = urlencode({"consent": unescape(consent[1]), "decision": decision})
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{target.netloc}"}
        path = target.path + (f"?{target.query}" if target.query else "")
        connection.request("POST", path, form, headers)
        return connection.getresponse().headers["Location"]
    finally:
        connection.close()
