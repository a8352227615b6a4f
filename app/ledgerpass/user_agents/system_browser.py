"""The user's own browser, and a loopback listener for what it brings back (RFC 8252 sections 4 and 6).

Never a view embedded in the window, which could read what the user types (RFC 8252 section 8.12).
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

from ledgerpass.errors import NoBrowser
from ledgerpass.flows.user_agent import Judge, Notice, Visit, WayBack, ignore
from ledgerpass.secret import Secret
from ledgerpass.user_agents.landing_page import LandingPages
from ledgerpass.user_agents.loopback_listener import LoopbackListener
from ledgerpass.user_agents.visitors import Limits

OpenAddress = Callable[[str], bool]
"""Opens an address in the user's browser; False where nothing could be started."""


class SystemBrowser:
    """Opens the user's own browser. `name` is empty: which one opens is the desktop's to say."""

    name = ""

    def __init__(self, open_address: OpenAddress, pages: LandingPages, limits: Limits | None = None) -> None:
        """Open addresses with `open_address`, and answer the browser with `pages`."""
        self._open_address = open_address
        self._pages = pages
        self._limits = limits or Limits()
        self._lingering: dict[asyncio.Task[None], LoopbackListener] = {}
        self._ports_before: dict[str, int] = {}

    @contextlib.asynccontextmanager
    async def visit(self, way_back: WayBack) -> AsyncIterator[Visit]:
        """Listen, where the way back has a host, for as long as the context is open.

        When the browser has been answered, the listener stays for a few seconds, so that a reload gets the same page;
        otherwise, and when the sign-in is cancelled, it is gone at once.

        Raises:
            NoPort: none of the ports is free.
        """
        if way_back.host is None:
            yield _Visit(self._open_address, way_back, None)
            return
        listener = await self._listen(way_back)
        try:
            yield _Visit(self._open_address, way_back, listener)
        except asyncio.CancelledError:
            await listener.close()
            raise
        finally:
            await self._part_from(listener)

    async def close(self) -> None:
        """Give up the pages that may be asked for again; one not yet fetched gets a moment."""
        parting = []
        for task, listener in list(self._lingering.items()):
            task.cancel()
            parting.append(listener.part())
        await asyncio.gather(*parting, *self._lingering, return_exceptions=True)

    async def _listen(self, way_back: WayBack) -> LoopbackListener:
        for task, listener in list(self._lingering.items()):
            if listener.port in way_back.ports:  # it may be the only one that this provider allows
                task.cancel()
                await listener.close()
        place = f"{way_back.host}{way_back.path}"
        # where any port will do, the one of the try before: a page that is still open from then is told that it is old
        listener = LoopbackListener(way_back, self._pages, self._limits, self._ports_before.get(place))
        self._ports_before[place] = listener.port
        return listener

    async def _part_from(self, listener: LoopbackListener) -> None:
        if not listener.has_answered:
            await listener.close()
            return
        task = asyncio.get_running_loop().create_task(listener.linger())
        self._lingering[task] = listener
        task.add_done_callback(self._lingering.pop)


class _Visit:
    def __init__(self, open_address: OpenAddress, way_back: WayBack, listener: LoopbackListener | None) -> None:
        self._open_address = open_address
        self._way_back = way_back
        self._listener = listener

    @property
    def redirect_uri(self) -> str:
        return self._listener.redirect_uri if self._listener else self._way_back.redirect_uri

    async def show(self, address: str) -> None:
        if not self._open_address(address):
            raise NoBrowser(provider=self._way_back.provider, reason="nothing could be started")

    async def bring_back(self, judge: Judge, notice: Notice = ignore) -> Secret:
        if self._listener:
            return await self._listener.arrival(judge, notice)
        nothing: asyncio.Future[Secret] = asyncio.get_running_loop().create_future()
        return await nothing  # comes back by itself: the user pastes it
