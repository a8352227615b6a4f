"""Catches the redirect on loopback (RFC 8252 section 7.3) and answers the browser; it knows nothing of OAuth.

Browsers send more than the redirect: icons, pre-connections, reloads, prefetches. Only a GET of exactly the path that
was promised is shown to the judge, anything else gets a short answer and the wait goes on. The good hit is answered
with 303 to a page without parameters, so that the code leaves the address bar. A connection has `_DEADLINE` seconds
in all and a bounded head, so that nobody can hold the listener up.
"""

import asyncio
import contextlib
import hashlib
import logging
import secrets
from http import HTTPStatus

import h11

from ledgerpass.flows.user_agent import Judge, Verdict, WayBack
from ledgerpass.secret import Secret
from ledgerpass.user_agents.landing_page import HEADERS, Headers, LandingPages
from ledgerpass.user_agents.loopback_sockets import bind_loopback

_log = logging.getLogger(__name__)

_DEADLINE = 5.0
_LINGER = 3.0
_MAX_HEAD = 16 * 1024
_MAX_CONNECTIONS = 64
_CHUNK = 4096

_Reply = tuple[HTTPStatus, Headers, bytes]


class LoopbackListener:
    """Listens at one redirect address until it is closed."""

    def __init__(self, way_back: WayBack, pages: LandingPages) -> None:
        """Bind the sockets at once; `start` begins to answer.

        Raises:
            NoPort: none of the ports is free.
        """
        host = way_back.host or "127.0.0.1"
        self._sockets = bind_loopback(host, way_back.ports, way_back.provider)
        self._origin = f"http://{host}:{self._sockets[0].getsockname()[1]}"
        self._path = way_back.path
        self._pages = pages
        self._servers: list[asyncio.Server] = []
        self._connections: dict[asyncio.Task[None], None] = {}
        self._judge: Judge | None = None
        self._arrived: asyncio.Future[Secret] = asyncio.get_running_loop().create_future()
        self._taken: bytes | None = None
        self._verdict = Verdict.NOT_OURS
        self._done_path = f"/done/{secrets.token_urlsafe(9)}"
        self._page_seen = asyncio.Event()
        self._closed = False

    @property
    def redirect_uri(self) -> str:
        """The address that is listened on."""
        return self._origin + self._path

    @property
    def has_answered(self) -> bool:
        """Tell whether the answer has come, and the browser is on its way to its page."""
        return self._taken is not None and not self._closed

    async def start(self) -> None:
        """Begin to answer."""
        for bound in self._sockets:
            self._servers.append(await asyncio.start_server(self._accept, sock=bound, limit=_MAX_HEAD))

    async def arrival(self, judge: Judge) -> Secret:
        """Wait for the first arrival that the judge doesn't call NOT_OURS."""
        self._judge = judge
        return await asyncio.shield(self._arrived)

    async def close(self) -> None:
        """Stop at once: the port is free when this returns."""
        self._closed = True
        for server in self._servers:
            server.close()
        for bound in self._sockets:
            bound.close()
        for task in list(self._connections):
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        self._arrived.cancel()

    async def linger(self) -> None:
        """Stay until the browser has fetched the page it was sent to, a few seconds at most; then close."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._page_seen.wait(), _LINGER)
        await self.close()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self._connections) >= _MAX_CONNECTIONS:
            next(iter(self._connections)).cancel()  # the oldest: a browser with a request sends it at once
        task = asyncio.get_running_loop().create_task(self._serve(reader, writer))
        self._connections[task] = None
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._connections.pop(task, None)
        if not task.cancelled() and (error := task.exception()):
            _log.warning("a connection to the listener failed: %s", type(error).__name__)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(TimeoutError, OSError):
                async with asyncio.timeout(_DEADLINE):
                    await self._exchange(reader, writer)
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        http = h11.Connection(h11.SERVER, max_incomplete_event_size=_MAX_HEAD)
        try:
            request = await _read_head(http, reader)
            if request is None:
                return
            status, headers, body = self._reply(request)
        except h11.RemoteProtocolError as error:
            status, headers, body = HTTPStatus(error.error_status_hint), (), b""
        seen = status == HTTPStatus.OK
        head = [*HEADERS, *headers, ("Content-Length", str(len(body))), ("Connection", "close")]
        data = http.send(h11.Response(status_code=status, reason=status.phrase, headers=head)) or b""
        data += http.send(h11.Data(data=body)) or b""
        data += http.send(h11.EndOfMessage()) or b""
        writer.write(data)
        await writer.drain()
        if seen:
            self._page_seen.set()

    def _reply(self, request: h11.Request) -> _Reply:
        headers = {name.decode(): value.decode("latin-1") for name, value in request.headers}
        target = request.target.decode("latin-1")
        path = target.partition("?")[0]
        if headers.get("host", "").lower() != self._origin.removeprefix("http://"):
            return HTTPStatus.MISDIRECTED_REQUEST, (), b""  # another name for this address: DNS rebinding
        if path not in {self._path, self._done_path}:
            return HTTPStatus.NOT_FOUND, (), b""
        if request.method != b"GET":
            return HTTPStatus.METHOD_NOT_ALLOWED, (("Allow", "GET"),), b""
        if "sec-purpose" in headers or "purpose" in headers:
            return HTTPStatus.FORBIDDEN, (), b""  # a prefetch: nobody has come yet
        if path == self._done_path:
            return self._page(HTTPStatus.OK, self._verdict)
        return self._arrive(Secret(self._origin + target))

    def _arrive(self, address: Secret) -> _Reply:
        digest = hashlib.sha256(address.reveal().encode()).digest()
        if self._taken is None and self._judge is not None:
            verdict = self._judge(address)
            if verdict is not Verdict.NOT_OURS:
                self._taken, self._verdict = digest, verdict
                if not self._arrived.done():
                    self._arrived.set_result(address)
        if digest == self._taken:
            return HTTPStatus.SEE_OTHER, (("Location", self._done_path),), b""
        return self._page(HTTPStatus.BAD_REQUEST, Verdict.NOT_OURS)

    def _page(self, status: HTTPStatus, verdict: Verdict) -> _Reply:
        return status, (("Content-Type", "text/html; charset=utf-8"),), self._pages.page(verdict)


async def _read_head(http: h11.Connection, reader: asyncio.StreamReader) -> h11.Request | None:
    """Read until the request's head is complete, None where the peer left before."""
    while True:
        event = http.next_event()
        if isinstance(event, h11.Request):
            return event
        if event is not h11.NEED_DATA:
            return None
        http.receive_data(await reader.read(_CHUNK))
