"""Catches the redirect on loopback (RFC 8252 section 7.3), from before the browser opens until it has its page.

It knows nothing of OAuth. What arrives is read in `http_exchange`, bounded in `visitors`, and understood in `arrivals`,
which shows it to the judge; here is only when listening begins and ends.
"""

import asyncio
import contextlib
import logging

from ledgerpass.flows.user_agent import Hindrance, Judge, Notice, WayBack, ignore
from ledgerpass.secret import Secret
from ledgerpass.user_agents.arrivals import Arrivals
from ledgerpass.user_agents.landing_page import LandingPages
from ledgerpass.user_agents.loopback_sockets import BACKLOG, bind_loopback
from ledgerpass.user_agents.visitors import Limits, Visitors

_log = logging.getLogger(__name__)

_AT_A_TIME = 8
"""Connections that are taken in before those already there are looked at, so that a flood passes nobody over."""


class LoopbackListener:
    """Listens at one redirect address until it is closed."""

    def __init__(self, way_back: WayBack, pages: LandingPages, limits: Limits, port_before: int | None = None) -> None:
        """Bind the sockets at once; what comes before `arrival` waits for it. `port_before`: see `bind_loopback`.

        Raises:
            NoPort: none of the ports is free.
        """
        host = way_back.host or "127.0.0.1"
        self._sockets = bind_loopback(host, way_back.ports, way_back.provider, port_before)
        self.port: int = self._sockets[0].getsockname()[1]
        self.redirect_uri = f"http://{host}:{self.port}{way_back.path}"
        self._arrivals = Arrivals(self.redirect_uri, pages)
        self._visitors = Visitors(self._arrivals.answer, self._meet_tls, limits)
        self._limits = limits
        self._notice: Notice = ignore
        self._met_tls = False
        self._servers: list[asyncio.Server] = []
        self._closed = False

    @property
    def has_answered(self) -> bool:
        """Tell whether the answer has come, and the browser is on its way to its page."""
        return self._arrivals.has_answer and not self._closed

    async def arrival(self, judge: Judge, notice: Notice) -> Secret:
        """Wait for the first arrival that the judge doesn't call NOT_OURS; `notice` hears what stands in its way."""
        self._arrivals.judge = judge
        self._notice = notice
        await self._begin()
        return await asyncio.shield(self._arrivals.first)

    async def close(self) -> None:
        """Stop at once: the port is free when this returns (RFC 8252 section 8.3)."""
        self._closed = True
        for server in self._servers:
            server.close()
        for bound in self._sockets:
            bound.close()
        await self._visitors.close()
        self._arrivals.first.cancel()

    async def linger(self) -> None:
        """Stay a few seconds for a reload or a second request, which get the same page; then close.

        RFC 8252 section 8.3 wants the port closed once the answer has come. By then nothing can be taken here any
        more, and a browser that finds nobody says that the sign-in failed, which isn't true.
        """
        await asyncio.sleep(self._limits.linger)
        await self.close()

    async def part(self) -> None:
        """Close as soon as the browser has fetched the page it was sent to, for which it gets a moment."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._arrivals.page_seen.wait(), self._limits.page_within)
        await self.close()

    async def _begin(self) -> None:
        """Begin to answer: not sooner, for an arrival that nobody judges would be lost."""
        loop = asyncio.get_running_loop()
        for bound in self._sockets:
            # in two steps: a server that is cancelled while it starts must be known to `close`
            server = await loop.create_server(
                self._visitors.protocol, sock=bound, backlog=_AT_A_TIME, start_serving=False
            )
            self._servers.append(server)
            await server.start_serving()
            bound.listen(BACKLOG)  # asyncio has just told the system to keep no more waiting than it takes in at a time

    def _meet_tls(self) -> None:
        """Tell, once, that a browser insists on https, which no loopback redirect has (RFC 8252 section 8.3)."""
        if not self._met_tls:
            self._met_tls = True
            _log.info("a TLS handshake came to the listener's port")
            self._notice(Hindrance.HTTPS)
