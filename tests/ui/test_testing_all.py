import asyncio
from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt

from ledgerpass.connections.connection import Outcome
from ledgerpass.errors import KeychainLocked
from ledgerpass.ui.connection_list.rows import Rows
from ledgerpass.upkeep.keeper import Row
from ledgerpass.upkeep.standing import CannotReach, NeedsYou, Working
from ledgerpass.upkeep.trial_round import Tally, TrialRound
from ledgerpass.upkeep.trials import Trial, Trials
from tests.ui import samples
from tests.ui.in_the_list import choose, shown, spoken
from tests.ui.reading import has_button, key, press, seen, settle, settled
from tests.ui.stand import Stand


def all_working(stand: Stand, count: int = 3) -> None:
    stand.keeper.shown = samples.many_rows(count)
    stand.window.show_home()
    settle()


async def test_f5_tests_all_and_says_what_there_is_to_look_at(stand: Stand) -> None:
    home = shown(stand)
    key(stand, Qt.Key.Key_F5)
    await settled()
    assert stand.keeper.calls == ["test_all", *(f"tested {row.connection.id}" for row in samples.rows())]
    assert home.progress.words() == "Of 6 connections: 4 work; 1 needs you; 1 could not be reached."
    assert not has_button(home.progress, "Stop")
    press(home.progress, "Put this away")
    assert not home.progress.isVisible()
    assert home.list.hasFocus()


async def test_where_all_is_well_nothing_has_to_be_put_away(stand: Stand) -> None:
    all_working(stand)
    key(stand, Qt.Key.Key_F5)
    await settled()
    assert stand.window.toast.words() == "3 connections work."
    assert not stand.window.home.progress.isVisible()


async def test_the_menu_in_the_head_tests_all_as_well(stand: Stand) -> None:
    home = shown(stand)
    press(home, "More")
    choose(home.menu, "Test all connections")
    await settled()
    assert stand.keeper.calls[0] == "test_all"


async def test_it_says_which_one_is_being_tested_and_stops_when_told_to(stand: Stand) -> None:
    all_working(stand, 12)
    stand.keeper.gate = asyncio.Event()
    home = stand.window.home
    key(stand, Qt.Key.Key_F5)
    await settled()
    assert home.progress.words() == "Testing 1 of 12…"
    assert "Testing…" in spoken(home)[0]
    assert "Working" in spoken(home)[1]
    press(home.progress, "Stop")
    await settled()
    assert home.progress.words() == "Stopped. 0 of 12 were tested; the others are as they were."
    assert "Working" in spoken(home)[0]
    stand.keeper.gate.set()
    await settled()
    assert stand.keeper.calls == ["test_all"], "a test was begun after the stop"


