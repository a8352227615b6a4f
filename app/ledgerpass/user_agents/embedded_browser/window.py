"""The window as the sign-in's side has it: a process that is told what to do, and what it reported in the meantime."""

import asyncio
from collections.abc import Awaitable, Iterable

from ledgerpass.user_agents.embedded_browser.browser_process import BrowserProcess, Gone
from ledgerpass.user_agents.embedded_browser.pipe_messages import Arrived, Closed, CodeRead, Drawn, HandOver, Order

Noteworthy = Arrived | Closed | CodeRead | Drawn | HandOver
"""The reports that a sign-in waits for; the others only show that the window is alive."""

_MOST_WAITING = 32
"""Reports that wait to be looked at; who says more has to wait."""


class Window:
    """One window at a time: a process that was let go of is not heard any more."""

    def __init__(self) -> None:
        """Have none yet."""
        self._process: BrowserProcess | None = None
        self._listening: asyncio.Task[None] | None = None
        self._reports: asyncio.Queue[Noteworthy | Gone] = asyncio.Queue(_MOST_WAITING)

    @property
    def is_open(self) -> bool:
        """Whether there is one."""
        return self._process is not None

    async def open(self, starting: Awaitable[BrowserProcess], orders: Iterable[Order]) -> None:
        """Have one that begins with `orders`; that it can't be started is a report like others."""
        try:
            self._process = await starting
        except Gone as gone:
            await self.note(gone)
            return
        for order in orders:
            self._process.tell(order)
        self._listening = asyncio.get_running_loop().create_task(self._listen(self._process))

    def tell(self, order: Order) -> None:
        """Tell it something; where there is none, nobody hears it."""
        if self._process:
            self._process.tell(order)

    async def note(self, report: Noteworthy | Gone) -> None:
        """Add what the window didn't have to say itself."""
        await self._reports.put(report)

    async def next_report(self, by: float | None) -> Noteworthy | Gone:
        """Give the next report; none by then, in the event loop's time, and the window is as good as gone."""
        try:
            async with asyncio.timeout_at(by):
                return await self._reports.get()
        except TimeoutError:
            return Gone()

    def let_go(self) -> BrowserProcess | None:
        """Listen no longer, forget what was said, and give the process that is to be ended."""
        if self._listening:
            self._listening.cancel()
        while not self._reports.empty():
            self._reports.get_nowait()
        process, self._process = self._process, None
        return process

    async def _listen(self, process: BrowserProcess) -> None:
        try:
            async for report in process.reports():
                if isinstance(report, Noteworthy):
                    await self._reports.put(report)
        except Gone as gone:
            await self._reports.put(gone)
