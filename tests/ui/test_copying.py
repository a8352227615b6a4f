"""From a click to the clipboard: every form, what is said, and what comes afterwards."""

import asyncio
import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.formats import FORMATS
from ledgerpass.errors import CopyRefused
from ledgerpass.providers.catalogue import read_catalogue
from ledgerpass.resource_files import resource_path
from ledgerpass.secret import Secret
from ledgerpass.ui.application import show_until_closed
from ledgerpass.ui.clipboard_time import ClipboardTime
from ledgerpass.ui.main_window import MainWindow
from ledgerpass.ui.patience import when_it_takes_long
from ledgerpass.ui.preferences import Preferences, read_preferences
from ledgerpass.ui.theme.appearance import Appearance
from ledgerpass.ui.wording.copy_words import copy_groups
from ledgerpass.ui.wording.errors import explain
from ledgerpass.ui.wording.explanation import Action
from ledgerpass.ui.wording.names import activity_name
from tests.support.scripted_doors import (
    ScriptedConnecting,
    ScriptedKeeper,
    ScriptedKeychain,
    ScriptedProxies,
    ScriptedRounds,
)
from tests.ui import samples
from tests.ui.reading import press, settle, settled
from tests.ui.scenes import Stand

SPOKEN = Qt.ItemDataRole.AccessibleTextRole
SUBJECT = Subject(
    token=Secret(samples.TOKEN),
    headers={"Authorization": Secret(f"Bearer {samples.TOKEN}")},
    url="https://moneybird.com/api/v2/administrations.json",
    expires_at=samples.NOW + 3500,
)


async def copied(stand: Stand, what: str = "token") -> None:
    stand.keeper.shown = samples.rows()
    stand.keeper.subject_given = SUBJECT
    stand.window.show_home()
    stand.window.home.list.copy_wanted.emit("smit", what)
    await settled()


async def test_a_copy_says_how_long_it_is_good_and_how_long_it_stays(stand: Stand) -> None:
    await copied(stand)
    assert stand.window.toast.words() == "Copied. Valid for 58 minutes. The clipboard is emptied in 30 s."
    stand.clipboard.run_out()
    assert stand.window.toast.words() == "The clipboard is empty again."


async def test_keep_leaves_it_on_the_clipboard(stand: Stand) -> None:
    await copied(stand)
    press(stand.window.toast, "Keep")
    assert stand.clipboard.seconds_left() is None
    assert stand.window.toast.words() == "It stays on the clipboard until you copy something else."


async def test_the_time_can_be_changed_where_it_is_counted(stand: Stand) -> None:
    await copied(stand)
    press(stand.window.toast, "Choose the time")
    menu = stand.window.toast.open_menu
    assert menu is not None
    two_minutes = next(action for action in menu.actions() if action.text() == "Empty the clipboard after 2 minutes")
    two_minutes.trigger()
    menu.close()
    assert stand.clipboard.chosen_time() == 120
    assert stand.window.toast.words().endswith("The clipboard is emptied in 120 s.")


async def test_an_address_that_is_copied_has_no_count_down(stand: Stand, qtbot: QtBot) -> None:
    await copied(stand)
    stand.window.copy_text("https://a.example/")
    assert stand.window.toast.words() == "Copied."
    assert stand.clipboard.seconds_left() is None


async def test_a_fresh_token_is_copied_without_a_word_about_waiting(stand: Stand) -> None:
    said: list[str] = []
    rows = stand.window.home.list.rows
    rows.dataChanged.connect(lambda: said.append(rows.index(0).data(SPOKEN)))
    await copied(stand)
    assert stand.clipboard.secret == Secret(samples.TOKEN)
    assert not [each for each in said if "Getting a fresh one" in each]


