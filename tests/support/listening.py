"""A listener at work, and what is sent to it: by a polite client, or byte by byte as nobody should."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ledgerpass.flows.user_agent import Hindrance, Judge, Sight, Verdict, Visit, WayBack
from ledgerpass.secret import Secret
from ledgerpass.user_agents.landing_page import LandingPages, LandingText
from ledgerpass.user_agents.system_browser import SystemBrowser
from ledgerpass.user_agents.visitors import Limits
from tests.support.scripted_browser import Seen, get

PATH = "/callback/acme"
GOOD = "code=c&state=good"

PAGES = LandingPages(
    texts={
        Verdict.TAKEN: LandingText(title="Almost done", sentence="Go back to Ledgerpass."),
        Verdict.DENIED: LandingText(title="You chose not to give permission", sentence="Nothing was changed."),
        Verdict.FAILED: LandingText(title="That did not work", sentence="Go back to Ledgerpass."),
        Verdict.NOT_OURS: LandingText(title="This page is from an earlier try", sentence="You can close it."),
    },
    fragment=LandingText(title="One more step", sentence="Copy the whole address and paste it in Ledgerpass."),
)


class Opened(list[str]):
    """What the browser was shown, by a browser that shows nothing to anybody."""

    def open(self, address: str) -> bool:
        self.append(address)
        return True


def judge(address: Secret) -> Verdict:
    """Know the state, and nothing more of OAuth."""
    if "state=good" not in address.reveal():
        return Verdict.NOT_OURS
    return Verdict.DENIED if "error=" in address.reveal() else Verdict.TAKEN


@dataclass
class Listening:
    """A visit that waits for its answer; `noticed` are the hindrances that were told."""

    visit: Visit
    arrival: asyncio.Task[Secret]
    noticed: list[Hindrance | Sight] = field(default_factory=list)

    @property
    def redirect_uri(self) -> str:
        return self.visit.redirect_uri

    @property
    def origin(self) -> str:
        return self.redirect_uri.removesuffix(PATH)

    @property
    def host(self) -> str:
        return urlsplit(self.redirect_uri).netloc

    @property
    def port(self) -> int:
        port = urlsplit(self.redirect_uri).port
        assert port
        return port

    async def ask(self, path_and_query: str, headers: dict[str, str] | None = None) -> Seen:
        """Open an address as a browser does."""
        return await asyncio.to_thread(get, self.origin + path_and_query, headers)

    async def connect(self, address: str = "127.0.0.1") -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection(address, self.port)

    async def raw(self, sent: str | bytes, address: str = "127.0.0.1") -> bytes:
        """Send bytes, in which {host} is the listener's, and read the whole answer."""
        reader, writer = await self.connect(address)
        writer.write(sent.replace("{host}", self.host).encode("latin-1") if isinstance(sent, str) else sent)
        try:
            return await hear(reader)
        finally:
            writer.close()

    async def still_catches_the_redirect(self) -> None:
        """Hold it to its promise: whatever came before did not end the wait, and the answer is caught."""
        assert not self.arrival.done()
        page = await self.ask(f"{PATH}?{GOOD}")
        assert (page.status, "Almost done" in page.text) == (200, True)
        assert (await self.arrival).reveal() == f"{self.redirect_uri}?{GOOD}"


async def hear(reader: asyncio.StreamReader) -> bytes:
    """Read until the other side has hung up, however rudely."""
    heard = b""
    with contextlib.suppress(ConnectionError):
        while piece := await reader.read(4096):
            heard += piece
    return heard


def status_of(answer: bytes) -> int:
    """Read the status out of an answer's bytes, 0 where there is none."""
    return int(answer.split()[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def browser(limits: Limits | None = None, open_address: Callable[[str], bool] = lambda _address: True) -> SystemBrowser:
    return SystemBrowser(open_address, PAGES, limits)


@contextlib.asynccontextmanager
async def listening(
    agent: SystemBrowser | None = None,
    host: str = "127.0.0.1",
    ports: tuple[int, ...] = (),
    path: str = PATH,
    judge: Judge = judge,
    limits: Limits | None = None,
) -> AsyncIterator[Listening]:
    """Listen as during a sign-in; an agent that is made here is closed afterwards."""
    async with contextlib.AsyncExitStack() as stack:
        own = agent or browser(limits)
        if agent is None:
            stack.push_async_callback(own.close)
        way_back = WayBack(host=host, ports=ports, path=path, provider="Acme")
        visit = await stack.enter_async_context(own.visit(way_back))
        noticed: list[Hindrance | Sight] = []
        arrival = asyncio.create_task(visit.bring_back(judge, noticed.append))
        await asyncio.sleep(0)
        try:
            yield Listening(visit, arrival, noticed)
        finally:
            arrival.cancel()
            await asyncio.gather(arrival, return_exceptions=True)


async def nobody_listens_on(port: int, address: str = "127.0.0.1") -> bool:
    """Tell whether a connection to the port is refused."""
    try:
        _, writer = await asyncio.open_connection(address, port)
    except ConnectionRefusedError:
        return True
    writer.close()
    return False