class HeldTrials:
    """Trials whose answers come when the test releases them."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self._rows = {row.connection.id: row for row in rows}
        self.answers = asyncio.Semaphore(0)

    async def test(self, connection_id: str) -> Trial:
        await self.answers.acquire()
        return Trial(row=self._rows[connection_id])


def hold(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> HeldTrials:
    """Let the keeper go through a real round, whose tests go on when the test says so."""
    trials = HeldTrials(stand.keeper.shown)

    async def test_all(report: Callable[[Row], None], begins: Callable[[str], None]) -> Tally:
        return await TrialRound(cast("Trials", trials), report, begins).run(stand.keeper.shown)

    monkeypatch.setattr(stand.keeper, "test_all", test_all)
    return trials


@pytest.mark.parametrize("turns", range(5))
async def test_tests_that_end_with_the_stop_are_counted_and_it_stays_stopped(
    stand: Stand, monkeypatch: pytest.MonkeyPatch, turns: int
) -> None:
    all_working(stand, 12)
    trials, home = hold(stand, monkeypatch), stand.window.home
    key(stand, Qt.Key.Key_F5)
    await settled()
    assert home.progress.words() == "Testing 2 of 12…"
    for _ in range(2):
        trials.answers.release()
    for _ in range(turns):  # the stop comes before they have taken note of it, between two steps of that, or after it
        await asyncio.sleep(0)
    press(home.progress, "Stop")
    await settled()
    assert home.progress.words() == "Stopped. 2 of 12 were tested; the others are as they were."
    assert not has_button(home.progress, "Stop")
    assert not [said for said in spoken(home) if "Testing…" in said]
    key(stand, Qt.Key.Key_F5)
    await settled()
    assert home.progress.words() == "Testing 2 of 12…", "the next round is stopped as well"
    assert has_button(home.progress, "Stop")


async def test_a_round_that_went_on_after_the_unlocking_can_be_stopped_too(stand: Stand) -> None:
    home = shown(stand)
    stand.keeper.trouble = KeychainLocked()
    key(stand, Qt.Key.Key_F5)
    await settled()
    stand.keeper.gate = asyncio.Event()
    press(home.notice, "Unlock…")
    await settled()
    assert home.progress.words() == "Testing 1 of 6…"
    press(home.progress, "Stop")
    await settled()
    assert home.progress.words() == "Stopped. 0 of 6 were tested; the others are as they were."


async def test_a_second_press_begins_no_second_round(stand: Stand) -> None:
    all_working(stand)
    stand.keeper.gate = asyncio.Event()
    key(stand, Qt.Key.Key_F5)
    await settled()
    key(stand, Qt.Key.Key_F5)
    await settled()
    assert stand.keeper.calls == ["test_all"]


async def test_the_list_can_be_used_while_all_are_tested(stand: Stand) -> None:
    home = shown(stand)
    stand.keeper.gate = asyncio.Event()
    key(stand, Qt.Key.Key_F5)
    await settled()
    home.list.select("jansen")
    stand.window.looking_after.copy("jansen", "token")
    await settled()
    assert "note_copy jansen copied_token" in stand.keeper.calls
    assert home.progress.isVisible()


async def test_a_round_changes_its_rows_and_never_reads_the_list_anew(stand: Stand) -> None:
    all_working(stand, 50)
    ended = samples.row(samples.connection("c7", name="Company 0007"), NeedsYou(outcome=Outcome.ENDED))
    stand.keeper.tested["c7"] = ended
    reads = stand.keeper.reads
    changed: list[tuple[int, int]] = []
    stand.window.home.list.rows.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    key(stand, Qt.Key.Key_F5)
    for _ in range(10):
        await settled()
    assert "Needs you" in spoken(stand.window.home)[7]
    assert stand.keeper.reads == reads
    assert changed
    assert all(first == last for first, last in changed)


async def test_a_locked_safe_is_said_once_and_unlocking_goes_on_with_the_round(stand: Stand) -> None:
    home = shown(stand)
    stand.keeper.trouble = KeychainLocked()
    key(stand, Qt.Key.Key_F5)
    await settled()
    assert "Your computer keeps the connection in a locked safe." in seen(home.notice)
    assert not home.progress.isVisible()
    press(home.notice, "Unlock…")
    await settled()
    assert home.progress.words().startswith("Of 6 connections")


async def test_with_nothing_connected_there_is_nothing_to_test(stand: Stand) -> None:
    stand.window.show_home()
    key(stand, Qt.Key.Key_F5)
    await settled()
    assert stand.keeper.calls == []


def named(number: int, name: str) -> Row:
    return samples.row(samples.connection(f"c{number}", name=name), CannotReach())


def test_one_row_is_replaced_in_its_place_whatever_is_searched() -> None:
    rows = Rows(samples.clock)
    rows.present(samples.many_rows(10))
    rows.search("0003")
    rows.replace(named(3, "Another name"))
    rows.replace(named(5, "Hidden now"))
    rows.replace(named(99, "Not there"))
    assert [rows.data(rows.index(place)) for place in range(rows.rowCount())] == ["Another name"]
    rows.search("hidden")
    assert [rows.data(rows.index(place)) for place in range(rows.rowCount())] == ["Hidden now"]
    rows.search("")
    assert [row.connection.name for row in rows.all()][3:6:2] == ["Another name", "Hidden now"]


def test_a_row_changes_when_a_test_ends_that_nobody_here_asked_for(stand: Stand) -> None:
    home = shown(stand)
    stand.keeper.tell(samples.row(samples.connection("visser"), Working(tested_at=samples.NOW)))
    assert "Working, tested 09:42" in spoken(home)[4]
