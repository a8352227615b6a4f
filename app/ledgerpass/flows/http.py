"""The one module that speaks HTTP.

It sends what the protocols wrote and brings back what they judge, and guards the road: https only (http on loopback
alone), no redirect is ever followed, so that no secret travels on; one deadline for the whole call; a bounded read.
Certificates are checked against the operating system's trust store, and nothing can switch that off.
"""

import asyncio
import os
import socket
import ssl
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from ledgerpass.errors import CertificateNotTrusted, NotProtected, Unreachable
from ledgerpass.flows.certificate_issuer import issuer_of
from ledgerpass.http_message import LOOPBACK_HOSTS, HttpRequest, HttpResponse, is_protected
from ledgerpass.http_status import clock_offset, host_of

if TYPE_CHECKING:
    import httpx2

Clock = Callable[[], float]
"""Gives seconds since 1970-01-01 UTC."""

_HTTPS = 443

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
        """

    async def get_ready(self) -> None:
        """Do now what the first request would otherwise have to wait for; without it, that one is slower, no more."""

    def clock_at(self, url: str) -> Clock:
        """Give a clock that agrees with the host of `url`, as far as its answers have told the time."""


class HttpClient:
    """Sends requests through one pool of connections, which is opened by `get_ready` or at the first request."""

    def __init__(
        self,
        user_agent: str,
        deadline: float = DEADLINE,
        extra_certificates: Path | None = None,
        clock: Clock = time.time,
    ) -> None:
        """Name the program as `user_agent`.

        `deadline` is in seconds. `extra_certificates` is a file of certificates (PEM) that are trusted beside the
        operating system's: a company's own, as a rule. `clock` gives seconds since 1970-01-01 UTC.
        """
        self._user_agent = user_agent
        self._deadline = deadline
        self._extra_certificates = extra_certificates
        self._clock = clock
        self._offsets: dict[str, float] = {}
        self._client: httpx2.AsyncClient | None = None

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
        opened = None if self._client else await asyncio.to_thread(self._open_for_use)
        self._client = self._client or opened  # a request may have come meanwhile: the one that it opened is in use

    def clock_at(self, url: str) -> Clock:
        """Give a clock that agrees with the host of `url`; see `Http.clock_at`."""
        host = host_of(url)
        return lambda: self._clock() - self._offsets.get(host, 0.0)

    async def close(self) -> None:
        """Close the connections."""
        if self._client:
            await self._client.aclose()
            self._client = None

    async def _exchange(self, request: HttpRequest, host: str) -> HttpResponse:
        import httpx2  # noqa: PLC0415 - a tenth of a second that the first page doesn't wait for

        client = self._client = self._client or self._open()
        headers = {name: value.reveal() for name, value in request.headers.items()}
        content = request.body.reveal().encode() if request.body is not None else None
        try:
            async with client.stream(request.method, request.url, headers=headers, content=content) as response:
                body = await self._read(response, host)
        except httpx2.TimeoutException:
            raise Unreachable(host=host, reason="no answer in time") from None
        except httpx2.TransportError as error:
            raise await _named(_translate(error, host), request.url) from None
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

    def _open(self) -> "httpx2.AsyncClient":
        import httpx2  # noqa: PLC0415 - see above

        around_the_proxy = [f"[{host}]" if ":" in host else host for host in LOOPBACK_HOSTS]
        return httpx2.AsyncClient(
            headers={"User-Agent": self._user_agent},
            follow_redirects=False,  # RFC 9700 section 4.12: a redirect would carry a secret to somebody else
            timeout=self._deadline,
            verify=self._trusted(),
            mounts={f"all://{host}": None for host in around_the_proxy},
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


async def _named(error: CertificateNotTrusted | Unreachable, url: str) -> CertificateNotTrusted | Unreachable:
    if isinstance(error, Unreachable):
        return error
    issuer = await issuer_of(error.host, urlsplit(url).port or _HTTPS)
    return CertificateNotTrusted(host=error.host, reason=error.reason, issuer=issuer)


def _translate(error: "httpx2.TransportError", host: str) -> CertificateNotTrusted | Unreachable:
    """Find what really happened; only a class's name and the system's own words are kept, never the request."""
    cause: BaseException | None = error
    while cause:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return CertificateNotTrusted(host=host, reason=cause.verify_message)
        if isinstance(cause, ssl.SSLError):
            return Unreachable(host=host, reason=f"no secure connection ({cause.reason})")
        if isinstance(cause, socket.gaierror):
            return Unreachable(host=host, reason=f"the name {host} can't be looked up")
        if isinstance(cause, OSError) and cause.errno:
            return Unreachable(host=host, reason=os.strerror(cause.errno))  # asyncio puts words of its own there
        cause = cause.__cause__ or cause.__context__
    return Unreachable(host=host, reason=type(error).__name__)
