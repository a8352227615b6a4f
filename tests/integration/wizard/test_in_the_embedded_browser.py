"""Whole connections through the real web engine, as the wizard's owner drives them and sees them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

import psutil
import pytest

from ledgerpass.assembly.program import Program
from ledgerpass.connections.connection import Connection
from ledgerpass.errors import NoEmbeddedBrowser, WindowClosed
from ledgerpass.flows.user_agent import Hindrance, UserAgent
from ledgerpass.user_agents.embedded_browser.agent import EmbeddedBrowser
from ledgerpass.user_agents.embedded_browser.network import Network
from ledgerpass.wizard.connecting import Connecting
from ledgerpass.wizard.events import (
    BrowserChosen,
    CompanyChosen,
    DeliveryChosen,
    ProviderChosen,
    WayChosen,
    WentBack,
)
from ledgerpass.wizard.pages import leads_out
from ledgerpass.wizard.state import (
    ChoosingCompany,
    ChoosingPermissions,
    ChoosingProvider,
    ChoosingWay,
    Done,
    GivingDetails,
    SigningIn,
    Stage,
    State,
)
from tests.support.acme import Acme, redirect_for
from tests.support.embedded_practice import until_consent
from tests.support.embedded_visit import Eye
from tests.support.journey import ThreadedBrowser, fill_in, program, reach
from tests.support.scripted_browser import shown_code, sign_in
from tests.support.tcp_server import serving
from tests.support.window_processes import windows, with_helpers

_LOOK_EVERY = 0.02
_State = TypeVar("_State", ChoosingWay, SigningIn, GivingDetails)
OWN_SCHEME = "nl.acme.books:/callback"
ONLY_EMBEDDED = f"""
preferred = "out_of_band"
embedded = "only"
out_of_band = {{ redirect_uri = "{OWN_SCHEME}", shows = "address" }}
"""
FIELDS_AND_ANOTHER_WAY = """
[[ways.fields]]
key = "client_secret"
label = "Client secret"

[[ways]]
kind = "personal_token"
id = "token"
label = "Paste a token"
line = "Needs a token."
fields = [{ key = "token", label = "Token" }]
headers = { Authorization = "Bearer {token}" }
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

        def make(behind: UserAgent, /, *, network: Network) -> EmbeddedBrowser:
            return EmbeddedBrowser(behind, eye.command, network=network)

        async with program(folder / "books", own.open, providers, embedded_browser=make) as built:
            yield Desk(built, eye, own)
        assert not windows(), "closing the program ends the window"
        await asyncio.to_thread(own.close)


def _told_to_everybody() -> list[str]:
    """Give what the window's process, and those of its pages, were started with: anybody can read that."""
    told = []
    for each in [each for window in windows() for each in with_helpers(window)]:
        with contextlib.suppress(psutil.Error):  # a helper of the web engine that has just ended
            told.append(f"{each.cmdline()} {each.environ()}")
    return told


async def _until_none_is_left() -> None:
    while windows():  # noqa: ASYNC110 - another process's end has no event here
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


async def test_without_the_embedded_browser_such_a_sign_in_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    acme = ConsentingAcme()
    own = ThreadedBrowser("")
    async with serving(acme.behave) as served:
        acme.served = served
        providers = _only_embedded(acme, tmp_path, fields=True)
        async with program(tmp_path / "books", own.open, providers) as built:
            built.connecting.begin()
            built.connecting.send(ProviderChosen(provider=built.catalogue.providers["acme"]))
            ways = _state_of(built, ChoosingWay)
            assert ways.out_of_reach == {"sign-in"}
            only, other = ways.draft.provider.ways
            built.connecting.send(WayChosen(way=only))
            assert _state_of(built, SigningIn).lacks_embedded, "no page that asks for codes comes before"
            built.connecting.cancel()
            _state_of(built, ChoosingWay)
            built.connecting.send(WayChosen(way=other))
            _state_of(built, GivingDetails)  # the other ways are as they were
            built.connecting.send(ProviderChosen(provider=built.catalogue.providers["acme"]))
            built.connecting.send(WayChosen(way=only))
            built.connecting.start()
            state = await reach(built.connecting, lambda state: getattr(state, "trouble", None) is not None)
            assert isinstance(getattr(state, "trouble", None), NoEmbeddedBrowser)
            assert own.opened == []
            _keep(built, "known", provider_id="acme", way_id="sign-in")
            built.connecting.replace("known")
            assert _state_of(built, SigningIn).lacks_embedded
            assert leads_out(built.connecting.state), "Back doesn't lead to itself"


