"""An answer's word and its navigation belong together, whichever of them comes first."""

import pytest
from PySide6.QtCore import QObject, QUrl
from pytestqt.qtbot import QtBot

from ledgerpass.ui.embedded_browser.addresses import Addresses
from ledgerpass.ui.embedded_browser.page.arrivals import Arrivals
from ledgerpass.ui.embedded_browser.page.page_scripts import LONGEST, Word
from ledgerpass.ui.embedded_browser.window.arrival_line import MOST, ArrivalLine

REGISTERED = "https://registered.example/callback"


class Heard:
    """What was told, at a time of the test's choice."""

    def __init__(self, parent: QObject) -> None:
        self.now = 100.0
        self.arrived: list[str] = []
        self.unreadable = 0
        addresses = Addresses(redirect_uri=REGISTERED, refusing_hosts=())
        self.arrivals = Arrivals(addresses, parent, lambda: self.now)
        self.arrivals.arrived.connect(self.arrived.append)
        self.arrivals.unreadable.connect(self._count)

    def _count(self) -> None:
        self.unreadable += 1


@pytest.mark.parametrize("order", [("take", "take_posted"), ("take_posted", "take")])
def test_a_words_navigation_is_no_answer_without_one(qtbot: QtBot, order: tuple[str, str]) -> None:
    parent = QObject()
    heard = Heard(parent)
    given = {"take": QUrl(REGISTERED), "take_posted": Word(f"{REGISTERED}?code=c")}
    for step in order:
        getattr(heard.arrivals, step)(given[step])
    qtbot.wait(1_300)  # longer than it is waited for
    assert (heard.arrived, heard.unreadable) == ([f"{REGISTERED}?code=c"], 0)


def test_a_word_of_long_ago_is_not_the_word_of_this_navigation(qtbot: QtBot) -> None:
    parent = QObject()
    heard = Heard(parent)
    heard.arrivals.take_posted(Word(f"{REGISTERED}?code=c"))
    heard.now += 1.5
    with qtbot.waitSignal(heard.arrivals.unreadable, timeout=5_000):
        heard.arrivals.take(QUrl(REGISTERED))


def test_what_is_posted_elsewhere_or_far_too_long_is_no_answer(qtbot: QtBot) -> None:
    parent = QObject()
    heard = Heard(parent)
    heard.arrivals.take_posted(Word("https://registered.example/other?code=c"))
    heard.arrivals.take_posted(Word("https://[nowhere?code=c"))
    heard.arrivals.take(QUrl(REGISTERED))
    qtbot.waitUntil(lambda: heard.unreadable == 1)
    heard.arrivals.take_posted(Word(f"{REGISTERED}?code={'c' * LONGEST}"))
    heard.arrivals.take(QUrl(REGISTERED))
    heard.arrivals.take(QUrl(f"{REGISTERED}?code={'c' * LONGEST}"))
    assert (heard.arrived, heard.unreadable) == ([], 3)


def test_a_word_is_no_answer_as_long_as_nothing_leads_there(qtbot: QtBot) -> None:
    parent = QObject()
    heard = Heard(parent)
    for framed in (True, False):
        heard.arrivals.take_posted(Word(f"{REGISTERED}?code=c", framed=framed))
    qtbot.wait(500)  # longer than a navigation waits for its word
    assert (heard.arrived, heard.unreadable) == ([], 0)


@pytest.mark.parametrize("order", [(True, False), (False, True)])
def test_the_pages_own_word_counts_before_a_frames_and_a_frames_before_none(
    qtbot: QtBot, order: tuple[bool, bool]
) -> None:
    parent = QObject()
    heard = Heard(parent)
    for framed in order:
        heard.arrivals.take_posted(Word(f"{REGISTERED}?framed={framed}", framed=framed))
    heard.arrivals.take(QUrl(REGISTERED), by_form=True)
    heard.arrivals.take_posted(Word(f"{REGISTERED}?framed=True", framed=True))
    heard.arrivals.take(QUrl(REGISTERED), by_form=True)
    assert heard.arrived == [f"{REGISTERED}?framed=False", f"{REGISTERED}?framed=True"]
    qtbot.wait(0)


def test_a_frames_word_takes_nothing_from_an_answer_that_stands_in_the_address(qtbot: QtBot) -> None:
    parent = QObject()
    heard = Heard(parent)
    heard.arrivals.take_posted(Word(f"{REGISTERED}?code=evil", framed=True))
    heard.arrivals.take(QUrl(f"{REGISTERED}?code=c"), by_form=True)
    heard.arrivals.take_posted(Word(f"{REGISTERED}?code=evil", framed=True))
    heard.arrivals.take(QUrl(f"{REGISTERED}?code=d"))
    assert heard.arrived == [f"{REGISTERED}?code=c", f"{REGISTERED}?code=d"]
    qtbot.wait(0)


def test_while_a_navigation_waits_for_the_pages_word_a_frame_cant_speak_for_it(qtbot: QtBot) -> None:
    parent = QObject()
    heard = Heard(parent)
    heard.arrivals.take(QUrl(REGISTERED), by_form=True)
    heard.arrivals.take_posted(Word(f"{REGISTERED}?code=evil", framed=True))
    heard.arrivals.take_posted(Word(f"{REGISTERED}?code=c"))
    assert heard.arrived == [f"{REGISTERED}?code=c"]
    qtbot.wait(0)


def test_one_after_the_other_is_told_and_where_too_many_wait_the_oldest_leave(qtbot: QtBot) -> None:
    parent = QObject()
    line, told = ArrivalLine(parent), list[str]()
    line.told.connect(told.append)
    for number in range(MOST + 3):
        line.join(f"{number}")
    assert told == ["0"]
    for _ in range(MOST + 1):
        line.go_on()
    assert told == ["0", *(f"{number}" for number in range(3, MOST + 3))]
    line.join("after")
    assert told[-1] == "after"
    qtbot.wait(0)
