"""The clipboard on a real screen, read by a second real program: what is on it, what it is marked as, when it goes."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ledgerpass.secret import Secret
from ledgerpass.ui.clipboard import SystemClipboard
from ledgerpass.ui.clipboard_marks import marked_as_secret
from ledgerpass.ui.clipboard_time import ClipboardTime
from ledgerpass.ui.deadline import Deadline
from ledgerpass.ui.fingerprint import Fingerprint
from ledgerpass.ui.wayland_clipboard import WlCopy, is_wayland
from tests.ui import samples

HINT = "x-kde-passwordManagerHint"
TOKEN = Secret(samples.TOKEN)
SOON = 0.05
"""Seconds after which a test has its secrets taken off."""


class Stays(ClipboardTime):
    """A time that no person would choose."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._test_s = seconds

    def seconds(self) -> float:
        return self._test_s


class Clocks:
    """Two clocks that a test moves."""

    def __init__(self) -> None:
        self.wall_time = 1_000_000.0
        self.steady_time = 50.0

    def wall(self) -> float:
        return self.wall_time

    def steady(self) -> float:
        return self.steady_time


@pytest.fixture(autouse=True)
def clean(qapp: QApplication) -> Iterator[None]:
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


def read(target: str, selection: str = "clipboard") -> str:
    """Have xclip read the clipboard, while this program answers it; empty where there is nothing to read."""
    command = ["xclip", "-selection", selection, "-o", "-t", target]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as xclip:
        while xclip.poll() is None:
            QApplication.processEvents()
        assert xclip.stdout is not None
        return xclip.stdout.read().decode()


def copy_elsewhere(text: str, qtbot: QtBot) -> None:
    """Have another program copy a text; xclip stays behind to hand it out, until somebody else copies."""
    subprocess.run(["xclip", "-selection", "clipboard"], input=text.encode(), check=True, timeout=10)
    qtbot.waitUntil(lambda: not QGuiApplication.clipboard().ownsClipboard())


def test_another_program_finds_the_text_and_the_mark_of_a_secret() -> None:
    SystemClipboard().put_secret(TOKEN)
    targets = read("TARGETS").split()
    assert {"UTF8_STRING", HINT} <= set(targets)
    assert read("UTF8_STRING") == samples.TOKEN
    assert read(HINT) == "secret"


def test_what_the_middle_mouse_button_pastes_is_left_alone() -> None:
    SystemClipboard().put_secret(TOKEN)
    assert not QGuiApplication.clipboard().ownsSelection()
    assert read("UTF8_STRING", "primary") == ""
    assert QGuiApplication.clipboard().text(QClipboard.Mode.Selection) == ""


def test_a_plain_text_has_no_mark_and_stays(qtbot: QtBot) -> None:
    clipboard = SystemClipboard(Stays(SOON))
    emptied: list[str] = []
    clipboard.watch(lambda: emptied.append("emptied"))
    clipboard.put_secret(TOKEN)
    clipboard.put_text("https://a.example/")
    assert clipboard.seconds_left() is None
    qtbot.wait(int(SOON * 4000))
    clipboard.close()
    assert (read("UTF8_STRING"), emptied) == ("https://a.example/", [])
    assert HINT not in read("TARGETS")


def test_the_same_text_copied_as_no_secret_stays() -> None:
    clipboard = SystemClipboard()
    clipboard.put_secret(TOKEN)
    clipboard.put_text(samples.TOKEN)
    assert clipboard.seconds_left() is None


def test_after_its_time_nothing_is_left_for_another_program(qtbot: QtBot) -> None:
    clipboard = SystemClipboard(Stays(SOON))
    clipboard.put_secret(TOKEN)
    with qtbot.waitCallback() as emptied:
        clipboard.watch(emptied)
    assert read("TARGETS") == ""
    assert clipboard.seconds_left() is None


