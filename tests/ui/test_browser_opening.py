"""From a bundle, the browser gets an environment without what the bundle has put there, on the desktop's road too."""

import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from ledgerpass.ui.browser_opening import open_address

ADDRESS = "https://acme.example/authorize?a=1&b=%20x"
OURS = {
    "LD_LIBRARY_PATH": "/opt/ledgerpass",
    "LD_LIBRARY_PATH_ORIG": "/home/jansen/lib",
    "QT_PLUGIN_PATH": "/opt/ledgerpass/plugins",
    "QML2_IMPORT_PATH": "/opt/ledgerpass/qml",
    "_PYI_ARCHIVE_FILE": "/opt/ledgerpass/ledgerpass",
}


@pytest.fixture
def xdg_open(tmp_path: Path) -> Path:
    """A stand-in that writes down what it was started with; the notes appear when they are complete."""
    script = tmp_path / "bin" / "xdg-open"
    script.parent.mkdir()
    script.write_text(
        f"#!{sys.executable}\nimport os, sys\nfrom pathlib import Path\nnotes = Path({str(tmp_path)!r}, 'part')\n"
        "notes.write_text('\\n'.join([*sys.argv[1:], *(f'{k}={v}' for k, v in os.environ.items())]))\n"
        f"notes.rename(Path({str(tmp_path)!r}, 'notes'))\n"
    )
    script.chmod(0o755)
    return tmp_path / "notes"


def test_a_bundle_has_the_desktop_open_it_in_a_clean_environment(
    qtbot: QtBot, xdg_open: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: pytest.fail(f"Qt opened {url}"))
    path = str(xdg_open.with_name("bin"))
    assert open_address(ADDRESS, {**OURS, "PATH": path, "DISPLAY": ":7"})
    qtbot.waitUntil(xdg_open.exists, timeout=20_000)
    address, *environment = xdg_open.read_text().splitlines()
    assert address == ADDRESS
    assert {"DISPLAY=:7", "LD_LIBRARY_PATH=/home/jansen/lib"} <= set(environment)
    assert not [each for each in environment if "/opt/ledgerpass" in each or each.startswith("_PYI_")]


def test_without_a_bundle_or_an_opener_it_is_qt_that_opens_it(xdg_open: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []

    def take(url: object) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    assert open_address(ADDRESS, {"PATH": str(xdg_open.with_name("bin"))})
    assert open_address(ADDRESS, {**OURS, "PATH": "/nowhere"})
    assert len(opened) == 2


def test_a_browser_that_the_user_named_comes_before_the_desktops(
    qtbot: QtBot, xdg_open: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: pytest.fail(f"Qt opened {url}"))
    named = xdg_open.with_name("bin") / "xdg-open"
    assert open_address(ADDRESS, {"BROWSER": str(named), "PATH": "/nowhere"})
    qtbot.waitUntil(xdg_open.exists, timeout=20_000)
    assert not open_address(ADDRESS, {"BROWSER": "/nowhere/browser", "PATH": "/nowhere"})
