import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ledgerpass.errors import KeychainLocked, LedgerpassError, PermissionDenied, Unforeseen
from ledgerpass.secret import Secret
from ledgerpass.ui.browser_opening import open_address
from ledgerpass.ui.clipboard import SystemClipboard
from ledgerpass.ui.self_check import check_itself
from ledgerpass.ui.tasks import Tasks
from ledgerpass.ui.theme.appearance import Appearance
from ledgerpass.ui.theme.controls import button, label
from ledgerpass.ui.theme.flow import Flow
from ledgerpass.ui.widgets.busy import Busy
from ledgerpass.ui.widgets.countdown import Countdown
from ledgerpass.ui.widgets.toast import Toast
from ledgerpass.ui.wording.translation import say, say_count
from tests.ui import samples
from tests.ui.reading import settle
from tests.ui.scenes import Stand


async def test_an_expected_error_of_a_task_comes_back_as_it_is() -> None:
    failures: list[LedgerpassError] = []
    tasks = Tasks()

    async def work() -> None:
        raise PermissionDenied(provider="x")

    tasks.start(work, failures.append)
    await asyncio.sleep(0.01)
    assert isinstance(failures[0], PermissionDenied)


async def test_a_mistake_in_a_task_is_reported_without_its_text(caplog: pytest.LogCaptureFixture) -> None:
    failures: list[LedgerpassError] = []
    tasks = Tasks()

    async def work() -> None:
        raise KeyError(samples.SECRET)

    tasks.start(work, failures.append)
    await asyncio.sleep(0.01)
    assert isinstance(failures[0], Unforeseen)
    assert failures[0].kind == "KeyError"
    assert "nobody foresaw" in caplog.text


async def test_closing_ends_what_is_under_way_and_starts_nothing_more() -> None:
    tasks = Tasks()
    seen: list[str] = []

    async def work() -> None:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            seen.append("cancelled")
            raise

    tasks.start(work, lambda error: seen.append(str(error)))
    await asyncio.sleep(0)
    await tasks.close()
    assert seen == ["cancelled"]
    tasks.start(work, lambda error: seen.append(str(error)))
    await asyncio.sleep(0)
    assert seen == ["cancelled"]


def test_the_clipboard_gets_what_is_copied(qtbot: QtBot) -> None:
    clipboard = SystemClipboard()
    clipboard.put_secret(Secret(samples.TOKEN))
    assert QGuiApplication.clipboard().text() == samples.TOKEN
    clipboard.put_text("an address")
    assert QGuiApplication.clipboard().text() == "an address"


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:alert(1)", "/usr/bin/xterm", "smb://server/x", "", "https://[bad"]
)
def test_only_web_addresses_are_opened(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: pytest.fail(f"{url} was opened"))
    assert not open_address(address, {})


def test_a_web_address_is_opened_letter_for_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def take(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    address = "https://moneybird.com/oauth/authorize?redirect_uri=http%3A%2F%2F127.0.0.1%3A47620%2Fx&scope=a%20b"
    assert open_address(address, {})
    assert QUrl(opened[0]) == QUrl(address)


async def test_the_self_check_sees_the_first_page_the_providers_and_the_keychain(stand: Stand) -> None:
    lines: list[str] = []
    assert await check_itself(stand.window, 4, stand.keychain, lines.append)
    assert lines == [
        "first page: shown",
        "providers: 4",
        "embedded browser: not in this build",
        "keychain: a scripted keychain",
    ]
    stand.keychain.trouble = KeychainLocked(keychain="x")
    assert not await check_itself(stand.window, 4, stand.keychain, lines.append)
    assert not await check_itself(stand.window, 0, stand.keychain, lines.append)


@pytest.mark.parametrize(
    ("drawn", "said"),
    [(True, "embedded browser: there"), (False, "embedded browser: there, but its window was not drawn")],
)
async def test_an_embedded_browser_that_is_there_has_to_be_drawn(stand: Stand, drawn: bool, said: str) -> None:  # noqa: FBT001 - one of two
    async def embedded_browser() -> bool:
        return drawn

    lines: list[str] = []
    well = await check_itself(stand.window, 4, stand.keychain, lines.append, embedded_browser=embedded_browser)
    assert well is drawn
    assert said in lines


def test_a_sentence_is_filled_after_it_was_translated_and_never_twice() -> None:
    assert say("Sign in at {provider}", provider="{x} % 1") == "Sign in at {x} % 1"
    assert say_count("1 minute", "{n} minutes", 1) == "1 minute"
    assert say_count("1 minute", "{n} minutes", 7) == "7 minutes"


def test_buttons_that_do_not_fit_go_on_to_the_next_line(qtbot: QtBot, appearance: Appearance) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = Flow()
    holder.setLayout(flow)
    made = [button(f"A rather long button {number}") for number in range(4)]
    for each in made:
        flow.addWidget(each)
    holder.resize(900, 200)
    holder.show()
    settle()
    assert len({each.y() for each in made}) == 1
    holder.resize(450, 200)
    settle()
    assert len({each.y() for each in made}) == 2
    assert all(each.geometry().right() <= 450 for each in made)
    assert flow.heightForWidth(450) > flow.heightForWidth(900)


def test_lines_of_text_have_air_between_them(qtbot: QtBot, appearance: Appearance) -> None:
    words = label("Some words that are too long for one line, and so there are two or three of them.")
    qtbot.addWidget(words)
    lines = round(words.heightForWidth(200) / words.heightForWidth(5000))
    assert lines >= 2
    assert words.heightForWidth(5000) > words.fontMetrics().lineSpacing() * 1.25


def test_a_turning_ring_stands_still_for_who_wants_less_motion(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    moving = Busy()
    (tmp_path / "kdeglobals").write_text("[KDE]\nAnimationDurationFactor=0\n")
    still = Busy()
    for ring in (moving, still):
        qtbot.addWidget(ring)
        ring.show()
    qtbot.waitExposed(still)
    before = (moving.grab().toImage(), still.grab().toImage())
    qtbot.waitUntil(lambda: moving.grab().toImage() != before[0])
    assert still.grab().toImage() == before[1]


def test_the_clock_counts_down_and_stops_at_nothing(qtbot: QtBot) -> None:
    now = [100.0]
    clock = Countdown(lambda: now[0])
    qtbot.addWidget(clock)
    clock.present(165)
    assert clock.words() == "1:05 left"
    now[0] = 400
    assert clock.words() == "0:00 left"
    clock.present(None)
    assert clock.isHidden()


def test_a_short_word_leaves_by_itself(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    toast = Toast(window)
    toast.say_shortly("Copied.", milliseconds=20)
    assert toast.isVisible()
    qtbot.waitUntil(toast.isHidden)


def test_a_button_says_its_name_even_when_it_shows_only_an_icon(qtbot: QtBot) -> None:
    help_button = button("Help", "icon", "help")
    qtbot.addWidget(help_button)
    assert isinstance(help_button, QPushButton)
    assert (help_button.text(), help_button.accessibleName(), help_button.toolTip()) == ("", "Help", "Help")
    QTest.qWait(0)
