"""The user's own browser, and a loopback listener for what it brings back (RFC 8252 sections 4 and 6)."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

from ledgerpass.errors import NoBrowser
from ledgerpass.flows.user_agent import Judge, Visit, WayBack
from ledgerpass.secret import Secret
from ledgerpass.user_agents.landing_page import LandingPages
from ledgerpass.user_agents.loopback_listener import LoopbackListener

OpenAddress = Callable[[str], bool]
"""Opens an address in the user's browser; False where nothing could be started."""


class SystemBrowser:
    """Opens the user's own browser. `name` is empty: which one opens is the system's to say."""

    name = ""

    def __init__(self, open_address: OpenAddress, pages: LandingPages) -> None:
        """Open addresses with `open_address`, and answer the browser with `pages`."""
        self._open_address = open_address
        self._pages = pages
        self._lingering: dict[asyncio.Task[None], LoopbackListener] = {}

    @contextlib.asynccontextmanager
    async def visit(self, way_back: WayBack) -> AsyncIterator[Visit]:
        """Listen, where the way back has a host, for as long as the context is open.

        When the browser has been answered, the listener stays until it has fetched its page, for a few seconds;
        otherwise, and when the sign-in is cancelled, it is gone at once.

        Raises:
            NoPort: none of the ports is free.
        """
        if way_back.host is None:
            yield _Visit(self._open_address, way_back, None)
            return
        await self.close()  # a page still being fetched may hold the one port that this provider allows
        listener = LoopbackListener(way_back, self._pages)
        try:
            await listener.start()
            yield _Visit(self._open_address, way_back, listener)
        except asyncio.CancelledError:
            await listener.close()
            raise
        finally:
            await self._part_from(listener)

    async def _part_from(self, listener: LoopbackListener) -> None:
        if not listener.has_answered:
            await listener.close()
            return
        task = asyncio.get_running_loop().create_task(listener.linger())
        self._lingering[task] = listener
        task.add_done_callback(self._lingering.pop)

    async def close(self) -> None:
        """Give up the pages that are still being fetched."""
        for task, listener in list(self._lingering.items()):
            task.cancel()
            await listener.close()  # a task that is cancelled before its first step closes nothing itself
        await asyncio.gather(*self._lingering, return_exceptions=True)


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

    async def bring_back(self, judge: Judge) -> Secret:
        if self._listener:
            return await self._listener.arrival(judge)
        nothing: asyncio.Future[Secret] = asyncio.get_running_loop().create_future()
        return await nothing  # comes back by itself: the user pastes it
