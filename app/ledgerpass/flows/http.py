"""The one module that speaks HTTP.

It sends what the protocols wrote and brings back what they judge, and guards the road: https only (http on loopback
alone), no redirect is ever followed, so that no secret travels on; one deadline for the whole call; a bounded read.
Certificates are checked against the operating system's trust store, and nothing can switch that off.
"""

import asyncio
import ssl
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from ledgerpass.errors import NotProtected, ProxyPasswordNeeded, Unreachable
from ledgerpass.flows.network_failure import understood
from ledgerpass.flows.proxies import Proxy, ProxyLogin, proxy_for
from ledgerpass.flows.proxy_answer import ProxyAnswer
from ledgerpass.flows.proxy_logins import NoLogins, ProxyLogins
from ledgerpass.http_message import HttpRequest, HttpResponse, is_protected
from ledgerpass.http_status import clock_offset, host_of

if TYPE_CHECKING:
    import httpx2

Clock = Callable[[], float]
"""Gives seconds since 1970-01-01 UTC."""

_LOOKS_UP_NAMES = sys.platform in {"win32", "darwin"}
"""Whether the system, asked for a proxy, may look up names first, and so keep the asker waiting."""

DEADLINE = 20.0
"""Seconds for one call, from the first byte to the last."""

SMALLEST_OFFSET = 60.0
"""Seconds by which a host's clock must differ from ours to be reckoned with; a smaller difference is the road's."""

LARGEST_ANSWER = 1024 * 1024
"""Bytes that are read of an answer at most; a longer one is refused."""


class Http(Protocol):
    """Sends one request."""

    async def send(self, request: HttpRequest) -> HttpResponse:
        """Send it and read the whole answer, whatever its status.

        Raises:
            NotProtected: the address is neither https nor loopback; nothing was sent.
            Unreachable: no answer, not in time, or too long a one.
            CertificateNotTrusted: this computer doesn't trust the certificate.
            ProxyPasswordNeeded: the proxy on the way wants to know who is there.
            KeychainError: it does, and the keychain, which may know, can't be read.
        """

    async def get_ready(self) -> None:
        """Do now what the first request would otherwise have to wait for; without it, that one is slower, no more."""

    def clock_at(self, url: str) -> Clock:
        """Give a clock that agrees with the host of `url`, as far as its answers have told the time."""


