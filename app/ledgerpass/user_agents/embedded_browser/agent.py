"""The embedded browser as a user agent: it shows the sign-in in a window of Ledgerpass and catches any redirect.

The system browser stays the default (RFC 8252 section 8.12), and always stands behind this one: its way back, a
loopback listener where there is one, is ready from the beginning. Whenever the window can't go on, or the user doesn't
want it, the same address is shown in the user's own browser: the same state, the same code verifier, and nothing has to
be begun anew. Where that one can't be opened either, the wait goes on all the same: the link can be copied.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence

from ledgerpass.errors import NoBrowser, WindowClosed
from ledgerpass.flows.user_agent import Hindrance, Judge, Notice, Sight, UserAgent, Verdict, Visit, WayBack, ignore
from ledgerpass.secret import Secret
from ledgerpass.user_agents.embedded_browser.browser_process import (
    BrowserProcess,
    Gone,
    NeverSpoke,
    Patience,
    own_command,
)
from ledgerpass.user_agents.embedded_browser.network import Network
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
    Trust,
)
from ledgerpass.user_agents.embedded_browser.refusing_hosts import is_refused, refusing_hosts
from ledgerpass.user_agents.embedded_browser.window import Window


class EmbeddedBrowser:
    """Shows sign-ins in a window of Ledgerpass, and hands them over to `own_browser` where that doesn't do."""

    name = "Ledgerpass"

    def __init__(
        self,
        own_browser: UserAgent,
        command: Sequence[str] | None = None,
        patience: Patience | None = None,
        refusing: tuple[str, ...] | None = None,
        network: Network | None = None,
    ) -> None:
        """Start the window by `command`; `refusing` are the hosts that don't want it, `network` what it has to know."""
        self._own_browser = own_browser
        self._command = own_command() if command is None else tuple(command)
        self._patience = patience or Patience()
        self._refusing = refusing_hosts() if refusing is None else refusing
        self._network = network or Network()
        self._leaving: dict[asyncio.Task[None], BrowserProcess] = {}
        self.has_failed = False
        """Whether the last window couldn't be used: whoever has not asked for one is not shown another.

        It is forgotten when one could, and when the program ends: it may have been the day's trouble.
        """
        self.draws_by_software = False
        """Whether a window was seen only without the graphics card: the next one needn't find that out again."""

    @property
    def patience(self) -> Patience:
        """How long it is waited for a window."""
        return self._patience

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

    async def orders(self, address: str, redirect_uri: str, way_back: WayBack) -> list[Trust | Open]:
        """Say what the window shall trust, and then what it shall show."""
        shown = Open(
            address=address,
            redirect_uri=redirect_uri,
            provider=way_back.provider,
            refusing_hosts=self._refusing,
            shown_code=way_back.shown_code,
            login_at_proxy=await self._network.login_on_the_way_to(address),
        )
        return [*(Trust(certificate=each) for each in self._network.certificates), shown]

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
        self._window = Window()
        self._by_software = agent.draws_by_software
        self._drawn_by: float | None = None
        self._handed_over = self._says_thanks = False

    @property
    def redirect_uri(self) -> str:
        return self._other.redirect_uri

    async def show(self, address: str) -> None:
        if self._handed_over:
            await self._other.show(address)
        elif self._window.is_open and address == self._address:
            self._window.tell(ToFront())
        else:
            self._address = address
            self._drawn_by = self._now() + self._agent.patience.drawn
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
        process = self._window.let_go()
        if process and self._says_thanks:
            self._agent.let_leave(process)
        elif process:
            await process.end()

    async def _open(self) -> None:
        await self.leave()
        if self._agent.is_refused(self._address):
            await self._window.note(HandOver(reason="refused"))
            return
        orders = await self._agent.orders(self._address, self.redirect_uri, self._way_back)
        await self._window.open(self._agent.start(by_software=self._by_software), orders)

    async def _watch(self, judge: Judge, notice: Notice) -> Secret:
        """Look at what the process reports, until one arrival ends the wait."""
        while True:
            match report := await self._window.next_report(self._drawn_by):
                case Drawn():
                    self._note_drawn()
                    notice(Sight.WINDOW)
                case Arrived(address=arrived):
                    if judge(answer := Secret(arrived)) is not Verdict.NOT_OURS:
                        return answer
                    self._window.tell(GoOn())
                case CodeRead(code=code):
                    verdict = judge(answer := Secret(code))
                    self._thank_for(verdict)
                    if verdict is not Verdict.NOT_OURS:
                        return answer
                case HandOver(reason="failed") | Gone():
                    await self._give_up(report, notice)
                case HandOver(reason=reason):
                    await self._hand_over(Hindrance(reason), notice)
                case Closed():
                    raise WindowClosed(provider=self._way_back.provider)

    def _thank_for(self, verdict: Verdict) -> None:
        """Have the window say that the code was read; a refusal is the program's to tell."""
        if verdict is Verdict.TAKEN:
            self._says_thanks = True
            self._window.tell(Thanks())

    async def _give_up(self, report: HandOver | Gone, notice: Notice) -> None:
        """Give up a window that can't be used: for one more, where that may help, or for the user's own browser."""
        may_help = self._may_be_the_graphics_card(report)
        if isinstance(report, Gone):
            await self._drop()
        if may_help:
            self._by_software = True
            await self._open()
        else:
            await self._hand_over(Hindrance.FAILED, notice)

    def _may_be_the_graphics_card(self, report: HandOver | Gone) -> bool:
        """Tell whether drawing without it may help: it has spoken, was not seen, and there is time left."""
        if self._drawn_by is None or self._by_software or isinstance(report, NeverSpoke):
            return False
        return self._now() < self._drawn_by

    def _note_drawn(self) -> None:
        self._drawn_by = None
        self._agent.has_failed = False
        self._agent.draws_by_software = self._by_software

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()

    async def _hand_over(self, why: Hindrance, notice: Notice) -> None:
        self._handed_over, self._drawn_by = True, None
        self._agent.has_failed = why is Hindrance.FAILED
        await self.leave()
        try:
            await self._other.show(self._address)
        except NoBrowser:
            notice(Hindrance.NOT_OPENED)  # first, so that it is never said that it has opened
        notice(why)

    async def _drop(self) -> None:
        """End a process that doesn't listen."""
        if process := self._window.let_go():
            await process.end_at_once()
