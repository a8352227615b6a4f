"""What was removed works until its day is over; then the provider is asked to end it, until it has answered."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ledgerpass.connections.connection import Connection
from ledgerpass.errors import ConnectionUnknown, KeychainLocked, Unreachable
from ledgerpass.secret import Secret
from ledgerpass.upkeep.farewells import GIVE_UP_AFTER, UNDO_FOR, Ending
from tests.support.desk import DAY, Desk, desk, provider_file
from tests.support.scripted_http import ScriptedHttp, answer

REVOKED = answer("")
AWAY = Unreachable(host="acme.example", reason="offline")


@pytest.fixture
def http() -> ScriptedHttp:
    return ScriptedHttp([])


@pytest.fixture(name="desk")
async def make_desk(tmp_path: Path, http: ScriptedHttp) -> AsyncIterator[Desk]:
    folder = provider_file(tmp_path / "providers", more='revocation_endpoint = "https://acme.example/revoke"')
    async with desk(tmp_path, http, folder) as made:
        yield made


async def removed(desk: Desk, **changes: object) -> Connection:
    connection = await desk.connect(**changes)  # type: ignore[arg-type]  # a connection's fields
    await desk.keeper.remove("c1")
    return connection


async def test_for_a_day_nothing_is_asked_of_the_provider_and_what_is_brought_back_works(
    desk: Desk, http: ScriptedHttp
) -> None:
    await removed(desk, life=None)
    desk.now += UNDO_FOR - 1
    assert await desk.keeper.purge() == ()
    await desk.keeper.restore("c1")
    assert (await desk.keeper.subject("c1")).token == Secret("old")
    assert http.sent == []


async def test_after_the_day_the_permission_is_ended_and_then_the_connection_forgotten(
    desk: Desk, http: ScriptedHttp
) -> None:
    await removed(desk)
    desk.now += UNDO_FOR + 1
    http.answers += [REVOKED, REVOKED]
    http.meanwhile = lambda: assert_kept(desk)
    (parting,) = await desk.keeper.purge()
    assert (parting.connection.id, parting.provider, parting.ending, parting.manage_url) == (
        "c1",
        "Acme",
        Ending.REVOKED,
        "",
    )
    assert [http.form(0)["token"], http.form(1)["token"]] == ["old-refresh", "old"]
    assert (http.form()["client_id"], http.form()["client_secret"]) == ("id", "s3cret")
    assert desk.register.all() == ()
    assert desk.keychain.items == {}
    assert await desk.keeper.purge() == ()


def assert_kept(desk: Desk) -> None:
    """Nothing is forgotten before the provider has answered: a crash here must leave something to go on with."""
    assert desk.keychain.items
    assert desk.register.all()


@pytest.mark.parametrize("fault", [AWAY, answer("", 503)])
async def test_a_provider_that_can_not_be_asked_is_asked_again(
    desk: Desk, http: ScriptedHttp, fault: Unreachable
) -> None:
    await removed(desk)
    desk.now += UNDO_FOR + 1
    for _ in range(3):
        http.answers.append(fault)
        assert await desk.keeper.purge() == ()
        desk.now += 3600
    assert await desk.done() == ["removed", "end_put_off"]
    with pytest.raises(ConnectionUnknown):
        await desk.keeper.restore("c1")
    http.answers += [REVOKED, REVOKED]
    (parting,) = await desk.keeper.purge()
    assert parting.ending is Ending.REVOKED
    assert desk.register.all() == ()


async def test_after_a_week_it_is_forgotten_without_the_providers_word(desk: Desk, http: ScriptedHttp) -> None:
    await removed(desk)
    desk.now += UNDO_FOR + GIVE_UP_AFTER - 1
    http.answers += [AWAY, AWAY]
    assert await desk.keeper.purge() == ()
    desk.now += 2
    (parting,) = await desk.keeper.purge()
    assert (parting.ending, parting.manage_url) == (Ending.GIVEN_UP, "https://acme.example/apps")
    assert desk.keychain.items == {}


async def test_a_refusal_is_told_with_the_providers_own_page_and_not_repeated(desk: Desk, http: ScriptedHttp) -> None:
    await removed(desk)
    desk.now += UNDO_FOR + 1
    http.answers.append(answer({"error": "invalid_client"}, 401))
    (parting,) = await desk.keeper.purge()
    assert (parting.ending, parting.manage_url) == (Ending.REFUSED, "https://acme.example/apps")
    assert desk.register.all() == ()


@pytest.mark.parametrize(
    ("changes", "ending"),
    [({"way_id": "token"}, Ending.NOT_OFFERED), ({"provider_id": "gone"}, Ending.NOT_OFFERED)],
)
async def test_what_can_not_be_ended_by_us_is_forgotten_all_the_same(
    desk: Desk, http: ScriptedHttp, changes: dict[str, object], ending: Ending
) -> None:
    await removed(desk, **changes)
    desk.now += UNDO_FOR + 1
    (parting,) = await desk.keeper.purge()
    assert parting.ending is ending
    assert http.sent == []
    assert desk.keychain.items == {}


async def test_what_the_keychain_has_lost_is_forgotten_all_the_same(desk: Desk) -> None:
    await removed(desk)
    desk.keychain.items.clear()
    desk.now += UNDO_FOR + 1
    (parting,) = await desk.keeper.purge()
    assert parting.ending is Ending.NOT_THERE
    assert desk.register.all() == ()


async def test_a_locked_keychain_leaves_everything_for_the_next_time(desk: Desk, http: ScriptedHttp) -> None:
    await removed(desk)
    desk.now += UNDO_FOR + 1
    desk.keychain.locked = True
    with pytest.raises(KeychainLocked):
        await desk.keeper.purge()
    assert http.sent == []
    desk.keychain.locked = False
    http.answers += [REVOKED, REVOKED]
    assert len(await desk.keeper.purge()) == 1


async def test_one_that_can_not_be_asked_keeps_no_other_from_going(desk: Desk, http: ScriptedHttp) -> None:
    await removed(desk)
    await desk.connect("c2", way_id="token")
    await desk.keeper.remove("c2")
    desk.now += UNDO_FOR + 1
    http.answers.append(AWAY)
    (parting,) = await desk.keeper.purge()
    assert parting.connection.id == "c2"
    assert [each.id for each in desk.register.all()] == ["c1"]


async def test_at_once_means_without_a_way_back(desk: Desk, http: ScriptedHttp) -> None:
    await desk.connect()
    http.answers += [REVOKED, REVOKED]
    parting = await desk.keeper.end_now("c1")
    assert parting
    assert parting.ending is Ending.REVOKED
    assert desk.register.all() == ()
    with pytest.raises(ConnectionUnknown):
        await desk.keeper.end_now("c1")


async def test_at_once_and_away_takes_it_off_the_list_and_asks_again_later(desk: Desk, http: ScriptedHttp) -> None:
    await desk.connect()
    http.answers.append(AWAY)
    assert await desk.keeper.end_now("c1") is None
    assert desk.keeper.rows() == desk.keeper.removed() == ()
    with pytest.raises(ConnectionUnknown):
        await desk.keeper.restore("c1")
    http.answers += [REVOKED, REVOKED]
    assert len(await desk.keeper.purge()) == 1


async def test_before_it_is_removed_the_user_can_be_told_what_will_happen(desk: Desk) -> None:
    await desk.connect()
    await desk.connect("c2", name="Jansen")
    await desk.connect("c3", way_id="token", name="by a token")
    told = desk.keeper.farewell("c1")
    assert (told.revokes, told.manage_url, told.beside) == (True, "https://acme.example/apps", ("Jansen",))
    assert not desk.keeper.farewell("c3").revokes


async def test_a_purge_of_an_hour_long_outage_costs_no_day_of_grace_to_what_was_removed_today(
    desk: Desk, http: ScriptedHttp
) -> None:
    await removed(desk)
    desk.now += DAY / 2
    await desk.keeper.purge()
    assert [row.connection.id for row in desk.keeper.removed()] == ["c1"]
    assert http.sent == []
