"""Whole connections through the real web engine, as the wizard's owner drives them and sees them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psutil
import pytest

from ledgerpass.assembly.program import MakeEmbedded, Program
from ledgerpass.errors import NoEmbeddedBrowser, WindowClosed
from ledgerpass.flows.user_agent import Hindrance
from ledgerpass.user_agents.embedded_browser.agent import EmbeddedBrowser
from ledgerpass.wizard.connecting import Connecting
from ledgerpass.wizard.events import BrowserChosen, CompanyChosen, DeliveryChosen
from ledgerpass.wizard.state import ChoosingCompany, Done, SigningIn, Stage, State
from tests.support.acme import Acme, redirect_for
from tests.support.embedded_practice import until_consent
from tests.support.embedded_visit import Eye
from tests.support.journey import ThreadedBrowser, fill_in, program, reach
from tests.support.scripted_browser import shown_code, sign_in
from tests.support.tcp_server import serving

_LOOK_EVERY = 0.02
OWN_SCHEME = "nl.acme.books:/callback"
ONLY_EMBEDDED = f"""
preferred = "out_of_band"
embedded = "only"
out_of_band = {{ redirect_uri = "{OWN_SCHEME}", shows = "address" }}
"""


class ConsentingAcme(Acme):
    """Acme, where everybody is taken to have said yes; `sent` are the redirects."""

    async def behave(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        target = self.served.heads[-1].split()[1].decode()
        if not target.startswith("/authorize?"):
            await super().behave(reader, writer)
            return
        to = redirect_for(self.origin + target, code="the-code")
        writer.write(f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()


@dataclass
class Desk:
    """A program, an eye in its embedded browser, and the user's own browser beside."""

    built: Program
    eye: Eye
    own: ThreadedBrowser

    @property
    def connecting(self) -> Connecting:
        return self.built.connecting

    async def begin(self, *, shows_code: bool = False, embedded: bool = True) -> SigningIn:
        """Go as far as the wait, in the embedded browser unless another is chosen."""
        await fill_in(self.connecting, self.built, "practice", "sign-in")
        if shows_code:
            self.connecting.send(DeliveryChosen(delivery="out_of_band"))
        self.connecting.send(BrowserChosen(embedded=embedded))
        self.connecting.start()
        return await self.waits()

    async def waits(self) -> SigningIn:
        state = await reach(self.connecting, lambda state: getattr(state, "stage", None) is Stage.WAITING)
        assert isinstance(state, SigningIn)
        return state

    async def until_consent(self) -> None:
        await until_consent(self.eye)

    async def is_done(self) -> Done:
        state = await reach(self.connecting, lambda state: isinstance(state, ChoosingCompany))
        assert isinstance(state, ChoosingCompany)
        self.connecting.send(CompanyChosen(company=state.companies[0]))
        done = await reach(self.connecting, lambda state: isinstance(state, Done))
        assert isinstance(done, Done)
        return done


@contextlib.asynccontextmanager
async def desk(folder: Path, providers: Path | None = None, *, decision: str = "") -> AsyncIterator[Desk]:
    own = ThreadedBrowser(decision)
    async with Eye(folder) as eye:
        make: MakeEmbedded = lambda behind: EmbeddedBrowser(behind, eye.command)  # noqa: E731 - named for its type
        async with program(folder / "books", own.open, providers, embedded_browser=make) as built:
            yield Desk(built, eye, own)
        assert not _processes(), "closing the program ends the window"
        await asyncio.to_thread(own.close)


def _processes() -> list[psutil.Process]:
    return [each for each in psutil.Process().children() if _is_window(each)]


def _is_window(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.Error):  # it has just ended
        return "tests.support.embedded_hand" in process.cmdline()
    return False


def _told_to_everybody() -> list[str]:
    """Give what the window's process, and those of its pages, were started with: anybody can read that."""
    told = []
    for each in [each for window in _processes() for each in (window, *window.children(recursive=True))]:
        with contextlib.suppress(psutil.Error):  # a helper of the web engine that has just ended
            told.append(f"{each.cmdline()} {each.environ()}")
    return told


async def _until_none_is_left() -> None:
    while _processes():  # noqa: ASYNC110 - another process's end has no event here
        await asyncio.sleep(_LOOK_EVERY)


