"""The embedded browser as a user agent: it shows the sign-in in a window of Ledgerpass and catches any redirect.

The system browser stays the default (RFC 8252 section 8.12), and always stands behind this one: its way back, a
loopback listener where there is one, is ready from the beginning. Whenever the window can't go on, or the user doesn't
want it, the same address is shown in the user's own browser: the same state, the same code verifier, and nothing has to
be begun anew.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence

from ledgerpass.errors import WindowClosed
from ledgerpass.flows.user_agent import Hindrance, Judge, Notice, UserAgent, Verdict, Visit, WayBack, ignore
from ledgerpass.secret import Secret
from ledgerpass.user_agents.embedded_browser.browser_process import BrowserProcess, Gone, Patience, own_command
from ledgerpass.user_agents.embedded_browser.pipe_messages import (
    Arrived,
    Closed,
    CodeRead,
    Drawn,
    GoOn,
    HandOver,
    Open,
    Thanks,
    ToFront,
)
from ledgerpass.user_agents.embedded_browser.refusing_hosts import is_refused, refusing_hosts

_Noteworthy = Arrived | Closed | CodeRead | HandOver

_MOST_WAITING = 32
"""Reports that wait to be looked at; who says more has to wait."""


class EmbeddedBrowser:
    """Shows sign-ins in a window of Ledgerpass, and hands them over to `own_browser` where that doesn't do."""

    name = "Ledgerpass"

    def __init__(
        self,
        own_browser: UserAgent,
        command: Sequence[str] | None = None,
        patience: Patience | None = None,
        refusing: tuple[str, ...] | None = None,
    ) -> None:
        """Start the window by `command`; `refusing` are the hosts that don't want it."""
        self._own_browser = own_browser
        self._command = own_command() if command is None else tuple(command)
        self._patience = patience or Patience()
        self._refusing = refusing_hosts() if refusing is None else refusing
        self._leaving: dict[asyncio.Task[None], BrowserProcess] = {}

    @contextlib.asynccontextmanager
    async def visit(self, way_back: WayBack) -> AsyncIterator[Visit]:
        """Get ready; leaving the context closes the window, unless it says a last word, and frees the port.

        Raises:
            NoPort: as the user's own browser, which may have to take over.
        """
        async with self._own_browser.visit(way_back) as other:
            visit = _Visit(other, way_back, self)
            try:
                yield visit
            finally:
                await visit.leave()

    async def close(self) -> None:
        """Close what still says its last word."""
        leaving = dict(self._leaving)
        for task in leaving:
            task.cancel()
        await asyncio.gather(*leaving, return_exceptions=True)
        for process in leaving.values():  # a task that is cancelled before it began has ended nothing
            await process.end_at_once()

    async def start(self, *, by_software: bool) -> BrowserProcess:
        """Start the window's process.

        Raises:
            Gone: it can't be started.
        """
        return await BrowserProcess.start(self._command, self._patience, by_software=by_software)

    def order(self, address: str, redirect_uri: str, way_back: WayBack) -> Open:
        """Say what the window shall show."""
        return Open(
            address=address,
            redirect_uri=redirect_uri,
            provider=way_back.provider,
            refusing_hosts=self._refusing,
            shown_code=way_back.shown_code,
        )

    def is_refused(self, address: str) -> bool:
        """Tell whether the page at an address wants no embedded browser."""
        return is_refused(address, self._refusing)

    def let_leave(self, process: BrowserProcess) -> None:
        """Have a process end while the sign-in goes on."""
        task = asyncio.get_running_loop().create_task(process.end())
        self._leaving[task] = process
        task.add_done_callback(self._leaving.pop)


class _Visit:
    def __init__(self, other: Visit, way_back: WayBack, agent: EmbeddedBrowser) -> None:
        self._other, self._way_back, self._agent = other, way_back, agent
        self._address = ""
        self._process: BrowserProcess | None = None
        self._listening: asyncio.Task[None] | None = None
        self._reports: asyncio.Queue[_Noteworthy | Gone] = asyncio.Queue(_MOST_WAITING)
        self._has_drawn = self._by_software = self._handed_over = self._says_thanks = False

    @property
    def redirect_uri(self) -> str:
        return self._other.redirect_uri

    async def show(self, address: str) -> None:
        if self._handed_over:
            await self._other.show(address)
        elif self._process and address == self._address:
            self._process.tell(ToFront())
        else:
            self._address = address
            await self._open()

    async def bring_back(self, judge: Judge, notice: Notice = ignore) -> Secret:
        tasks = [
            asyncio.ensure_future(self._other.bring_back(judge, notice)),
            asyncio.ensure_future(self._watch(judge, notice)),
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            return done.pop().result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def leave(self) -> None:
        """Close the window, at once or after its last word."""
        if self._listening:
            self._listening.cancel()
        process, self._process = self._process, None
        if process and self._says_thanks:
            self._agent.let_leave(process)
        elif process:
            await process.end()

    async def _open(self) -> None:
        await self.leave()
        if self._agent.is_refused(self._address):
            await self._reports.put(HandOver(reason="refused"))
            return
        try:
            self._process = await self._agent.start(by_software=self._by_software)
        except Gone as gone:
            await self._reports.put(gone)
            return
        self._process.tell(self._agent.order(self._address, self.redirect_uri, self._way_back))
        self._listening = asyncio.get_running_loop().create_task(self._listen(self._process))

    async def _listen(self, process: BrowserProcess) -> None:
        try:
            async for report in process.reports():
                self._has_drawn = self._has_drawn or isinstance(report, Drawn)
                if isinstance(report, _Noteworthy):
                    await self._reports.put(report)
        except Gone as gone:
            await self._reports.put(gone)

    async def _watch(self, judge: Judge, notice: Notice) -> Secret:
        """Look at what the process reports, until one arrival ends the wait."""
        while True:
            match await self._reports.get():
                case Arrived(address=arrived):
                    if judge(answer := Secret(arrived)) is not Verdict.NOT_OURS:
                        return answer
                    self._tell(GoOn())
                case CodeRead(code=code):
                    if judge(answer := Secret(code)) is not Verdict.NOT_OURS:
                        self._says_thanks = True
                        self._tell(Thanks())
                        return answer
                case HandOver(reason="failed") | Gone() if not (self._has_drawn or self._by_software):
                    self._by_software = True  # perhaps it is the graphics card
                    await self._open()
                case HandOver(reason=reason):
                    await self._hand_over(Hindrance(reason), notice)
                case Gone():
                    await self._hand_over(Hindrance.FAILED, notice)
                case Closed():
                    raise WindowClosed(provider=self._way_back.provider)

    def _tell(self, order: GoOn | Thanks) -> None:
        if self._process:
            self._process.tell(order)

    async def _hand_over(self, why: Hindrance, notice: Notice) -> None:
        if self._handed_over:
            return
        self._handed_over = True
        await self.leave()
        await self._other.show(self._address)
        notice(why)
