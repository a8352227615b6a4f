"""The word at the foot of the window: what it says, for how long, what lies under it, and what is read aloud."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ledgerpass.ui.theme.appearance import Appearance
from ledgerpass.ui.widgets import toast as module
from ledgerpass.ui.widgets.toast import CountDown, Toast
from tests.ui.reading import button, has_button, press, settle

TIMES = {10: "Empty the clipboard after 10 seconds", 60: "Empty the clipboard after 60 seconds"}


@pytest.fixture
def window(qtbot: QtBot, appearance: Appearance) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 680)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def toast(window: QWidget) -> Toast:
    return Toast(window)


@pytest.fixture
def aloud(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is asked to say."""
    said: list[str] = []

    class Listening:
        @staticmethod
        def updateAccessibility(event: QAccessibleEvent) -> None:  # noqa: N802 - Qt's name
            assert isinstance(event, QAccessibleAnnouncementEvent)
            said.append(event.message())
            QAccessible.updateAccessibility(event)

    monkeypatch.setattr(module, "QAccessible", Listening)
    return said


class Left:
    """The seconds that are left, as a test has them."""

    def __init__(self, seconds: float | None = 30.0) -> None:
        self.seconds = seconds

    def __call__(self) -> float | None:
        return self.seconds


def count(left: Left, words: Callable[[int], str] = "Copied. Emptied in {} s.".format) -> CountDown:
    return CountDown(words, left, "Keep", TIMES, lambda: 60)


def test_a_count_down_counts(toast: Toast, qtbot: QtBot) -> None:
    left = Left()
    toast.count_down(count(left))
    assert toast.words() == "Copied. Emptied in 30 s."
    left.seconds = 11.2
    qtbot.waitUntil(lambda: toast.words() == "Copied. Emptied in 12 s.")
    left.seconds = None
    qtbot.waitUntil(toast.isHidden)


def test_a_count_down_is_read_aloud_once(toast: Toast, qtbot: QtBot, aloud: list[str]) -> None:
    left = Left()
    toast.count_down(count(left))
    left.seconds = 20
    qtbot.waitUntil(lambda: "20" in toast.words())
    assert aloud == ["Copied. Emptied in 30 s."]
    names = [part.accessibleName() for part in toast.findChildren(QWidget) if part.isVisible()]
    assert "Copied. Emptied in 30 s." in names  # so that a change of the text is no change of the name


def test_other_words_lie_over_a_count_down_and_go_again(toast: Toast, qtbot: QtBot, aloud: list[str]) -> None:
    left = Left()
    toast.count_down(count(left))
    toast.say_shortly("Bakkerij Smit B.V. works.", milliseconds=20)
    assert toast.words() == "Bakkerij Smit B.V. works."
    assert not has_button(toast, "Keep")
    left.seconds = 25
    qtbot.waitUntil(lambda: toast.words() == "Copied. Emptied in 25 s.")
    assert has_button(toast, "Keep")
    assert aloud == ["Copied. Emptied in 30 s.", "Bakkerij Smit B.V. works."]


def test_a_count_down_that_ended_meanwhile_does_not_come_back(toast: Toast, qtbot: QtBot) -> None:
    left = Left()
    toast.count_down(count(left))
    toast.say_shortly("Bakkerij Smit B.V. works.", milliseconds=20)
    left.seconds = None
    qtbot.waitUntil(toast.isHidden)


def test_keeping_ends_it_and_says_so_to_who_asked(toast: Toast, qtbot: QtBot) -> None:
    toast.count_down(count(Left()))
    with qtbot.assertNotEmitted(toast.acted), qtbot.waitSignal(toast.kept):
        press(toast, "Keep")
    assert toast.isHidden()


def test_an_offers_button_is_not_keep(toast: Toast, qtbot: QtBot) -> None:
    toast.count_down(count(Left()))
    toast.offer("Visser Installaties is removed.", "Bring it back")
    with qtbot.assertNotEmitted(toast.kept), qtbot.waitSignal(toast.acted):
        press(toast, "Bring it back")
    assert toast.words() == "Copied. Emptied in 30 s."


def test_a_count_down_that_was_put_away_stays_away(toast: Toast, qtbot: QtBot) -> None:
    toast.count_down(count(Left()))
    press(toast, "Put this away")
    assert toast.isHidden()
    toast.say_shortly("Something else.", milliseconds=20)
    qtbot.waitUntil(toast.isHidden)


def test_the_end_is_said_quietly_and_over_no_offer(toast: Toast, aloud: list[str]) -> None:
    toast.offer("Visser Installaties is removed.", "Bring it back")
    toast.say_quietly("The clipboard is empty again.")
    assert toast.words() == "Visser Installaties is removed."
    assert aloud[-1] == "The clipboard is empty again."
    press(toast, "Put this away")
    toast.say_quietly("The clipboard is empty again.")
    assert toast.words() == "The clipboard is empty again."
    assert toast.leaves_by_itself()


def test_the_time_is_chosen_beside_the_count_down(toast: Toast, qtbot: QtBot) -> None:
    toast.count_down(count(Left()))
    press(toast, "Choose the time")
    assert toast.open_menu is not None
    actions = toast.open_menu.actions()
    assert [(action.text(), action.isChecked()) for action in actions] == [(TIMES[10], False), (TIMES[60], True)]
    with qtbot.waitSignal(toast.time_chosen) as chosen:
        actions[0].trigger()
    toast.open_menu.close()
    assert chosen.args == [10]


def test_without_a_choice_there_is_no_button_for_it(toast: Toast) -> None:
    toast.count_down(CountDown("{} s".format, Left(), "Keep"))
    assert not has_button(toast, "Choose the time")


def test_a_short_word_has_no_buttons(toast: Toast) -> None:
    toast.count_down(count(Left()))
    toast.say_shortly("Copied.")
    for words in ("Keep", "Choose the time", "Put this away"):
        assert not has_button(toast, words)


def test_it_stands_above_the_buttons_of_a_page(toast: Toast, window: QWidget) -> None:
    toast.count_down(count(Left()))
    low = toast.geometry().bottom()
    toast.leave_buttons_free(wanted=True)
    settle()
    assert toast.geometry().bottom() < low - 60
    assert button(toast, "Keep").isVisible()
    toast.leave_buttons_free(wanted=False)
    assert toast.geometry().bottom() == low
