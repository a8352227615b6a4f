"""What is handed out is fresh, is kept before anyone sees it, and only the provider's own word ends a connection."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from ledgerpass.connections.connection import Company, Connection, Outcome
from ledgerpass.connections.credential import Credential
from ledgerpass.connections.register import Register
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.connections.vault import Vault
from ledgerpass.errors import (
    ClientNotRecognised,
    ConnectionUnknown,
    CredentialRefused,
    KeychainLocked,
    KeychainLost,
    LedgerpassError,
    PermissionEnded,
    ProxyPasswordNeeded,
    Unreachable,
)
from ledgerpass.flows.obtain import Obtain
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.providers.catalogue import read_catalogue
from ledgerpass.resource_files import resource_path
from ledgerpass.secret import Secret
from ledgerpass.upkeep.freshness import Freshness
from ledgerpass.upkeep.keeper import UNDO_FOR, Keeper
from ledgerpass.upkeep.retries import Retries
from ledgerpass.upkeep.standing import CannotReach, NeedsYou, RenewsItself, SignInBy, Working, standing
from tests.support.desk import NoPremises, do_not_wait
from tests.support.following_agent import FollowingAgent
from tests.support.keychains import MemoryKeychain
from tests.support.scripted_http import Answer, ScriptedHttp, answer

CATALOGUE = read_catalogue([resource_path("providers")])
DAY = 24 * 3600.0
START = 1_800_000_000.0
SMIT = Company(id="77", name="Bakkerij Smit B.V.")
COMPANIES = answer([{"id": "77", "name": "Bakkerij Smit B.V."}])
UNAUTHORIZED = answer({}, 401)
RENEWED = answer({"access_token": "new", "refresh_token": "rt2", "expires_in": 3600})


@dataclass
class Desk:
    """Everything a keeper works with, on real SQLite; the keychain is in memory and the provider is a script."""

    keychain: MemoryKeychain
    register: Register
    safekeeping: Safekeeping
    http: ScriptedHttp
    keeper: Keeper
    freshness: Freshness
    now: float = START

    async def connect(
        self, provider_id: str = "moneybird", way_id: str = "sign-in", life: float | None = 3600.0, **changes: object
    ) -> Connection:
        fields = {"client_id": Secret("id"), "client_secret": Secret("s")}
        issued = TokenResponse(
            access_token=Secret("old"),
            refresh_token=Secret("rt1"),
            issued_at=self.now,
            expires_at=None if life is None else self.now + life,
        )
        connection = Connection(
            id="c1", provider_id=provider_id, way_id=way_id, name="Smit", created_at=self.now, company=SMIT, renews=True
        )
        credential = Credential(fields=fields, issued=issued)
        return await self.safekeeping.take_in(replace(connection, **changes), credential)  # type: ignore[arg-type]

    def script(self, *answers: Answer) -> None:
        self.http.answers.extend(answers)

    async def kept_token(self) -> Secret:
        issued = (await self.safekeeping.fetch("c1")).issued
        assert isinstance(issued, TokenResponse)
        return issued.access_token

    def outcome(self) -> Outcome:
        return self.register.get("c1").outcome


@pytest.fixture(name="desk")
async def make_desk(tmp_path: Path) -> AsyncIterator[Desk]:
    keychain, register, http = MemoryKeychain(), Register(tmp_path / "register.sqlite"), ScriptedHttp([])
    vault = Vault(keychain)
    safekeeping = Safekeeping(register, vault)

    def clock() -> float:
        return desk.now

    obtain = Obtain(http, FollowingAgent(), clock)
    freshness = Freshness(CATALOGUE, register, safekeeping, obtain, NoPremises(), clock, Retries(sleep=do_not_wait))
    keeper = Keeper(register, safekeeping, freshness, obtain, NoPremises(), clock)
    desk = Desk(keychain, register, safekeeping, http, keeper, freshness)
    yield desk
    await vault.close()
    register.close()


async def test_a_token_with_its_margin_left_is_handed_out_without_asking_anybody(desk: Desk) -> None:
    await desk.connect()
    subject = await desk.keeper.subject("c1")
    assert subject.token == Secret("old")
    assert subject.headers == {"Authorization": Secret("Bearer old")}
    assert subject.url == "https://moneybird.com/api/v2/77/contacts.json"
    assert desk.http.sent == []


async def test_a_token_near_its_end_is_renewed_first_and_kept_before_anyone_sees_it(desk: Desk) -> None:
    await desk.connect()
    desk.now += 3600 - 299
    desk.script(RENEWED)
    subject = await desk.keeper.subject("c1")
    assert (subject.token, subject.expires_at) == (Secret("new"), desk.now + 3600)
    assert await desk.kept_token() == Secret("new")
    assert desk.register.get("c1").expires_at == desk.now + 3600


async def test_a_short_lived_token_is_not_renewed_at_each_copy(desk: Desk) -> None:
    await desk.connect(life=300.0)
    assert (await desk.keeper.subject("c1")).token == Secret("old")


async def test_a_token_without_an_end_is_never_renewed(desk: Desk) -> None:
    await desk.connect(life=None)
    desk.now += 400 * DAY
    assert (await desk.keeper.subject("c1")).token == Secret("old")


async def test_many_who_ask_at_once_cause_one_renewal(desk: Desk) -> None:
    await desk.connect()
    desk.now += 3600
    desk.script(RENEWED)
    subjects = await asyncio.gather(*(desk.keeper.subject("c1") for _ in range(8)))
    assert {subject.token.reveal() for subject in subjects} == {"new"}
    assert len(desk.http.sent) == 1


async def test_only_the_providers_word_ends_a_connection(desk: Desk) -> None:
    await desk.connect()
    desk.now += 3600
    desk.script(answer({"error": "invalid_grant"}, 400))
    with pytest.raises(PermissionEnded):
        await desk.keeper.subject("c1")
    assert desk.outcome() is Outcome.ENDED
    (row,) = desk.keeper.rows()
    assert row.standing == NeedsYou(outcome=Outcome.ENDED)


@pytest.mark.parametrize("fault", [Unreachable(host="x", reason="offline"), answer("", 503), answer("", 429)])
async def test_a_network_fault_never_ends_one_and_a_dead_token_is_not_handed_out(desk: Desk, fault: Answer) -> None:
    await desk.connect()
    desk.now += 3600
    desk.script(fault, fault, fault)
    with pytest.raises(Unreachable):
        await desk.keeper.subject("c1")
    assert desk.outcome() is Outcome.WORKING
    assert await desk.kept_token() == Secret("old")


async def test_a_credential_that_the_keychain_lost_is_said_to_be_lost(desk: Desk) -> None:
    await desk.connect()
    desk.keychain.items.clear()
    with pytest.raises(KeychainLost):
        await desk.keeper.subject("c1")
    assert desk.outcome() is Outcome.LOST


async def test_a_locked_keychain_says_nothing_about_the_connection(desk: Desk) -> None:
    await desk.connect()
    desk.keychain.locked = True
    for asked in (desk.keeper.subject, desk.keeper.test):
        with pytest.raises(KeychainLocked):
            await asked("c1")
    assert desk.outcome() is Outcome.WORKING


@pytest.mark.parametrize(
    ("response", "outcome"),
    [
        (COMPANIES, Outcome.WORKING),
        (answer("", 403), Outcome.FORBIDDEN),
        (answer("", 503), Outcome.UNREACHABLE),
        (Unreachable(host="x", reason="offline"), Outcome.UNREACHABLE),
        (answer("<html>", 200, "text/html"), Outcome.UNREACHABLE),
    ],
)
async def test_a_test_is_a_real_call_and_its_answers_are_told_apart(
    desk: Desk, response: Answer, outcome: Outcome
) -> None:
    await desk.connect(tested_at=START - DAY)
    desk.now += 60
    desk.script(response)
    row = await desk.keeper.test("c1")
    assert row.connection.outcome is desk.outcome() is outcome
    assert len(desk.http.sent) == 1
    assert row.connection.tested_at == (START - DAY if outcome is Outcome.UNREACHABLE else desk.now)


async def test_a_token_withdrawn_before_its_time_is_renewed_before_anything_is_said_to_have_ended(desk: Desk) -> None:
    await desk.connect()
    desk.script(answer("", 401), RENEWED, COMPANIES)
    row = await desk.keeper.test("c1")
    assert row.connection.outcome is Outcome.WORKING
    assert await desk.kept_token() == Secret("new")


@pytest.mark.parametrize("last", [answer("", 401), answer({"error": "invalid_grant"}, 400)])
async def test_what_is_refused_anew_has_ended_and_is_not_handed_out(desk: Desk, last: Answer) -> None:
    await desk.connect()
    desk.script(answer("", 401), *([RENEWED, last] if last.status == 401 else [last]))  # type: ignore[union-attr]
    assert (await desk.keeper.test("c1")).standing == NeedsYou(outcome=Outcome.ENDED)
    asked = len(desk.http.sent)
    for _ in range(2):
        desk.script(UNAUTHORIZED)
        with pytest.raises(CredentialRefused):
            await desk.keeper.subject("c1")
    assert len(desk.http.sent) == asked + 2, "it was renewed each time that somebody asked"


async def test_a_pasted_token_that_is_refused_has_ended_and_is_not_handed_out(desk: Desk) -> None:
    await desk.connect(way_id="personal-token", life=None)
    await desk.safekeeping.replace("c1", Credential(fields={"token": Secret("pasted")}))
    desk.script(answer("", 401))
    assert (await desk.keeper.test("c1")).standing == NeedsYou(outcome=Outcome.ENDED)
    desk.script(UNAUTHORIZED)
    with pytest.raises(CredentialRefused):
        await desk.keeper.subject("c1")


async def test_what_was_refused_is_proved_once_more_before_it_is_handed_out(desk: Desk) -> None:
    await desk.connect(outcome=Outcome.ENDED)
    desk.script(COMPANIES)
    for _ in range(2):
        assert (await desk.keeper.subject("c1")).token == Secret("old")
    assert desk.outcome() is Outcome.WORKING
    assert len(desk.http.sent) == 1


async def test_what_was_refused_and_is_still_refused_is_not_handed_out(desk: Desk) -> None:
    await desk.connect(provider_id="money-go", way_id="codes", outcome=Outcome.ENDED)
    desk.script(answer({"error": "invalid_client"}, 401))
    with pytest.raises(ClientNotRecognised):
        await desk.keeper.subject("c1")


@pytest.mark.parametrize(
    "refusal", [UNAUTHORIZED, answer({"error": "invalid_request"}, 400), answer({"error": "invalid_client"}, 401)]
)
async def test_a_renewal_that_is_refused_withholds_nothing_that_is_still_good(desk: Desk, refusal: Answer) -> None:
    await desk.connect()
    desk.now += 3600 - 200
    desk.script(refusal)
    assert (await desk.keeper.subject("c1")).token == Secret("old")


@pytest.mark.parametrize(
    ("refusal", "outcome"),
    [
        (UNAUTHORIZED, Outcome.UNREACHABLE),
        (answer({"error": "invalid_client"}, 401), Outcome.RENEWAL_REFUSED),
        (answer({"error": "invalid_scope"}, 400), Outcome.RENEWAL_REFUSED),
    ],
)
async def test_no_other_refusal_of_a_renewal_than_invalid_grant_ends_a_connection_nor_is_it_called_well(
    desk: Desk, refusal: Answer, outcome: Outcome
) -> None:
    await desk.connect()
    desk.now += 3600
    desk.script(refusal)
    await desk.keeper.test("c1")
    assert desk.outcome() is outcome
    desk.script(RENEWED, COMPANIES)
    await desk.keeper.test("c1")
    assert desk.outcome() is Outcome.WORKING


async def test_a_token_whose_time_is_over_and_that_nothing_renews_is_not_handed_out(desk: Desk) -> None:
    await desk.connect()
    kept = await desk.safekeeping.fetch("c1")
    assert isinstance(kept.issued, TokenResponse)
    await desk.safekeeping.replace("c1", replace(kept, issued=replace(kept.issued, refresh_token=None)))
    assert (await desk.keeper.subject("c1")).token == Secret("old")
    desk.now += 3600
    with pytest.raises(CredentialRefused):
        await desk.keeper.subject("c1")
    assert desk.http.sent == []


async def test_a_test_that_meets_a_proxy_says_that_it_asks_for_a_name(desk: Desk) -> None:
    await desk.connect()
    desk.script(ProxyPasswordNeeded(host="moneybird.com", proxy="proxy.example:3128"))
    with pytest.raises(ProxyPasswordNeeded):
        await desk.keeper.test("c1")
    assert desk.outcome() is Outcome.UNREACHABLE


async def test_what_was_removed_can_be_found_again_for_a_day(desk: Desk) -> None:
    await desk.connect(tested_at=START)
    assert desk.keeper.removed() == ()
    await desk.keeper.remove("c1")
    assert [row.connection.id for row in desk.keeper.removed()] == ["c1"]
    desk.now += UNDO_FOR
    assert desk.keeper.removed() == ()


async def test_moneygo_is_tested_by_asking_for_a_token(desk: Desk) -> None:
    await desk.connect("money-go", "codes", life=30 * DAY)
    desk.script(answer({"access_token": "new", "expires_in": 30 * DAY}))
    await desk.keeper.test("c1")
    assert desk.http.sent[0].url == "https://api.money-go.com/token"
    assert await desk.kept_token() == Secret("new")


async def test_a_connection_without_its_providers_file_is_listed_and_says_so(desk: Desk) -> None:
    await desk.connect(provider_id="gone")
    (row,) = desk.keeper.rows()
    assert row.provider is None
    with pytest.raises(ConnectionUnknown):
        await desk.keeper.subject("c1")


async def test_a_removed_connection_can_be_restored_for_a_day_and_is_then_forgotten(desk: Desk) -> None:
    await desk.connect(life=None)
    await desk.keeper.remove("c1")
    assert desk.keeper.rows() == ()
    desk.now += UNDO_FOR - 1
    await desk.keeper.purge()
    await desk.keeper.restore("c1")
    assert (await desk.keeper.subject("c1")).url
    await desk.keeper.remove("c1")
    desk.now += UNDO_FOR + 1
    await desk.keeper.purge()
    assert desk.keychain.items == {}
    with pytest.raises(LedgerpassError):
        await desk.keeper.restore("c1")


async def test_a_name_is_changed_and_an_empty_one_is_not_taken(desk: Desk) -> None:
    await desk.connect()
    await desk.keeper.rename("c1", "  Smit \n (bakery) ")
    await desk.keeper.rename("c1", "   ")
    assert desk.keeper.rows()[0].connection.name == "Smit (bakery)"


async def test_what_was_done_is_listed_without_any_value(desk: Desk) -> None:
    await desk.connect()
    desk.script(COMPANIES)
    await desk.keeper.test("c1")
    await desk.keeper.note_copy("c1", "copied_token")
    await desk.keeper.rename("c1", "Bakery")
    done = await desk.keeper.activity("c1")
    assert [each.what for each in done] == ["tested", "copied_token", "renamed"]
    assert "old" not in repr(done)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"tested_at": START}, Working(tested_at=START)),
        ({"expires_at": START + 60, "renews": True}, RenewsItself(expires_at=START + 60)),
        ({"expires_at": START + 3 * DAY, "tested_at": START}, SignInBy(expires_at=START + 3 * DAY)),
        ({"expires_at": START + 90 * DAY, "tested_at": START}, Working(tested_at=START)),
        ({"expires_at": START - 1}, NeedsYou(outcome=Outcome.ENDED)),
        ({"outcome": Outcome.UNREACHABLE, "tested_at": START}, CannotReach(tested_at=START)),
        ({"outcome": Outcome.UNREACHABLE, "expires_at": START - 1}, NeedsYou(outcome=Outcome.ENDED)),
        ({"outcome": Outcome.FORBIDDEN}, NeedsYou(outcome=Outcome.FORBIDDEN)),
        ({}, Working(tested_at=START - DAY)),
    ],
)
def test_a_connection_stands_as_its_last_real_test_says(changes: dict[str, object], expected: object) -> None:
    connection = Connection(id="c", provider_id="p", way_id="w", name="n", created_at=START - DAY)
    assert standing(replace(connection, **changes), START) == expected  # type: ignore[arg-type]