async def test_the_only_way_of_a_provider_leads_back_to_the_providers_where_it_cant_be_gone(tmp_path: Path) -> None:
    acme = ConsentingAcme()
    async with serving(acme.behave) as served:
        acme.served = served
        async with program(tmp_path / "books", lambda _address: True, _only_embedded(acme, tmp_path)) as built:
            built.connecting.send(ProviderChosen(provider=built.catalogue.providers["acme"]))
            assert getattr(built.connecting.state, "lacks_embedded", False)
            built.connecting.send(WentBack())
            assert isinstance(built.connecting.state, ChoosingProvider)
            _keep(built, "known", provider_id="acme", way_id="sign-in")
            built.connecting.reconnect("known")
            await asyncio.sleep(0)
            assert getattr(built.connecting.state, "lacks_embedded", False)
            assert leads_out(built.connecting.state)
            assert served.heads == [], "nothing was begun"


@pytest.mark.parametrize("opens", [True, False])
async def test_where_the_window_fails_the_address_can_be_pasted_whether_a_browser_opened_or_not(
    tmp_path: Path, *, opens: bool
) -> None:
    acme = ConsentingAcme()
    async with serving(acme.behave) as served:
        acme.served = served
        providers = _only_embedded(acme, tmp_path)
        async with program(tmp_path / "books", lambda _address: opens, providers, embedded_browser=_broken) as built:
            await fill_in(built.connecting, built, "acme", "sign-in")
            built.connecting.start()
            state = await reach(built.connecting, lambda state: getattr(state, "handed_over", None) is not None)
            assert isinstance(state, SigningIn)
            assert (state.handed_over, state.browser_missing) == (Hindrance.FAILED, not opens)
            assert (state.stage, state.pasted) == (Stage.WAITING, "address")
            built.connecting.paste(redirect_for(state.address, code="the-code"))
            await reach(built.connecting, lambda state: isinstance(state, Done))


async def test_a_browser_that_opens_at_the_second_try_is_no_longer_missed(tmp_path: Path) -> None:
    opens = [False, True]
    async with program(tmp_path / "books", lambda _address: opens.pop(0), embedded_browser=_broken) as built:
        await fill_in(built.connecting, built, "practice", "sign-in")
        built.connecting.send(BrowserChosen(embedded=True))
        built.connecting.start()
        await reach(built.connecting, lambda state: getattr(state, "handed_over", None) is Hindrance.FAILED)
        assert _state_of(built, SigningIn).browser_missing
        built.connecting.open_again()
        await reach(built.connecting, lambda state: not getattr(state, "browser_missing", True))
        assert _state_of(built, SigningIn).handed_over is Hindrance.FAILED