def test_what_another_program_has_copied_since_is_left_alone(qtbot: QtBot) -> None:
    clipboard = SystemClipboard(Stays(SOON * 4))
    emptied: list[str] = []
    clipboard.watch(lambda: emptied.append("emptied"))
    clipboard.put_secret(TOKEN)
    copy_elsewhere("a shopping list", qtbot)
    qtbot.waitUntil(lambda: clipboard.seconds_left() is None)
    qtbot.wait(int(SOON * 8000))
    clipboard.close()
    assert (read("UTF8_STRING"), emptied) == ("a shopping list", [])


def test_what_was_copied_since_in_a_field_of_the_window_is_left_alone(qtbot: QtBot) -> None:
    clipboard = SystemClipboard(Stays(SOON))
    clipboard.put_secret(TOKEN)
    field = QLineEdit("a name")
    qtbot.addWidget(field)
    field.selectAll()
    field.copy()
    assert clipboard.seconds_left() is None
    qtbot.wait(int(SOON * 4000))
    clipboard.close()
    assert QGuiApplication.clipboard().text() == "a name"


def test_a_secret_that_a_clipboard_manager_has_taken_over_is_emptied_as_well(qtbot: QtBot) -> None:
    clipboard = SystemClipboard(Stays(SOON * 4))
    clipboard.put_secret(TOKEN)
    copy_elsewhere(samples.TOKEN, qtbot)
    assert clipboard.seconds_left() is not None
    with qtbot.waitCallback() as emptied:
        clipboard.watch(emptied)
    assert read("UTF8_STRING") == ""


def test_what_is_kept_stays_even_when_the_program_ends(qtbot: QtBot) -> None:
    clipboard = SystemClipboard(Stays(SOON))
    clipboard.put_secret(TOKEN)
    clipboard.keep()
    assert clipboard.seconds_left() is None
    qtbot.wait(int(SOON * 4000))
    clipboard.close()
    assert read("UTF8_STRING") == samples.TOKEN


def test_the_end_of_the_program_empties_it_and_says_nothing() -> None:
    clipboard = SystemClipboard(Stays(600))
    emptied: list[str] = []
    clipboard.watch(lambda: emptied.append("emptied"))
    clipboard.put_secret(TOKEN)
    clipboard.close()
    assert (read("TARGETS"), emptied) == ("", [])


def test_a_second_copy_begins_the_time_anew(clocks: Clocks) -> None:
    clipboard = SystemClipboard(wall=clocks.wall, steady=clocks.steady)
    clipboard.put_secret(TOKEN)
    clocks.wall_time += 20
    clocks.steady_time += 20
    assert clipboard.seconds_left() == 10
    clipboard.put_secret(Secret("another-token"))
    assert clipboard.seconds_left() == 30


def test_a_secret_does_not_outlive_a_night_that_the_computer_slept(qtbot: QtBot, clocks: Clocks) -> None:
    clipboard = SystemClipboard(wall=clocks.wall, steady=clocks.steady)
    clipboard.put_secret(TOKEN)
    with qtbot.waitCallback(timeout=3000) as emptied:
        clipboard.watch(emptied)
        clocks.wall_time += 8 * 3600  # the steady clock slept as well
    assert QGuiApplication.clipboard().text() == ""


def test_the_time_is_over_when_either_clock_says_so(clocks: Clocks) -> None:
    deadline = Deadline(30, clocks.wall, clocks.steady)
    clocks.wall_time -= 3600  # somebody has set the clock back
    assert deadline.seconds_left() == 30
    clocks.steady_time += 29
    assert deadline.seconds_left() == 1
    clocks.steady_time += 100
    assert deadline.seconds_left() == 0


def test_a_text_is_known_again_without_being_remembered() -> None:
    fingerprint = Fingerprint(f"{samples.TOKEN}\nand a line")
    assert fingerprint.fits(f"{samples.TOKEN}\r\nand a line")
    assert not fingerprint.fits(samples.TOKEN)
    assert samples.TOKEN not in str(vars(fingerprint))
    assert Fingerprint("x").__dict__ != Fingerprint("x").__dict__