async def test_a_token_that_takes_longer_says_that_a_fresh_one_is_on_its_way(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived = asyncio.Event()

    async def slowly(connection_id: str) -> Subject:
        await arrived.wait()
        return SUBJECT

    monkeypatch.setattr(stand.keeper, "subject", slowly)
    await copied(stand)
    rows = stand.window.home.list.rows
    async with asyncio.timeout(5):
        while "Getting a fresh one…" not in rows.index(0).data(SPOKEN):
            QApplication.processEvents()
            await asyncio.sleep(0.01)
    assert stand.clipboard.secret is None
    arrived.set()
    await settled()
    assert stand.clipboard.secret == Secret(samples.TOKEN)
    assert "Getting a fresh one…" not in rows.index(0).data(SPOKEN)


def test_what_is_over_soon_is_not_worth_a_word(qtbot: QtBot) -> None:
    said: list[str] = []
    with when_it_takes_long(lambda: said.append("too soon"), milliseconds=20):
        pass
    qtbot.wait(60)
    assert said == []
    with when_it_takes_long(lambda: said.append("in time"), milliseconds=20):
        qtbot.waitUntil(lambda: said == ["in time"])


def test_every_form_stands_in_the_menu_once() -> None:
    offered = [form for group in copy_groups() for form in group]
    assert sorted(offered) == sorted(FORMATS)


def test_every_form_has_a_name_in_the_list_of_activities() -> None:
    for form in FORMATS.values():
        assert activity_name(form.noted_as) != activity_name("something nobody knows"), form.noted_as


@pytest.mark.parametrize("what", sorted(FORMATS))
async def test_every_form_is_copied_and_noted(stand: Stand, what: str) -> None:
    await copied(stand, what)
    assert stand.clipboard.secret == FORMATS[what].copy(SUBJECT)
    assert f"note_copy smit {FORMATS[what].noted_as}" in stand.keeper.calls


async def test_the_menu_of_a_row_copies_what_it_names(stand: Stand) -> None:
    await copied(stand)
    rows = stand.window.home.list
    rows.select("smit")
    rows.show_menu(QPoint(0, 0))
    settle()
    assert rows.open_menu is not None
    forms = next(action.menu() for action in rows.open_menu.actions() if action.menu() is not None)
    assert isinstance(forms, QMenu)
    assert forms.actions()[0].text() == "Copy token\tCtrl+C"
    next(action for action in forms.actions() if "Excel" in action.text()).trigger()
    rows.open_menu.close()
    await settled()
    assert stand.clipboard.secret == FORMATS["power_query"].copy(SUBJECT)


@pytest.mark.parametrize(
    "reason", ["method", "not_ascii", "exclamation_mark", "too_long", "sign_in_file", "several_headers"]
)
def test_a_form_that_does_not_fit_says_why_and_points_to_the_others(reason: str) -> None:
    said = explain(CopyRefused(reason=reason), "Moneybird")
    assert said.title == "Nothing was copied: this form doesn't fit."
    assert said.text.endswith("Choose another one under “Copy as…”.")
    assert said.action is Action.NONE


async def test_the_end_of_the_window_empties_the_clipboard(qapp: QApplication, appearance: Appearance) -> None:
    keeper = ScriptedKeeper(shown=samples.rows(), subject_given=SUBJECT)
    seen: list[str] = []

    async def copy(window: MainWindow) -> bool:
        window.looking_after.copy("smit", "token")
        await settled()
        seen.append(QGuiApplication.clipboard().text())
        return True

    await show_until_closed(
        qapp,
        connecting=ScriptedConnecting(),
        keeper=keeper,
        keychain=ScriptedKeychain(),
        proxies=ScriptedProxies(),
        rounds=ScriptedRounds(),
        catalogue=read_catalogue([resource_path("providers")]),
        clipboard_time=ClipboardTime(),
        attend=copy,
    )
    assert seen == [samples.TOKEN]
    assert QGuiApplication.clipboard().text() == ""


def test_the_users_time_is_remembered(tmp_path: Path) -> None:
    profile = tmp_path / "new"
    assert ClipboardTime(profile).seconds() == 30
    ClipboardTime(profile).choose(120)
    assert ClipboardTime(profile).seconds() == 120
    assert json.loads((profile / "preferences.json").read_text()) == {"clipboard_seconds": 120}
    assert [path.name for path in profile.iterdir()] == ["preferences.json"]


def test_what_the_it_person_has_set_leaves_no_choice(tmp_path: Path) -> None:
    ClipboardTime(tmp_path).choose(120)
    fixed = ClipboardTime(tmp_path, 10)
    fixed.choose(600)
    assert (fixed.seconds(), fixed.choices()) == (10, ())
    assert read_preferences(tmp_path).clipboard_seconds == 120


@pytest.mark.parametrize("text", ["", "[", "{}", '{"clipboard_seconds": 1}', '{"clipboard_seconds": "30"}'])
def test_preferences_that_can_t_be_read_are_as_good_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "preferences.json").write_text(text)
    assert read_preferences(tmp_path) == Preferences()


def test_a_choice_that_can_not_be_kept_holds_until_the_end(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    time = ClipboardTime(tmp_path / "file")
    time.choose(60)
    assert time.seconds() == 60
