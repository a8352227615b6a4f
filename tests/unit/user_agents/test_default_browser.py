"""What the page says of the browser that will open is what the desktop says; what can't be told is not guessed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ledgerpass.user_agents.default_browser import DefaultBrowser

ENTRY = "[Desktop Action new]\nName=New window\n[Desktop Entry]\nType=Application\nName[nl]=Vuurvos\nName={}\nExec=x\n"

Desktop = Callable[..., dict[str, str]]


def program(folder: Path, name: str, says: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\necho '{says}'\n")
    path.chmod(0o755)
    return path


def entry(data: Path, name: str, shown: str) -> None:
    (data / "applications").mkdir(parents=True, exist_ok=True)
    (data / "applications" / name).write_text(ENTRY.format(shown), encoding="utf-8")


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    """Make a desktop whose default is `default`, with `programs` on its PATH."""

    def make(default: str | None = None, programs: tuple[str, ...] = (), browser: str = "") -> dict[str, str]:
        folder = tmp_path / "bin"
        folder.mkdir()
        if default is not None:
            program(folder, "xdg-settings", default)
        for each in programs:
            program(folder, each)
        entry(tmp_path / "share", "firefox.desktop", "Firefox")
        entry(tmp_path / "share", "two-lines.desktop", "A name that is as long as nobody would ever call a browser")
        shell = shutil.which("sh")
        assert shell
        (folder / "sh").symlink_to(shell)
        return {
            "PATH": str(folder),
            "HOME": str(tmp_path),
            "XDG_DATA_DIRS": f"/nowhere:{tmp_path}/share",
            "BROWSER": browser,
        }

    return make


def test_the_desktops_own_browser_is_called_as_its_entry_calls_it(desktop: Desktop) -> None:
    assert DefaultBrowser(desktop("firefox.desktop"), "linux").name() == "Firefox"


@pytest.mark.parametrize("default", ["", "gone.desktop", "../../secret.desktop", "nonsense", None])
def test_what_the_desktop_does_not_say_stays_empty(desktop: Desktop, default: str | None) -> None:
    assert DefaultBrowser(desktop(default), "linux").name() == ""


def test_a_name_is_short(desktop: Desktop) -> None:
    assert len(DefaultBrowser(desktop("two-lines.desktop"), "linux").name()) == 40


def test_the_browser_that_browser_names_is_the_one_that_opens(desktop: Desktop) -> None:
    environment = desktop("chromium.desktop", ("firefox",), browser="/nowhere/opera:firefox --new-window:chromium")
    assert DefaultBrowser(environment, "linux").name() == "Firefox"


def test_a_desktop_that_does_not_answer_is_not_waited_for(tmp_path: Path, desktop: Desktop) -> None:
    environment = desktop()
    sleeper = program(tmp_path / "bin", "xdg-settings")
    sleep = shutil.which("sleep")
    sleeper.write_text(f"#!/bin/sh\nexec {sleep} 60\n")
    assert DefaultBrowser(environment, "linux").name() == ""


@pytest.mark.parametrize(
    ("default", "programs", "browser", "is_there"),
    [
        ("firefox.desktop", ("xdg-open",), "", True),
        ("", ("xdg-open",), "", False),
        ("", ("xdg-open", "x-www-browser"), "", True),
        ("firefox.desktop", (), "", False),
        (None, (), "", False),
        (None, ("chromium",), "", True),  # Qt finds it by itself where there is no xdg-open
        (None, ("my-browser",), "my-browser --quiet", True),
        ("firefox.desktop", ("xdg-open", "firefox"), "/nowhere/browser", False),
        ("firefox.desktop", ("xdg-open",), "a 'quotation that never ends", False),
    ],
)
def test_whether_a_browser_can_be_started_is_seen_beforehand(
    desktop: Desktop,
    default: str | None,
    programs: tuple[str, ...],
    browser: str,
    is_there: bool,  # noqa: FBT001
) -> None:
    assert DefaultBrowser(desktop(default, programs, browser), "linux").is_there() is is_there


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_a_browser_is_taken_to_be_there_and_its_name_left_out(platform: str) -> None:
    browser = DefaultBrowser({}, platform)
    assert (browser.is_there(), browser.name()) == (True, "")
