"""Reads one HTTP request out of the bytes that a stranger sends, and writes its one answer; without any I/O.

Everything is bounded here, because anybody on this computer can connect: the head's bytes, the number of its lines, the
body's bytes, which must be announced. A body in chunks is refused: each chunk is work, a chunk of one byte as much as a
large one, and no browser sends a form so. What is beyond a bound, or is no HTTP at all, ends the reading with the
status that says so. A request may carry a code; it is therefore never shown, and its `repr` names the method and the
path alone.
"""

from dataclasses import dataclass
from http import HTTPStatus

import h11

MOST_HEAD = 32 * 1024
"""Bytes of the request line and the header lines together; a code, and what other programs on `localhost` left as
cookies, fit in."""

MOST_LINES = 100
"""Header lines; browsers send about fifteen."""

MOST_BODY = 64 * 1024
"""Bytes of a form that is posted to the redirect address."""

TLS_ALERT = bytes((21, 3, 1, 0, 2, 2, 40))
"""The record that ends a TLS handshake at once: alert, fatal, handshake_failure (RFC 8446 section 6.2)."""

_TLS_HANDSHAKE = 22  # RFC 8446 section 5.1: the first byte of a hello, and of no HTTP request
_SLICE = 4096  # h11 measures what is incomplete, so that it must not be given too much at once

Headers = tuple[tuple[str, str], ...]


class Refused(Exception):
    """What was sent can't be read any further; `status` is the answer to it."""

    def __init__(self, status: HTTPStatus) -> None:
        """Answer with `status`."""
        super().__init__(status)
        self.status = status


class TlsHello(Exception):
    """Not HTTP: the browser wants TLS, which this port can't have."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Request:
    """One request. Header names are in lower case, in the order in which they came."""

    method: str
    target: str
    headers: Headers = ()
    body: bytes = b""

    def header(self, name: str) -> str:
        """Give a header's value, several joined as one list (RFC 9110 section 5.2), empty where there is none."""
        return ", ".join(value for each, value in self.headers if each == name)

    def __repr__(self) -> str:
        """Show the method and the path, nothing of the answer that may be in the rest."""
        return f"Request({self.method} {self.target.partition('?')[0]:.80})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a request is answered with."""

    status: HTTPStatus
    headers: Headers = ()
    body: bytes = b""


class Exchange:
    """One request and its answer, on one connection that then ends."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._http = h11.Connection(h11.SERVER, max_incomplete_event_size=MOST_HEAD)
        self._begun = False
        self._head: h11.Request | None = None
        self._body = bytearray()

    def read(self, data: bytes) -> Request | None:
        """Take what came, empty where the peer has ended; give the request once it is complete.

        Raises:
            Refused: it can't be read any further.
            TlsHello: it is a TLS handshake.
        """
        if not self._begun and data[:1] == bytes((_TLS_HANDSHAKE,)):
            raise TlsHello
        self._begun = True
        try:
            for start in range(0, len(data) or 1, _SLICE):
                self._http.receive_data(data[start : start + _SLICE])
                if self._is_complete():
                    return self._request()
        except h11.RemoteProtocolError as error:
            raise Refused(HTTPStatus(error.error_status_hint)) from None
        return None

    def write(self, answer: Answer) -> bytes:
        """Give the answer's bytes; to HEAD its head alone."""
        headers = [*answer.headers, ("Content-Length", str(len(answer.body))), ("Connection", "close")]
        status = answer.status
        data = self._http.send(h11.Response(status_code=status, reason=status.phrase, headers=headers)) or b""
        if self._head is None or self._head.method != b"HEAD":
            data += self._http.send(h11.Data(data=answer.body)) or b""
        return data + (self._http.send(h11.EndOfMessage()) or b"")

    def _is_complete(self) -> bool:
        while True:
            event = self._http.next_event()
            match event:
                case h11.Request():
                    _check_head(event)
                    self._head = event
                case h11.Data():
                    self._body += event.data
                    if len(self._body) > MOST_BODY:
                        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
                case h11.EndOfMessage():
                    return True
                case _:
                    return False  # more is needed, or the peer has ended without a word

    def _request(self) -> Request:
        head = self._head
        assert head  # noqa: S101 - no message ends before its head
        return Request(
            method=head.method.decode("ascii"),
            target=head.target.decode("ascii"),  # h11 lets nothing else through
            headers=tuple((name.decode("ascii"), value.decode("latin-1")) for name, value in head.headers),
            body=bytes(self._body),
        )


def _check_head(head: h11.Request) -> None:
    if len(head.headers) > MOST_LINES:
        raise Refused(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
    if any(name == b"transfer-encoding" for name, _ in head.headers):
        raise Refused(HTTPStatus.LENGTH_REQUIRED)  # RFC 9112 section 6.3: a server may ask for a Content-Length
    lengths = [int(value) for name, value in head.headers if name == b"content-length"]
    if max(lengths, default=0) > MOST_BODY:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)  # before the first byte of it is read