@pytest.mark.parametrize("shows_code", [False, True])
async def test_a_connection_is_made_and_nothing_is_copied_or_pasted(tmp_path: Path, *, shows_code: bool) -> None:
    async with desk(tmp_path) as at:
        waiting = await at.begin(shows_code=shows_code)
        assert waiting.is_embedded
        assert waiting.pasted == ""
        await at.until_consent()
        (state,) = parse_qs(urlsplit(waiting.address).query)["state"]
        told = _told_to_everybody()
        assert any("embedded_hand" in each for each in told)
        assert not [each for each in told if state in each]
        await at.eye.press_in_page("allow")
        done = await at.is_done()
        assert at.built.register.get(done.connection.id) == done.connection
        assert at.own.opened == []


async def test_where_the_window_reads_no_code_it_can_still_be_pasted(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        waiting = await at.begin(shows_code=True)
        await at.until_consent()
        at.connecting.paste(shown_code(await asyncio.to_thread(sign_in, waiting.address)))
        await at.is_done()


async def test_in_his_own_browser_the_user_goes_on_with_the_same_attempt(tmp_path: Path) -> None:
    async with desk(tmp_path, decision="allow") as at:
        handed_over: list[State] = []
        at.connecting.watch(lambda state: handed_over.append(state) if getattr(state, "handed_over", None) else None)
        waiting = await at.begin()
        await at.until_consent()
        assert await at.eye.do("press", "Use my own browser instead")
        done = await at.is_done()
        assert at.own.opened == [waiting.address]
        said = handed_over[0]
        assert isinstance(said, SigningIn)
        assert (said.handed_over, said.stage, said.is_embedded) == (Hindrance.MOVED, Stage.WAITING, False)
        assert not done.draft.embedded


async def test_whoever_closes_the_window_is_told_so_and_may_open_it_again(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        await at.begin()
        await at.until_consent()
        assert await at.eye.do("press", "Cancel")
        state = await reach(at.connecting, lambda state: getattr(state, "trouble", None) is not None)
        assert isinstance(state, SigningIn)
        assert isinstance(state.trouble, WindowClosed)
        at.connecting.try_again()
        assert (await at.waits()).is_embedded
        await at.until_consent()
        await at.eye.press_in_page("allow")
        await at.is_done()


async def test_another_browser_may_be_chosen_while_one_waits(tmp_path: Path) -> None:
    async with desk(tmp_path, decision="") as at:
        first = await at.begin(embedded=False)
        at.connecting.send(BrowserChosen(embedded=True))
        assert (await reach(at.connecting, lambda state: getattr(state, "is_embedded", False))) != first
        await at.until_consent()
        at.own.decision = "allow"
        at.connecting.send(BrowserChosen(embedded=False))
        async with asyncio.timeout(10):
            await _until_none_is_left()
        await at.is_done()
        assert len(at.own.opened) == 2
        assert at.own.opened[0] == first.address


async def test_a_redirect_of_a_scheme_of_its_own_is_caught_where_nothing_else_could(tmp_path: Path) -> None:
    acme = ConsentingAcme()
    async with serving(acme.behave) as served:
        acme.served = served
        async with desk(tmp_path, _only_embedded(acme, tmp_path)) as at:
            await fill_in(at.connecting, at.built, "acme", "sign-in")
            before = at.connecting.state
            assert isinstance(before, SigningIn)
            assert (before.is_embedded, before.has_choice) == (True, False)
            at.connecting.start()
            await reach(at.connecting, lambda state: isinstance(state, Done))
            assert at.own.opened == []
            assert acme.exchanges == 1


async def test_without_the_embedded_browser_such_a_sign_in_is_not_begun(tmp_path: Path) -> None:
    acme = ConsentingAcme()
    own = ThreadedBrowser("")
    async with serving(acme.behave) as served:
        acme.served = served
        async with program(tmp_path / "books", own.open, _only_embedded(acme, tmp_path)) as built:
            await fill_in(built.connecting, built, "acme", "sign-in")
            before = built.connecting.state
            assert isinstance(before, SigningIn)
            assert before.lacks_embedded
            built.connecting.start()
            state = await reach(built.connecting, lambda state: getattr(state, "trouble", None) is not None)
            assert isinstance(getattr(state, "trouble", None), NoEmbeddedBrowser)
            assert own.opened == []


def _only_embedded(acme: Acme, folder: Path) -> Path:
    providers = acme.file(folder / "providers")
    file = providers / "acme.toml"
    kept = file.read_text(encoding="utf-8").partition('preferred = "loopback"')[0]
    file.write_text(kept + ONLY_EMBEDDED, encoding="utf-8")
    return providers