async def test_the_browser_that_served_is_the_one_that_the_next_sign_in_begins_with(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        await at.begin()
        await at.until_consent()
        await at.eye.press_in_page("allow")
        done = await at.is_done()
        assert done.connection.embedded is True
        await fill_in(at.connecting, at.built, "practice", "sign-in")
        assert getattr(at.connecting.state, "is_embedded", False), "a new one as well"
        at.connecting.reconnect(done.connection.id)
        assert (await at.waits()).is_embedded
        await at.until_consent()
        at.own.decision = "allow"
        assert await at.eye.do("press", "Use my own browser instead")
        again = await reach(at.connecting, lambda state: isinstance(state, Done))
        assert isinstance(again, Done)
        assert again.connection.embedded is False
        at.connecting.reconnect(done.connection.id)
        assert not (await at.waits()).is_embedded
    async with program(tmp_path / "books", at.own.open) as built:  # no embedded browser any more
        before = built.register.change(done.connection.id, lambda row: replace(row, embedded=True))
        built.connecting.reconnect(done.connection.id)
        assert not getattr(built.connecting.state, "is_embedded", False)
        state = await reach(built.connecting, lambda state: isinstance(state, Done))
        assert isinstance(state, Done)
        assert state.connection.embedded is before.embedded, "whoever has no choice has made none"


async def test_after_a_window_that_failed_the_own_browser_comes_first_and_the_window_can_still_be_tried(
    tmp_path: Path,
) -> None:
    own = ThreadedBrowser("allow")
    async with program(tmp_path / "books", own.open, embedded_browser=_broken) as built:
        _keep(built, "known", provider_id="practice", way_id="sign-in")
        await fill_in(built.connecting, built, "practice", "sign-in")
        assert getattr(built.connecting.state, "is_embedded", False), "as the connection that is known"
        built.connecting.start()
        await reach(built.connecting, lambda state: isinstance(state, ChoosingCompany))
        await fill_in(built.connecting, built, "practice", "sign-in")
        state = built.connecting.state
        assert isinstance(state, SigningIn)
        assert (state.is_embedded, state.has_choice) == (False, True)
    await asyncio.to_thread(own.close)


async def _at_once(at: Desk) -> None:
    await _choose_window(at)
    at.connecting.start()


async def _at_preparing(at: Desk) -> None:
    await _at_once(at)
    await reach(at.connecting, lambda state: getattr(state, "stage", None) is Stage.PREPARING)


async def _at_starting(at: Desk) -> None:
    await _at_once(at)
    assert (await at.waits()).opens_window


async def _at_started(at: Desk) -> None:
    await _at_starting(at)
    await at.eye.next_window()


async def _at_drawn(at: Desk) -> None:
    await _at_starting(at)
    await reach(at.connecting, lambda state: getattr(state, "window_seen", False))


async def _at_page(at: Desk) -> None:
    await _at_starting(at)
    await at.until_consent()


async def _at_judged(at: Desk) -> None:
    await _at_page(at)
    await at.eye.press_in_page("allow")
    await reach(at.connecting, _is_judged)


async def _at_thanks(at: Desk) -> None:
    await at.begin(shows_code=True)
    await at.until_consent()
    await at.eye.press_in_page("allow")
    await reach(at.connecting, _is_judged)


async def _choose_window(at: Desk) -> None:
    await fill_in(at.connecting, at.built, "practice", "sign-in")
    at.connecting.send(BrowserChosen(embedded=True))


def _is_judged(state: State) -> bool:
    return getattr(state, "stage", None) is Stage.FINISHING or isinstance(state, ChoosingCompany)


def _close(_at: Desk) -> None:
    pass  # the program is closed when the test is left


def _cancel(at: Desk) -> None:
    at.connecting.cancel()
    state = at.connecting.state
    assert isinstance(state, SigningIn | ChoosingPermissions)
    assert state.draft.embedded
    assert getattr(state, "stage", Stage.READY) is Stage.READY


def _choose_another(at: Desk) -> None:
    at.connecting.begin()
    at.connecting.send(ProviderChosen(provider=at.built.catalogue.providers["moneybird"]))
    assert isinstance(at.connecting.state, ChoosingWay)


EVERY_STAGE = (_at_once, _at_preparing, _at_starting, _at_started, _at_drawn, _at_page, _at_judged, _at_thanks)


@pytest.mark.parametrize(
    ("reach_stage", "leave"),
    [
        *((stage, _cancel) for stage in EVERY_STAGE),
        *((stage, _close) for stage in EVERY_STAGE if stage is not _at_drawn),  # to the process as at the page
        (_at_page, _choose_another),
    ],
)
async def test_wherever_a_sign_in_is_left_nothing_of_the_window_stays_and_nothing_goes_wrong(
    tmp_path: Path, reach_stage: Callable[[Desk], Awaitable[None]], leave: Callable[[Desk], None]
) -> None:
    troubles: list[State] = []
    async with desk(tmp_path) as at:
        at.connecting.watch(lambda state: troubles.append(state) if getattr(state, "trouble", None) else None)
        await reach_stage(at)
        family = [each for window in windows() for each in (window, *window.children(recursive=True))]
        leave(at)
        left = at.connecting.state
        async with asyncio.timeout(10):
            while leave is not _close and windows():  # noqa: ASYNC110 - another process's end has no event here
                await asyncio.sleep(_LOOK_EVERY)
        assert leave is _close or at.connecting.state == left, "no late report changes what is shown"
        assert at.own.opened == []
    assert troubles == []
    _, alive = await asyncio.to_thread(psutil.wait_procs, family, 10)
    assert alive == [], "neither the window nor what drew its pages"


async def test_while_one_window_says_thanks_the_next_sign_in_has_its_own(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        await _at_thanks(at)
        await at.begin()
        await at.until_consent()
        await at.eye.press_in_page("allow")
        await at.is_done()


async def test_two_programs_sign_in_at_once_each_in_its_own_window(tmp_path: Path) -> None:
    for each in ("one", "two"):
        (tmp_path / each).mkdir()
    async with desk(tmp_path / "one") as one, desk(tmp_path / "two") as two:
        for at in (one, two):
            await at.begin()
        for at in (one, two):
            await at.until_consent()
        for at in (two, one):
            await at.eye.press_in_page("allow")
        assert (await one.is_done()).connection.id != (await two.is_done()).connection.id


def _state_of(built: Program, kind: type[_State]) -> _State:
    state = built.connecting.state
    assert isinstance(state, kind)
    return state


def _broken(behind: UserAgent, /, *, network: Network) -> EmbeddedBrowser:
    """Make one whose window can't be started."""
    return EmbeddedBrowser(behind, ("/nowhere/at/all",), network=network)


def _keep(built: Program, name: str, *, provider_id: str, way_id: str) -> None:
    """List a connection that was made in the embedded browser."""
    built.register.add(
        Connection(id=name, provider_id=provider_id, way_id=way_id, name=name, created_at=1.0, embedded=True)
    )


def _only_embedded(acme: Acme, folder: Path, *, fields: bool = False) -> Path:
    providers = acme.file(folder / "providers")
    file = providers / "acme.toml"
    kept = file.read_text(encoding="utf-8").partition('preferred = "loopback"')[0]
    file.write_text(kept + ONLY_EMBEDDED + (FIELDS_AND_ANOTHER_WAY if fields else ""), encoding="utf-8")
    return providers