def test_each_system_has_its_own_marks() -> None:
    windows = marked_as_secret("x", "win32")
    assert windows.text() == "x"
    assert windows.data("CanIncludeInClipboardHistory").data() == bytes(4)
    assert windows.data("CanUploadToCloudClipboard").data() == bytes(4)
    assert windows.hasFormat("ExcludeClipboardContentFromMonitorProcessing")
    assert windows.hasFormat("Clipboard Viewer Ignore")
    assert not windows.hasFormat(HINT)
    assert marked_as_secret("x", "linux").data(HINT).data() == b"secret"


@pytest.fixture
def wl_copy(tmp_path: Path) -> WlCopy:
    """A stand-in for `wl-copy`, which notes what it was asked."""
    program = tmp_path / "wl-copy"
    program.write_text(f'#!/bin/sh\necho "$@" >>{tmp_path}/asked\n')
    program.chmod(0o755)
    return WlCopy({"PATH": f"{tmp_path}:{os.environ['PATH']}"})


def test_on_wayland_another_program_is_asked_to_empty_it_too(qtbot: QtBot, tmp_path: Path, wl_copy: WlCopy) -> None:
    clipboard = SystemClipboard(Stays(SOON), wl_copy=wl_copy)
    clipboard.put_secret(TOKEN)
    with qtbot.waitCallback() as emptied:
        clipboard.watch(emptied)
    clipboard.close()
    assert (tmp_path / "asked").read_text() == "--clear\n"
    assert QGuiApplication.clipboard().text() == ""


def test_on_wayland_nothing_of_somebody_elses_is_emptied(qtbot: QtBot, tmp_path: Path, wl_copy: WlCopy) -> None:
    clipboard = SystemClipboard(Stays(SOON * 2), wl_copy=wl_copy)
    clipboard.put_secret(TOKEN)
    copy_elsewhere("a shopping list", qtbot)
    qtbot.waitUntil(lambda: clipboard.seconds_left() is None)
    clipboard.close()
    assert not (tmp_path / "asked").exists()


def test_on_wayland_it_is_emptied_once_more_when_the_window_is_in_front(qtbot: QtBot, wl_copy: WlCopy) -> None:
    clipboard = SystemClipboard(Stays(SOON), wl_copy=wl_copy)
    clipboard.put_secret(TOKEN)
    with qtbot.waitCallback() as emptied:
        clipboard.watch(emptied)
    QGuiApplication.clipboard().setText(samples.TOKEN)  # GNOME had not listened: it is still there
    come_to_the_front()
    assert QGuiApplication.clipboard().text() == ""
    QGuiApplication.clipboard().setText(samples.TOKEN)  # and who copies it by himself afterwards may have it
    come_to_the_front()
    assert QGuiApplication.clipboard().text() == samples.TOKEN
    clipboard.close()


def test_coming_to_the_front_does_not_cut_the_time_short(wl_copy: WlCopy) -> None:
    clipboard = SystemClipboard(Stays(600), wl_copy=wl_copy)
    clipboard.put_secret(TOKEN)
    come_to_the_front()
    assert QGuiApplication.clipboard().text() == samples.TOKEN
    clipboard.close()


def test_a_helper_that_is_not_there_or_hangs_keeps_nobody_waiting_for_long(tmp_path: Path) -> None:
    assert not is_wayland()
    missing = WlCopy({"PATH": str(tmp_path)})
    missing.clear()
    missing.wait()
    (tmp_path / "wl-copy").write_text("#!/bin/sh\nexec sleep 60\n")
    (tmp_path / "wl-copy").chmod(0o755)
    hanging = WlCopy({"PATH": f"{tmp_path}:{os.environ['PATH']}"})
    before = os.times().elapsed
    hanging.clear()
    assert os.times().elapsed - before < 0.5
    hanging.wait()
    assert os.times().elapsed - before < 3


def come_to_the_front() -> None:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
