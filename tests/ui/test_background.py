import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ledgerpass.connections.connection import Outcome
from ledgerpass.providers.catalogue import read_catalogue
from ledgerpass.resource_files import resource_path
from ledgerpass.ui.application import show_until_closed
from ledgerpass.ui.background import Background
from ledgerpass.ui.connection_list.rows import WORDS
from ledgerpass.ui.main_window import MainWindow
from ledgerpass.ui.theme.appearance import Appearance
from ledgerpass.upkeep.farewells import Ending, Parting
from ledgerpass.upkeep.standing import NeedsYou
from tests.support.scripted_doors import (
    ScriptedConnecting,
    ScriptedKeeper,
    ScriptedKeychain,
    ScriptedProxies,
    ScriptedRounds,
)
from tests.ui import samples
from tests.ui.in_the_list import shown, spoken
from tests.ui.reading import seen, settled
from tests.ui.stand import Stand


async def test_background_work_begins_with_the_window_and_ends_with_it(
    qapp: QApplication, appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledgerpass.ui.background.AFTER", 0.0)
    rounds = ScriptedRounds()
    seen_running: list[bool] = []

    async def look(window: MainWindow) -> bool:
        async with asyncio.timeout(10):
            await rounds.begun.wait()
        seen_running.append(window.isVisible() and rounds.running)
        return True

    await show_until_closed(
        qapp,
        connecting=ScriptedConnecting(),
        keeper=ScriptedKeeper(shown=samples.rows()),
        keychain=ScriptedKeychain(),
        proxies=ScriptedProxies(),
        rounds=rounds,
        catalogue=read_catalogue([resource_path("providers")]),
        attend=look,
    )
    assert seen_running == [True]
    assert not rounds.running


def test_a_connection_that_ended_in_the_background_is_shown_and_nothing_has_to_be_clicked_away(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    alerts: list[object] = []
    monkeypatch.setattr(QApplication, "alert", alerts.append)
    home = shown(stand)
    rounds = ScriptedRounds()
    Background(rounds, stand.window)
    rounds.ended(samples.row(samples.connection("smit"), NeedsYou(outcome=Outcome.ENDED)))
    assert "Needs you: Moneybird has ended this permission" in spoken(home)[0]
    assert alerts == [stand.window]
    assert stand.window.sheet.isHidden()
    assert stand.window.toast.isHidden()
    assert not home.notice.isVisible()


def test_a_row_that_could_not_be_reached_says_when_the_next_try_is(stand: Stand) -> None:
    rounds = ScriptedRounds()
    rounds.tries["visser"] = samples.NOW + 263 * samples.MINUTE
    Background(rounds, stand.window)
    home = shown(stand)
    said = spoken(home)[4]
    assert "Can't reach Moneybird right now; your connection is safe. The next try is at 14:05" in said
    index = home.list.rows.index(4)
    assert str(home.list.rows.data(index, Qt.ItemDataRole.ToolTipRole)) in said
    shorter = index.data(WORDS).shorter
    assert all("14:05" in words for words in shorter)


async def test_what_has_gone_for_good_is_said_where_the_user_can_do_something(stand: Stand) -> None:
    shown(stand)
    rounds = ScriptedRounds()
    Background(rounds, stand.window)
    rounds.parted(
        Parting(
            connection=samples.connection("brug", name="Stichting De Brug"),
            provider="Moneybird",
            ending=Ending.NOT_OFFERED,
            manage_url="https://moneybird.com/user/applications",
        )
    )
    await settled()
    assert "Moneybird may still list its permission." in seen(stand.window.toast)
