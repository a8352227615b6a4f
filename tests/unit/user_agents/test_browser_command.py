"""The browser that `BROWSER` names is started as the convention says, without what a bundle adds to the environment."""

import sys
import time
from pathlib import Path

import pytest

from ledgerpass.user_agents.browser_command import foreign_environment, open_with_browser_variable

ADDRESS = "https://acme.example/authorize?a=1&b=%20'$HOME'"


@pytest.fixture
def witness(tmp_path: Path) -> Path:
    script = tmp_path / "browser"
    script.write_text(
        f"#!{sys.executable}\nimport os, sys\nfrom pathlib import Path\n"
        f"Path({str(tmp_path / 'seen.part')!r}).write_text(chr(10).join(sys.argv[1:]))\n"
        f"os.rename({str(tmp_path / 'seen.part')!r}, {str(tmp_path / 'seen')!r})\n"
    )
    script.chmod(0o755)
    return script


def seen(witness: Path) -> list[str]:
    notes = witness.with_name("seen")
    deadline = time.monotonic() + 20
    while not notes.exists():
        assert time.monotonic() < deadline, "the browser never started"
    return notes.read_text().splitlines()


@pytest.mark.parametrize(
    ("command", "arguments"),
    [("{}", [ADDRESS]), ("{} --new", ["--new", ADDRESS]), ("{} --url=%s --new", [f"--url={ADDRESS}", "--new"])],
)
def test_the_address_comes_last_or_where_the_command_wants_it(
    witness: Path, command: str, arguments: list[str]
) -> None:
    assert open_with_browser_variable(ADDRESS, {"BROWSER": command.format(witness)}) is True
    assert seen(witness) == arguments


def test_a_browser_that_is_not_there_is_passed_over_for_the_next(witness: Path) -> None:
    assert open_with_browser_variable(ADDRESS, {"BROWSER": f"/nowhere/firefox:{witness}"}) is True
    assert seen(witness) == [ADDRESS]


def test_no_browser_that_starts_is_told_apart_from_none_named() -> None:
    assert open_with_browser_variable(ADDRESS, {"BROWSER": "/nowhere/firefox"}) is False
    assert open_with_browser_variable(ADDRESS, {"BROWSER": " "}) is None
    assert open_with_browser_variable(ADDRESS, {}) is None


def test_a_bundles_library_paths_are_not_handed_on_and_the_users_own_come_back() -> None:
    bundled = {
        "_PYI_ARCHIVE_FILE": "/opt/ledgerpass/ledgerpass",
        "LD_LIBRARY_PATH": "/opt/ledgerpass",
        "LD_LIBRARY_PATH_ORIG": "/home/jansen/lib",
        "QT_PLUGIN_PATH": "/opt/ledgerpass/plugins",
        "HOME": "/home/jansen",
    }
    assert foreign_environment(bundled) == {"HOME": "/home/jansen", "LD_LIBRARY_PATH": "/home/jansen/lib"}


def test_without_a_bundle_the_environment_is_the_users_own() -> None:
    own = {"LD_LIBRARY_PATH": "/home/jansen/lib", "QT_PLUGIN_PATH": "/home/jansen/qt"}
    assert foreign_environment(own) == own