class HttpClient:
    """Sends requests, on each way out of this computer through one pool of connections."""

    def __init__(
        self,
        user_agent: str,
        deadline: float = DEADLINE,
        extra_certificates: Path | None = None,
        logins: ProxyLogins | None = None,
        clock: Clock = time.time,
    ) -> None:
        """Name the program as `user_agent`.

        `deadline` is in seconds. `extra_certificates` is a file of certificates (PEM) that are trusted beside the
        operating system's: a company's own, as a rule. `logins` are for proxies that ask who is there. `clock` gives
        seconds since 1970-01-01 UTC.
        """
        self._user_agent = user_agent
        self._deadline = deadline
        self._extra_certificates = extra_certificates
        self._logins = logins or NoLogins()
        self._clock = clock
        self._offsets: dict[str, float] = {}
        self._trust: ssl.SSLContext | None = None
        self._direct: httpx2.AsyncClient | None = None
        self._by_proxy: list[tuple[Proxy, ProxyLogin | None, httpx2.AsyncClient]] = []

    async def send(self, request: HttpRequest) -> HttpResponse:
        """Send it and read the whole answer; see `Http.send`."""
        host = urlsplit(request.url).hostname or ""
        if not is_protected(request.url):
            raise NotProtected(host=host)
        try:
            async with asyncio.timeout(self._deadline):
                return await self._exchange(request, host)
        except TimeoutError:
            raise Unreachable(host=host, reason="no answer in time") from None

    async def get_ready(self) -> None:
        """Load the library and the trust store, a third of a second's work, on a thread of its own."""
        opened = None if self._direct else await asyncio.to_thread(self._open_for_use)
        self._direct = self._direct or opened  # a request may have come meanwhile: the one that it opened is in use

    def clock_at(self, url: str) -> Clock:
        """Give a clock that agrees with the host of `url`; see `Http.clock_at`."""
        host = host_of(url)
        return lambda: self._clock() - self._offsets.get(host, 0.0)

    async def close(self) -> None:
        """Close the connections."""
        opened = [self._direct] if self._direct else []
        opened += [client for _, _, client in self._by_proxy]
        self._direct = None
        self._by_proxy.clear()
        for client in opened:
            await client.aclose()

    async def _exchange(self, request: HttpRequest, host: str) -> HttpResponse:
        proxy = await asyncio.to_thread(proxy_for, request.url) if _LOOKS_UP_NAMES else proxy_for(request.url)
        if proxy:
            return await self._through(proxy, request, host)
        self._direct = self._direct or self._open()
        return await self._over(self._direct, request, host)

    async def _through(self, proxy: Proxy, request: HttpRequest, host: str) -> HttpResponse:
        """Send by way of a proxy; where it asks who is there, once more with what the user gave for it."""
        login = self._logins.first(proxy)
        while True:
            try:
                return await self._over(self._client_for(proxy, login), request, host, proxy, said_who=bool(login))
            except ProxyPasswordNeeded as needed:
                other = None if needed.wants else await self._logins.next(proxy, login)
                if other is None:
                    raise
                login = other

    async def _over(
        self,
        client: "httpx2.AsyncClient",
        request: HttpRequest,
        host: str,
        proxy: Proxy | None = None,
        *,
        said_who: bool = False,
    ) -> HttpResponse:
        import httpx2  # noqa: PLC0415 - a tenth of a second that the first page doesn't wait for

        answered = ProxyAnswer(proxy) if proxy else None
        written: dict[str, Any] = {
            "headers": {name: value.reveal() for name, value in request.headers.items()},
            "content": request.body.reveal().encode() if request.body is not None else None,
            "extensions": {"trace": answered.listen} if answered else None,
        }
        try:
            async with client.stream(request.method, request.url, **written) as response:
                body = await self._read(response, host)
        except httpx2.TimeoutException:
            raise Unreachable(host=host, reason="no answer in time") from None
        except httpx2.TransportError as error:
            if answered and isinstance(error, httpx2.ProxyError):
                raise answered.refusal(host, said_who=said_who) from None
            raise await understood(error, request.url) from None
        answer = HttpResponse(
            status=response.status_code,
            headers={name.lower(): value for name, value in response.headers.items()},
            body=body,
            url=request.url,
        )
        self._note_the_time(answer, host)
        return answer

    def _note_the_time(self, answer: HttpResponse, host: str) -> None:
        offset = clock_offset(answer, now=self._clock()) or 0.0
        self._offsets[host] = offset if abs(offset) >= SMALLEST_OFFSET else 0.0

    def _open_for_use(self) -> "httpx2.AsyncClient":
        import anyio  # noqa: PLC0415 - httpx2 stands on it, and loads the greater part of it at its first request

        anyio.run(anyio.sleep, 0)
        "localhost".encode("idna")  # the codec that a host's name is looked up by is loaded when first used
        return self._open()

    def _client_for(self, proxy: Proxy, login: ProxyLogin | None) -> "httpx2.AsyncClient":
        for place, said, client in self._by_proxy:
            if place == proxy and said == login:
                return client
        client = self._open(proxy, login)
        self._by_proxy.append((proxy, login, client))
        return client

    def _open(self, proxy: Proxy | None = None, login: ProxyLogin | None = None) -> "httpx2.AsyncClient":
        import httpx2  # noqa: PLC0415 - see above

        self._trust = self._trust or self._trusted()
        auth = (login.name, login.password.reveal()) if login else None  # RFC 7617, to the proxy alone
        secured = self._trust if proxy and proxy.url.startswith("https:") else None
        return httpx2.AsyncClient(
            headers={"User-Agent": self._user_agent},
            follow_redirects=False,  # RFC 9700 section 4.12: a redirect would carry a secret to somebody else
            timeout=self._deadline,
            verify=self._trust,
            trust_env=False,  # which way leads out is asked for each request, see `proxies`
            proxy=httpx2.Proxy(proxy.url, auth=auth, ssl_context=secured) if proxy else None,
        )

    def _trusted(self) -> ssl.SSLContext:
        import httpx2  # noqa: PLC0415 - see above

        context = httpx2.create_ssl_context()  # the operating system's trust store
        if self._extra_certificates:
            context.load_verify_locations(cafile=self._extra_certificates)
        return context

    @staticmethod
    async def _read(response: "httpx2.Response", host: str) -> bytes:
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > LARGEST_ANSWER:
                raise Unreachable(host=host, reason="the answer is too long", status=response.status_code)
        return bytes(body)
