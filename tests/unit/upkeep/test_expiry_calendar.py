"""What ends is known before it ends, and who has to do something about it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ledgerpass.connections.connection import Outcome
from ledgerpass.upkeep.expiry_calendar import DueKind, needs_user, wants_use
from tests.support.desk import DAY, START, Desk, desk, provider_file
from tests.support.scripted_http import ScriptedHttp, answer

LIFETIME = 60 * DAY


@pytest.fixture
def http() -> ScriptedHttp:
    return ScriptedHttp([])


@pytest.fixture(name="desk")
async def make_desk(tmp_path: Path, http: ScriptedHttp) -> AsyncIterator[Desk]:
    folder = provider_file(tmp_path / "providers", more=f"refresh_lifetime = {int(LIFETIME)}")
    provider_file(folder, provider_id="lasting", name="Lasting")
    async with desk(tmp_path, http, folder) as made:
        yield made


async def test_the_soonest_stands_first_and_what_has_no_end_stands_nowhere(desk: Desk) -> None:
    await desk.connect("by-disuse")
    await desk.connect("expiring", renews=False, life=30 * DAY)
    await desk.connect("token", way_id="token")
    await desk.connect("lasting", provider_id="lasting")
    await desk.connect("ended", outcome=Outcome.ENDED)
    await desk.connect("gone", provider_id="gone", renews=False)
    due = desk.keeper.calendar()
    assert [(each.row.connection.id, each.at, each.kind, each.by_itself) for each in due] == [
        ("expiring", START + 30 * DAY, DueKind.EXPIRES, False),
        ("by-disuse", START + LIFETIME, DueKind.DISUSE, True),
    ]


async def test_using_it_begins_its_life_anew(desk: Desk, http: ScriptedHttp) -> None:
    await desk.connect()
    desk.now += 10 * DAY
    http.answers.append(answer({"access_token": "new", "expires_in": 3600}))
    assert await desk.keeper.keep_alive("c1")
    (due,) = desk.keeper.calendar()
    assert due.at == START + 10 * DAY + LIFETIME
    assert await desk.done() == ["renewed"]


async def test_it_is_used_when_a_third_of_its_life_is_left(desk: Desk) -> None:
    await desk.connect()
    (due,) = desk.keeper.calendar()
    assert not wants_use(due, START + LIFETIME * 2 / 3 - 1)
    assert wants_use(due, START + LIFETIME * 2 / 3 + 1)


async def test_only_what_needs_the_user_within_two_weeks_is_warned_of(desk: Desk) -> None:
    await desk.connect("soon", renews=False, life=20 * DAY)
    await desk.connect("later", renews=False, life=21 * DAY)
    await desk.connect("by-itself")
    desk.now += 6 * DAY
    assert [due.row.connection.id for due in desk.keeper.warnings()] == ["soon"]
    desk.now += 14 * DAY
    assert [due.row.connection.id for due in desk.keeper.warnings()] == ["later"]


async def test_what_can_not_be_reached_to_keep_it_alive_is_warned_of_two_weeks_before_its_end(desk: Desk) -> None:
    await desk.connect("away", outcome=Outcome.UNREACHABLE)
    await desk.connect("reached")
    desk.now = START + LIFETIME - 14 * DAY - 1
    assert desk.keeper.warnings() == ()
    desk.now = START + LIFETIME - 14 * DAY
    assert [due.row.connection.id for due in desk.keeper.warnings()] == ["away"]
    desk.now = START + LIFETIME - DAY
    assert [due.row.connection.id for due in desk.keeper.warnings()] == ["away"]


async def test_what_the_user_is_warned_of_is_kept_alive_all_the_same_as_soon_as_it_can_be(
    desk: Desk, http: ScriptedHttp
) -> None:
    await desk.connect(outcome=Outcome.UNREACHABLE)
    desk.now = START + LIFETIME - DAY
    (due,) = desk.keeper.calendar()
    assert needs_user(due, desk.now)
    assert wants_use(due, desk.now)
    http.answers.append(answer({"access_token": "new", "expires_in": 3600}))
    assert await desk.keeper.keep_alive("c1")
    assert desk.keeper.warnings() == ()
