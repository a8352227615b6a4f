"""A known connection keeps its credential until a new one has passed its test, for the company that it was made for."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from ledgerpass.assembly.program import Program
from ledgerpass.connections.connection import Company, Connection, Outcome
from ledgerpass.connections.credential import Credential
from ledgerpass.errors import CredentialRefused, OtherCompany, TooLittleGranted, Unreachable
from ledgerpass.secret import Secret
from ledgerpass.upkeep.rows import Row
from ledgerpass.upkeep.standing import NeedsYou
from ledgerpass.wizard.events import CompanyConfirmed, DetailsGiven, OtherAccountAsked, WentBack
from ledgerpass.wizard.pages import leads_out
from ledgerpass.wizard.state import Checking, ConfirmingCompany, Done, GivingDetails, SigningIn, State
from tests.support.acme import http_answer, redirect_for
from tests.support.desk import provider_file
from tests.support.journey import fill_in, program, reach
from tests.support.scripted_browser import get
from tests.support.tcp_server import Served, serving

SMIT, JANSEN = Company(id="7", name="Bakkerij Smit B.V."), Company(id="8", name="Jansen")
CODES = {"client_id": "our-client", "client_secret": "s3cret-of-the-office"}


@dataclass
class Books:
    """A provider: whoever signs in next gets the token `gives`, and a token opens the companies that it names."""

    gives: str = "smit-1"
    scope: str = "read write"
    opens: dict[str, list[Company]] = field(default_factory=lambda: {"smit": [SMIT], "jansen": [JANSEN]})
    served: Served = field(default_factory=lambda: Served(0))
    is_down: bool = False
    shown: list[str] = field(default_factory=list)

    async def behave(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = self.served.heads[-1].decode()
        if head.startswith("POST /token "):
            length = next(int(line[15:]) for line in head.splitlines() if line.lower().startswith("content-length:"))
            await reader.readexactly(length)
            answer = {"access_token": self.gives, "scope": self.scope, "refresh_token": f"{self.gives}-refresh"}
            writer.write(http_answer(answer))
        else:
            writer.write(self._companies(head))
        await writer.drain()

    def _companies(self, head: str) -> bytes:
        if self.is_down:
            return http_answer("", "503 Service Unavailable")
        token = next((line.split()[-1] for line in head.splitlines() if line.lower().startswith("authorization")), "")
        found = self.opens.get(token.partition("-")[0])
        if found is None:
            return http_answer("", "401 Unauthorized")
        return http_answer([{"id": each.id, "name": each.name} for each in found])

    def open_page(self, address: str) -> bool:
        """Play the browser, in which somebody presses Allow at once."""
        self.shown.append(address)
        asyncio.get_running_loop().run_in_executor(None, get, redirect_for(address, code="a-code"))
        return True


@dataclass
class Office:
    """The program with one connection to Smit, and the provider."""

    built: Program
    books: Books

    async def connect(self, way_id: str, token: str = "smit-0") -> Connection:
        codes = {"token": token} if way_id == "token" else CODES
        await fill_in(self.built.connecting, self.built, "acme", way_id, codes)
        if isinstance(self.built.connecting.state, SigningIn):
            self.built.connecting.start()
        return (await self.done()).connection

    async def reach(self, kind: type[State]) -> State:
        return await reach(
            self.built.connecting,
            lambda state: isinstance(state, kind) or getattr(state, "trouble", None) is not None,
        )

    async def done(self) -> Done:
        done = await self.reach(Done)
        assert isinstance(done, Done), done
        return done

    async def confirming(self) -> ConfirmingCompany:
        state = await self.reach(ConfirmingCompany)
        assert isinstance(state, ConfirmingCompany), state
        return state

    async def kept(self, connection_id: str) -> Credential:
        return await self.built.means.safekeeping.fetch(connection_id)

    def row(self, connection_id: str) -> Connection:
        return self.built.register.get(connection_id)

    async def what(self, connection_id: str) -> list[str]:
        return [each.what for each in await self.built.keeper.activity(connection_id)]

    def rows(self) -> tuple[Row, ...]:
        return self.built.keeper.rows()

    def give(self, codes: dict[str, str]) -> None:
        given = {key: Secret(code) for key, code in codes.items()}
        self.built.connecting.give_codes(given)
        self.built.connecting.send(DetailsGiven(inputs={}, filled=frozenset(given)))


@contextlib.asynccontextmanager
async def opened(tmp_path: Path, more: str = "") -> AsyncIterator[Office]:
    books = Books()
    async with serving(books.behave) as served:
        books.served = served
        folder = provider_file(tmp_path / "providers", f"http://127.0.0.1:{served.port}", more=more)
        async with program(tmp_path / "profile", books.open_page, folder) as built:
            yield Office(built, books)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with opened(tmp_path) as made:
        yield made


async def test_one_click_asks_nothing_but_the_sign_in_itself(office: Office) -> None:
    known = await office.connect("sign-in")
    states: list[State] = []
    office.built.connecting.watch(states.append)
    office.books.gives = "smit-2"
    office.built.connecting.reconnect(known.id)
    done = await office.done()
    assert (done.connection.id, done.connection.company, done.connection.name) == (known.id, SMIT, known.name)
    assert {type(state) for state in states[1:]} == {SigningIn, Checking, Done}
    assert await office.what(known.id) == ["connected", "signed_in_again"]
    assert (await office.kept(known.id)).fields["client_secret"] == Secret("s3cret-of-the-office")
    assert (await office.built.keeper.subject(known.id)).token == Secret("smit-2")


async def test_new_codes_are_asked_for_and_everything_else_is_known(office: Office) -> None:
    known = await office.connect("sign-in")
    office.built.connecting.replace(known.id)
    state = office.built.connecting.state
    assert isinstance(state, GivingDetails)
    assert state.draft.scopes == frozenset(known.asked)
    assert leads_out(state)
    office.give(CODES | {"client_secret": "a-new-secret"})
    assert isinstance(office.built.connecting.state, SigningIn), "permissions are not asked again"
    office.built.connecting.start()
    done = await office.done()
    assert done.connection.id == known.id
    assert (await office.kept(known.id)).fields["client_secret"] == Secret("a-new-secret")
    assert await office.what(known.id) == ["connected", "replaced"]


async def test_a_new_token_takes_the_old_ones_place_only_when_it_has_passed_its_test(office: Office) -> None:
    known = await office.connect("token")
    for ask_again in (office.built.connecting.replace, office.built.connecting.reconnect):
        ask_again(known.id)
        office.give({"token": "wrong-0"})
        state = await office.reach(Done)
        assert isinstance(state, GivingDetails)
        assert isinstance(state.trouble, CredentialRefused)
        assert (await office.kept(known.id)).fields["token"] == Secret("smit-0")
        assert office.row(known.id) == known
    office.give({"token": "smit-9"})
    assert (await office.done()).connection.id == known.id
    assert (await office.built.keeper.subject(known.id)).token == Secret("smit-9")
    assert await office.what(known.id) == ["connected", "replaced"]


async def test_a_new_token_that_could_not_be_tested_is_not_taken_yet(office: Office) -> None:
    known = await office.connect("token")
    office.books.is_down = True
    office.built.connecting.replace(known.id)
    office.give({"token": "smit-9"})
    state = await office.reach(Done)
    assert isinstance(getattr(state, "trouble", None), Unreachable)
    assert (await office.kept(known.id)).fields["token"] == Secret("smit-0")
    office.books.is_down = False
    office.built.connecting.try_again()
    await reach(office.built.connecting, lambda state: isinstance(state, Done))
    assert (await office.kept(known.id)).fields["token"] == Secret("smit-9")


async def test_another_company_is_asked_about_and_until_then_nothing_has_changed(office: Office) -> None:
    known = await office.connect("sign-in")
    before = await office.kept(known.id)
    office.books.gives = "jansen-1"
    office.built.connecting.reconnect(known.id)
    state = await office.confirming()
    assert (state.expected, state.found) == (SMIT, (JANSEN,))
    assert await office.kept(known.id) == before
    office.built.connecting.send(WentBack())
    assert office.built.connecting.state == SigningIn(draft=state.draft)
    assert leads_out(office.built.connecting.state)
    office.built.connecting.begin()
    assert await office.kept(known.id) == before
    assert office.row(known.id) == known
    assert await office.what(known.id) == ["connected"]


async def test_the_other_company_can_be_taken_from_now_on(office: Office) -> None:
    known = await office.connect("sign-in")
    office.books.gives = "jansen-1"
    office.built.connecting.reconnect(known.id)
    await office.confirming()
    office.built.connecting.send(CompanyConfirmed(company=JANSEN))
    done = await office.done()
    assert (done.connection.id, done.connection.company) == (known.id, JANSEN)
    assert await office.what(known.id) == ["connected", "signed_in_again", "company_changed"]
    assert (await office.built.keeper.test(known.id)).connection.outcome is Outcome.WORKING


async def test_or_it_becomes_a_connection_of_its_own_and_the_old_one_stays(office: Office) -> None:
    known = await office.connect("sign-in")
    office.books.gives = "jansen-1"
    office.built.connecting.reconnect(known.id)
    await office.confirming()
    office.built.connecting.send(CompanyConfirmed(company=JANSEN, as_new=True))
    done = await office.done()
    assert done.connection.id != known.id
    assert (done.connection.company, done.connection.name, done.draft.replaces) == (JANSEN, "Jansen", None)
    assert office.row(known.id) == known
    tokens = {row.connection.name: await office.built.keeper.subject(row.connection.id) for row in office.rows()}
    assert {name: subject.token.reveal() for name, subject in tokens.items()} == {
        "Bakkerij Smit B.V.": "smit-1",
        "Jansen": "jansen-1",
    }


async def test_or_somebody_else_signs_in_again(tmp_path: Path) -> None:
    async with opened(tmp_path, 'other_account = { prompt = "select_account" }') as office:
        known = await office.connect("sign-in")
        office.books.gives = "jansen-1"
        office.built.connecting.reconnect(known.id)
        await office.confirming()
        office.books.gives = "smit-2"
        office.built.connecting.send(OtherAccountAsked())
        assert (await office.done()).connection.company == SMIT
        asked = [parse_qs(urlsplit(address).query) for address in office.books.shown]
        assert [each.get("prompt") for each in asked] == [None, None, ["select_account"]]
        assert (await office.built.keeper.subject(known.id)).token == Secret("smit-2")


async def test_a_token_of_another_company_is_asked_about_as_well(office: Office) -> None:
    known = await office.connect("token")
    office.built.connecting.replace(known.id)
    office.give({"token": "jansen-5"})
    await office.confirming()
    office.built.connecting.send(OtherAccountAsked())
    assert isinstance(office.built.connecting.state, GivingDetails)
    assert (await office.kept(known.id)).fields["token"] == Secret("smit-0")


async def test_the_same_company_among_several_is_taken_without_a_question(office: Office) -> None:
    known = await office.connect("sign-in")
    renamed = Company(id="7", name="Smit Holding")
    office.books.opens["smit"] = [JANSEN, renamed]
    office.built.connecting.reconnect(known.id)
    assert (await office.done()).connection.company == renamed


async def test_a_test_that_finds_another_company_leads_to_the_same_question(office: Office) -> None:
    known = await office.connect("sign-in")
    office.books.opens["smit"] = [JANSEN]
    row = await office.built.keeper.test(known.id)
    assert row.standing == NeedsYou(outcome=Outcome.OTHER_COMPANY)
    with pytest.raises(OtherCompany):
        await office.built.keeper.subject(known.id)
    office.built.connecting.reconnect(known.id)
    await office.confirming()
    office.built.connecting.send(CompanyConfirmed(company=JANSEN))
    await office.done()
    assert (await office.built.keeper.subject(known.id)).token == Secret("smit-1")


async def test_less_than_was_asked_is_kept_and_said(office: Office) -> None:
    office.books.scope = "read"
    known = await office.connect("sign-in")
    assert (known.asked, known.granted) == (("read", "write"), ("read",))
    (row,) = office.rows()
    assert row.missing == ("write",)


@pytest.mark.parametrize("road", ["first", "again"])
async def test_without_a_required_permission_there_is_no_connection(office: Office, road: str) -> None:
    known = await office.connect("sign-in") if road == "again" else None
    office.books.scope = "write"
    if known:
        office.built.connecting.reconnect(known.id)
    else:
        await fill_in(office.built.connecting, office.built, "acme", "sign-in", CODES)
        office.built.connecting.start()
    state = await office.reach(Done)
    assert isinstance(state, SigningIn)
    assert isinstance(state.trouble, TooLittleGranted)
    assert state.trouble.missing == ("See the names of your companies",)
    assert not state.can_finish
    assert [row.connection for row in office.rows()] == ([known] if known else [])
    office.books.scope = "read write"
    office.built.connecting.try_again()
    await reach(office.built.connecting, lambda state: isinstance(state, Done))


async def test_no_secret_stands_in_a_state(office: Office) -> None:
    states: list[State] = []
    office.built.connecting.watch(states.append)
    known = await office.connect("sign-in")
    office.built.connecting.replace(known.id)
    office.give(CODES)
    office.books.gives = "jansen-1"
    office.built.connecting.start()
    await office.confirming()
    assert "s3cret-of-the-office" not in repr(states)
    assert "jansen-1" not in json.dumps([repr(state) for state in states])
