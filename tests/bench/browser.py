"""The browser of the benchmark: one raw socket that brings the answer back, and says when it was sent.

It connects first, as browsers do in advance, so that the time counts from the request and not from the handshake.
"""

import secrets
import socket
import time
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit


@dataclass(frozen=True, slots=True)
class Delivered:
    """The code that was brought back, and when: nanoseconds of CLOCK_MONOTONIC."""

    code: str
    at: int


def deliver(address: str) -> Delivered:
    """Bring the answer to a sign-in back to its redirect address, as a query, or as a form where that was asked for.

    Returns as soon as the listener has answered, or closed the connection.
    """
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    back = urlsplit(asked["redirect_uri"])
    code = secrets.token_urlsafe(24)
    answer = urlencode({"code": code, "state": asked["state"]})
    with socket.create_connection((back.hostname or "", back.port or 80), timeout=20) as connection:
        path = back.path or "/"
        request = f"GET {path}?{answer} HTTP/1.1\r\nHost: {back.netloc}\r\n\r\n"
        if asked.get("response_mode") == "form_post":
            head = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(answer)}"
            request = f"POST {path} HTTP/1.1\r\nHost: {back.netloc}\r\n{head}\r\n\r\n{answer}"
        at = time.monotonic_ns()
        connection.sendall(request.encode())
        connection.recv(65536)
    return Delivered(code, at)
