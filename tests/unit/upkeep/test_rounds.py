"""The background work is done when it is due, ever less often where it fails, and costs nothing in between."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ledgerpass.connections.connection import Outcome
from ledgerpass.errors import Unreachable
from ledgerpass.upkeep.farewells import UNDO_FOR
from ledgerpass.upkeep.rounds import LONGEST_SLEEP, WAITS, Rounds
from tests.support.desk import DAY, START, Desk, desk, provider_file
from tests.support.scripted_http import Answer, ScriptedHttp, answer

LIFETIME = 60 * DAY
AWAY = Unreachable(host="acme.example", reason="offline")
SMITS = answer([{"id": "7", "name": "Bakkerij Smit B.V."}])
RENEWED = answer({"access_token": "new", "refresh_token": "rt2", "expires_in": 3600})
ENDED = answer({"error": "invalid_grant"}, 400)


@dataclass
class Watch:
    """Rounds at work, and the time, which passes when the test says so."""

    desk: Desk
    http: ScriptedHttp
    rounds: Rounds = field(init=False)
    chance: float = 0.5
    ended: list[str] = field(default_factory=list)
    naps: list[float] = field(default_factory=list)
    _asleep: asyncio.Event = field(default_factory=asyncio.Event)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _task: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self.rounds = Rounds(self.desk.keeper, lambda: self.desk.now, self.sleep, lambda: self.chance)
        self.rounds.ended = lambda row: self.ended.append(row.connection.id)

    async def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self._asleep.set()
        await self._wake.wait()

    async def begin(self) -> None:
        self._task = asyncio.create_task(self.rounds.run())
        await self.asleep()

    async def asleep(self) -> None:
        """Wait until there is nothing left to do."""
        async with asyncio.timeout(10):
            await self._asleep.wait()

    async def after(self, seconds: float, *answers: Answer) -> None:
        """Let time pass, and the rounds do what is due then."""
        self.http.answers += answers
        self.desk.now += seconds
        self._asleep.clear()
        self._wake.set()
        self._wake.clear()
        await self.asleep()

    async def end(self) -> None:
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)


@pytest.fixture
async def watch(tmp_path: Path) -> AsyncIterator[Watch]:
    http = ScriptedHttp([])
    more = f'refresh_lifetime = {int(LIFETIME)}\nrevocation_endpoint = "https://acme.example/revoke"'
    async with desk(tmp_path, http, provider_file(tmp_path / "providers", more=more)) as made:
        watch = Watch(made, http)
        yield watch
        await watch.end()


async def test_what_could_not_be_reached_is_tried_again_ever_less_often_until_it_works(watch: Watch) -> None:
    await watch.desk.connect(way_id="token", outcome=Outcome.UNREACHABLE)
    await watch.begin()
    assert watch.rounds.next_try("c1") == START + WAITS[0]
    for wait, following in zip(WAITS, [*WAITS[1:], WAITS[-1]], strict=True):
        await watch.after(wait - 1)
        assert not watch.http.answers
        await watch.after(1, AWAY)
        assert watch.rounds.next_try("c1") == watch.desk.now + following
    await watch.after(WAITS[-1], SMITS)
    assert watch.rounds.next_try("c1") is None
    assert watch.desk.outcome() is Outcome.WORKING
    assert len(watch.http.sent) == len(WAITS) + 1
    assert await watch.desk.done() == ["tested"], "that it is still away is no news"
    assert watch.ended == []


async def test_no_two_try_at_the_same_moment(watch: Watch) -> None:
    watch.chance = 0.0
    await watch.desk.connect(outcome=Outcome.UNREACHABLE)
    await watch.begin()
    assert watch.rounds.next_try("c1") == START + WAITS[0] * 0.8
    watch.chance = 1.0
    await watch.desk.connect("c2", outcome=Outcome.UNREACHABLE)
    await watch.after(1)
    assert watch.rounds.next_try("c2") == START + 1 + WAITS[0] * 1.2


async def test_a_provider_that_names_a_time_is_not_asked_before_it(watch: Watch) -> None:
    await watch.desk.connect(way_id="token", outcome=Outcome.UNREACHABLE)
    await watch.begin()
    await watch.after(60, answer("", 429, headers={"retry-after": "1000"}))
    assert watch.rounds.next_try("c1") == START + 60 + 1000


async def test_a_test_by_the_user_wakes_the_rounds_and_makes_no_wait_longer(watch: Watch) -> None:
    await watch.desk.connect(way_id="token")
    await watch.begin()
    for _ in range(3):
        watch.http.answers.append(AWAY)
        await watch.desk.keeper.test("c1")
        watch._asleep.clear()  # noqa: SLF001 - it is the test's own
        await watch.asleep()
        assert watch.rounds.next_try("c1") == watch.desk.now + WAITS[0]
        assert watch.naps[-1] == WAITS[0]
        watch.desk.now += 10


async def test_it_sleeps_until_something_is_due_and_looks_at_the_clock_now_and_then(watch: Watch) -> None:
    await watch.begin()
    assert watch.naps == [LONGEST_SLEEP]
    await watch.desk.connect(outcome=Outcome.UNREACHABLE)
    await watch.after(100)
    assert watch.naps == [LONGEST_SLEEP, WAITS[0]]


async def test_a_night_with_the_lid_closed_is_made_up_for(watch: Watch) -> None:
    await watch.desk.connect(way_id="token", outcome=Outcome.UNREACHABLE)
    await watch.begin()
    await watch.after(9 * 3600, SMITS)
    assert watch.desk.outcome() is Outcome.WORKING


async def test_what_has_ended_is_said_once_and_not_tried_again(watch: Watch) -> None:
    await watch.desk.connect(outcome=Outcome.UNREACHABLE, life=10.0)
    await watch.begin()
    await watch.after(60, ENDED)
    assert watch.ended == ["c1"]
    assert watch.rounds.next_try("c1") is None
    asked = len(watch.http.sent)
    for _ in range(5):
        await watch.after(3600)
    assert watch.ended == ["c1"]
    assert len(watch.http.sent) == asked


async def test_what_had_ended_before_is_neither_tried_nor_said(watch: Watch) -> None:
    await watch.desk.connect(outcome=Outcome.ENDED)
    await watch.begin()
    await watch.after(50 * DAY)
    assert watch.ended == []
    assert watch.http.sent == []


async def test_a_refresh_token_is_used_before_it_dies_by_disuse(watch: Watch) -> None:
    await watch.desk.connect()
    await watch.begin()
    await watch.after(LIFETIME * 2 / 3 - 3600)
    assert watch.http.sent == []
    await watch.after(3601, RENEWED)
    assert watch.http.form()["refresh_token"] == "old-refresh"
    (due,) = watch.desk.keeper.calendar()
    assert due.at == watch.desk.now + LIFETIME
    await watch.after(3600)
    assert len(watch.http.sent) == 1


async def test_keeping_alive_is_tried_again_with_patience_and_its_end_said_once(watch: Watch) -> None:
    await watch.desk.connect()
    await watch.begin()
    await watch.after(LIFETIME * 3 / 4, AWAY, AWAY, AWAY)  # three tries of the renewal itself
    assert watch.naps[-1] == WAITS[0]
    await watch.after(WAITS[0] - 1)
    await watch.after(1, AWAY, AWAY, AWAY)
    assert watch.naps[-1] == WAITS[1]
    assert watch.ended == []
    await watch.after(WAITS[1], ENDED)
    assert watch.ended == ["c1"]
    await watch.after(DAY)
    assert watch.ended == ["c1"]
    assert watch.http.answers == []


async def test_a_locked_keychain_is_left_alone_and_nothing_is_lost(watch: Watch) -> None:
    await watch.desk.connect("a", outcome=Outcome.UNREACHABLE, way_id="token")
    await watch.desk.connect("b")
    await watch.desk.connect("c")
    await watch.begin()
    watch.desk.keychain.locked = True
    watch.desk.keychain.calls.clear()
    await watch.after(LIFETIME * 3 / 4)
    assert len(watch.desk.keychain.calls) == 2, "one look by each kind of work, not one by each connection"
    assert watch.ended == []
    watch.desk.keychain.locked = False
    await watch.after(3600, RENEWED, RENEWED, SMITS)
    assert watch.desk.outcome("a") is Outcome.WORKING
    assert watch.http.answers == []


async def test_what_was_removed_goes_when_its_day_is_over(watch: Watch) -> None:
    gone: list[str] = []
    watch.rounds.parted = lambda parting: gone.append(parting.connection.id)
    await watch.desk.connect()
    await watch.begin()
    await watch.desk.keeper.remove("c1")
    await watch.after(UNDO_FOR - 60)
    assert gone == []
    await watch.after(3660, answer(""), answer(""))
    assert gone == ["c1"]


async def test_a_removed_connection_is_neither_kept_alive_nor_tried(watch: Watch) -> None:
    await watch.desk.connect(outcome=Outcome.UNREACHABLE)
    await watch.begin()
    await watch.desk.keeper.remove("c1")
    await watch.after(61)
    assert watch.rounds.next_try("c1") is None
    assert watch.http.sent == []


async def test_what_needed_the_user_before_is_not_said_again_when_keeping_it_alive_fails(watch: Watch) -> None:
    await watch.desk.connect(outcome=Outcome.FORBIDDEN)
    await watch.begin()
    await watch.after(LIFETIME * 3 / 4, AWAY, AWAY, AWAY)
    assert watch.http.answers == []
    assert watch.ended == []


async def test_a_mistake_in_one_piece_of_work_does_not_end_the_rounds(
    watch: Watch, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def purge() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(watch.desk.keeper, "purge", purge)
    await watch.desk.connect(way_id="token", outcome=Outcome.UNREACHABLE)
    await watch.begin()
    await watch.after(60, SMITS)
    assert watch.desk.outcome() is Outcome.WORKING
    assert "nobody foresaw" in caplog.text
