"""What may come in where later starts call: one thing, from this user alone, and nothing else has any effect."""

import os
import socket
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from ledgerpass.ui.second_start import (
    LONGEST_CALL,
    MOST_CALLERS,
    Arrival,
    Seat,
    activation_of,
    bring_to_front,
    seat_of,
)


class Window(QMainWindow):
    """A window that notes with what right it was brought to the front, each time."""

    def __init__(self) -> None:
        super().__init__()
        self.rights: list[str] = []

    def activateWindow(self) -> None:  # noqa: N802 - Qt's name
        self.rights.append(activation_of(os.environ))
        super().activateWindow()


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "seat"


@pytest.fixture
def seat(place: Path, qapp: QApplication) -> Iterator[Seat]:
    seat = Seat(place)
    assert seat.arrive() is Arrival.FIRST
    seat.listen(qapp)
    yield seat
    seat.leave()


def caller(place: Path, said: bytes = b"") -> socket.socket:
    """Call, and say something."""
    line = socket.socket(socket.AF_UNIX)
    line.connect(str(place))
    line.settimeout(0)
    line.sendall(said)
    return line


def heard(line: socket.socket, qtbot: QtBot) -> bytes:
    """Wait until the other side has hung up, and give what it said."""
    said = bytearray()

    def has_hung_up() -> bool:
        try:
            data = line.recv(1024)
        except BlockingIOError:
            return False
        except ConnectionResetError:
            return True
        said.extend(data)
        return not data

    qtbot.waitUntil(has_hung_up, timeout=5000)
    line.close()
    return bytes(said)


def test_a_call_is_answered_and_brings_the_window_to_the_front(
    place: Path, seat: Seat, window: Window, qtbot: QtBot
) -> None:
    assert heard(caller(place, b"front\n"), qtbot) == b"here\n"
    assert window.rights == [""]


def test_a_call_in_pieces_is_a_call(place: Path, seat: Seat, window: Window, qtbot: QtBot) -> None:
    line = caller(place, b"fro")
    qtbot.wait(20)
    line.sendall(b"nt\n")
    assert heard(line, qtbot) == b"here\n"
    assert window.rights == [""]


def test_what_the_desktop_gave_to_the_second_is_used_once_by_the_first(
    place: Path, seat: Seat, window: Window, qtbot: QtBot
) -> None:
    assert heard(caller(place, b"front gnome-shell/Files/42_TIME7\n"), qtbot) == b"here\n"
    assert window.rights == ["gnome-shell/Files/42_TIME7"]
    assert "XDG_ACTIVATION_TOKEN" not in os.environ


@pytest.mark.parametrize(
    "said",
    [
        b"\n",
        b"back\n",
        b"front",  # and never a line break
        b"front \n",
        b"front a b\n",
        b"front a\0\n",
        b"front \xff\n",
        b"front\nfront\n",
        b"front " + b"a" * LONGEST_CALL + b"\n",
        b"a" * 100_000,
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
def test_anything_else_has_no_effect_and_no_answer(
    place: Path, seat: Seat, window: Window, qtbot: QtBot, said: bytes
) -> None:
    assert heard(caller(place, said[:65536]), qtbot) == b""
    assert window.rights == []


def test_those_who_say_nothing_keep_nobody_from_being_heard(
    place: Path, seat: Seat, window: Window, qtbot: QtBot
) -> None:
    silent = []
    for _ in range(5 * MOST_CALLERS):
        silent.append(caller(place))
        qtbot.wait(1)
    assert heard(caller(place, b"front\n"), qtbot) == b"here\n"
    began = time.monotonic()
    assert [heard(each, qtbot) for each in silent] == [b""] * len(silent)
    assert time.monotonic() - began < 3.0
    assert window.rights == [""]


def test_only_this_user_can_reach_it(place: Path, seat: Seat) -> None:
    assert stat.S_ISSOCK(place.stat().st_mode)
    assert stat.S_IMODE(place.stat().st_mode) & 0o077 == 0


def test_a_dead_socket_is_cleared_away(place: Path, window: Window, qtbot: QtBot, qapp: QApplication) -> None:
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(str(place))
    dead.close()
    seat = Seat(place)
    assert seat.arrive() is Arrival.FIRST
    seat.listen(qapp)
    assert heard(caller(place, b"front\n"), qtbot) == b"here\n"
    seat.leave()


def test_there_is_one_seat_and_it_is_free_again_once_it_was_left(place: Path, seat: Seat) -> None:
    assert Seat(place).arrive(patience=0.1) is Arrival.UNANSWERED  # nobody runs the first one's loop here
    seat.leave()
    another = Seat(place)
    assert another.arrive() is Arrival.FIRST
    another.leave()


def test_the_seat_is_free_once_the_last_window_is_closed_though_the_program_still_tidies_up(
    place: Path, seat: Seat, qapp: QApplication
) -> None:
    qapp.lastWindowClosed.emit()
    another = Seat(place)
    assert another.arrive(patience=0.0) is Arrival.FIRST
    another.leave()


def test_where_there_is_no_folder_for_seats_every_start_is_a_first_one(
    tmp_path: Path, qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    seat = Seat(tmp_path / "nowhere" / "seat")
    assert seat.arrive() is Arrival.FIRST
    seat.listen(qapp)
    assert "a second start will not be noticed" in caplog.text
    seat.leave()


def test_without_a_window_yet_nothing_is_brought_to_the_front(qapp: QApplication) -> None:
    bring_to_front("token")
    assert "XDG_ACTIVATION_TOKEN" not in os.environ


@pytest.mark.parametrize("given", ["", "two words", "a" * 201, "line\nbreak", "é"])
def test_a_right_that_is_none_is_not_passed_on(given: str, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as first:
        first.bind(str(tmp_path / "seat"))
        first.listen()
        lock = Seat(tmp_path / "seat")
        assert lock.arrive() is Arrival.FIRST
        assert Seat(tmp_path / "seat").arrive(given, patience=0.05) is Arrival.UNANSWERED
        line, _ = first.accept()
        assert line.recv(1024) == b"front\n"
        line.close()
        lock.leave()


def test_seats_go_by_user_profile_and_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    tmp_path.chmod(0o700)

    def taken(profile: Path, screen: str) -> tuple[Seat, Arrival]:
        seat = seat_of(profile, {"DISPLAY": screen})
        assert seat
        return seat, seat.arrive(patience=0.05)

    places = [(tmp_path / "a", ":1"), (tmp_path / "b", ":1"), (tmp_path / "a", ":2"), (tmp_path / "a", ":1")]
    held = [taken(*each) for each in places]
    assert [arrival for _, arrival in held] == [Arrival.FIRST] * 3 + [Arrival.UNANSWERED]
