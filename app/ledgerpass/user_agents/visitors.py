"""The connections that are open at a listener: few, short and bounded, whoever makes them.

A browser opens connections in advance and never uses them; a stranger may open hundreds, or send a byte a second.
Each connection therefore has one deadline for everything, a small buffer, and a place that it loses to a newer one when
all are taken: the oldest goes, because a browser that has a request sends it at once. Nobody can hold up another.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from ledgerpass.user_agents.http_exchange import TLS_ALERT, Answer, Exchange, Refused, Request, TlsHello
from ledgerpass.user_agents.landing_page import GUARD

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a listener grants: seconds for one connection in all, connections at a time.

    There are no more of them because some systems allow a program no more than 256 files. `linger` is how many seconds
    it stays after the answer, for a reload or a second request; `page_within` how many it waits, when it must end
    sooner, for the browser to fetch the page that it was sent to.
    """

    deadline: float = 5.0
    connections: int = 128
    linger: float = 10.0
    page_within: float = 1.0


_BUFFER = 4096
_MOST_DISCARDED = 256 * 1024


class Visitors:
    """All connections of one listener."""

    def __init__(self, answer: Callable[[Request], Answer], on_tls: Callable[[], None], limits: Limits) -> None:
        """Answer requests with `answer`; `on_tls` is called when a connection begins with a TLS handshake."""
        self.answer = answer
        self.on_tls = on_tls
        self.limits = limits
        self._open: dict[_Visitor, None] = {}
        self._closed = False
        self._empty = asyncio.Event()
        self._empty.set()

    def protocol(self) -> asyncio.BufferedProtocol:
        """Give the protocol for a new connection."""
        return _Visitor(self)

    def let_in(self, visitor: "_Visitor") -> bool:
        """Make room for a connection; False where nobody is let in any more."""
        if self._closed:
            return False
        if len(self._open) >= self.limits.connections:
            oldest = next(iter(self._open))
            del self._open[oldest]
            oldest.end()
        self._open[visitor] = None
        self._empty.clear()
        return True

    def let_out(self, visitor: "_Visitor") -> None:
        """Forget a connection that is closed."""
        self._open.pop(visitor, None)
        if not self._open:
            self._empty.set()

    async def close(self) -> None:
        """End every connection at once; when this returns, all are closed."""
        self._closed = True
        for visitor in list(self._open):
            visitor.end()
        await self._empty.wait()


class _Visitor(asyncio.BufferedProtocol):
    """One connection: reads a request, answers it, and waits a moment for the other side to hang up first."""

    def __init__(self, visitors: Visitors) -> None:
        self._visitors = visitors
        self._exchange = Exchange()
        self._buffer = bytearray(_BUFFER)
        self._answered = False
        self._discarded = 0
        self._transport: asyncio.Transport | None = None
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - a stream's transport can be written to
        self._transport = transport
        if self._visitors.let_in(self):
            loop = asyncio.get_running_loop()
            self._deadline = loop.call_later(self._visitors.limits.deadline, self.end)
        else:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - why it went makes no difference
        if self._deadline:
            self._deadline.cancel()
        self._visitors.let_out(self)

    def get_buffer(self, sizehint: int) -> bytearray:  # noqa: ARG002 - small whatever is asked
        return self._buffer

    def buffer_updated(self, nbytes: int) -> None:
        if not self._answered:
            self._read(bytes(self._buffer[:nbytes]))
            return
        self._discarded += nbytes
        if self._discarded > _MOST_DISCARDED:
            self.end()

    def eof_received(self) -> bool:
        if not self._answered:
            self._read(b"")
        return False  # both sides have done

    def end(self) -> None:
        """Close at once."""
        if self._transport:
            self._transport.abort()

    def _read(self, data: bytes) -> None:
        try:
            self._judge(data)
        except Exception as error:  # noqa: BLE001 - whatever one connection does, the others and the wait go on
            _log.warning("a request to the listener failed: %s", type(error).__name__)
            if self._answered:
                self.end()  # one connection has one answer, and a second would be refused by h11
            else:
                self._reply(Answer(status=HTTPStatus.INTERNAL_SERVER_ERROR, headers=GUARD), None)

    def _judge(self, data: bytes) -> None:
        try:
            request = self._exchange.read(data)
        except Refused as refused:
            self._reply(Answer(status=refused.status, headers=GUARD), None)
        except TlsHello:
            self._visitors.on_tls()
            self._send(TLS_ALERT)
        else:
            if request:
                self._reply(self._visitors.answer(request), request)

    def _reply(self, answer: Answer, request: Request | None) -> None:
        _log.debug("%r was answered with %d", request or "what is no request", answer.status)
        self._answered = True
        self._send(self._exchange.write(answer))

    def _send(self, data: bytes) -> None:
        """Send the last bytes; what still comes is discarded, for a closed door would undo what was sent."""
        self._answered = True
        assert self._transport  # noqa: S101 - nothing is read before the connection is made
        self._transport.write(data)
        try:
            self._transport.write_eof()
        except OSError:
            self.end()  # the other side has reset the connection meanwhile: nobody is left to be answered
