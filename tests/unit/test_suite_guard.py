"""The fence around the developer's own things is itself tested, from the outside: by running pytest as he would."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import private_session

_ROOT = Path(__file__).parents[2]
_SESSION = "/somewhere/ledgerpass-session.x"
_PRIVATE = {
    "LEDGERPASS_TEST_SESSION": _SESSION,
    "HOME": f"{_SESSION}/home",
    "TMPDIR": f"{_SESSION}/temporary",
    "XDG_CONFIG_HOME": f"{_SESSION}/config",
    "XDG_DATA_HOME": f"{_SESSION}/data",
    "XDG_CACHE_HOME": f"{_SESSION}/cache",
    "XDG_STATE_HOME": f"{_SESSION}/state",
    "XDG_RUNTIME_DIR": f"{_SESSION}/runtime",
    "DBUS_SESSION_BUS_ADDRESS": f"unix:path={_SESSION}/runtime/bus,guid=1",
    "DISPLAY": ":7",
    "XAUTHORITY": f"{_SESSION}/authority",
    "BROWSER": str(private_session.REFUSE_BROWSER),
}


def _run_pytest(test: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    outside = {name: value for name, value in os.environ.items() if name != private_session.SESSION}
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:cacheprovider",
            "-c",
            "pyproject.toml",
            "-p",
            "tests.conftest",
            test,
        ],
        cwd=_ROOT,
        env=outside | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def touching_test(tmp_path: Path) -> Path:
    test = tmp_path / "test_touching.py"
    test.write_text("def test_touches_something():\n    open('touched', 'w').close()\n")
    return test


def test_outside_a_private_session_a_test_that_is_no_unit_test_is_refused(touching_test: Path) -> None:
    result = _run_pytest(touching_test)

    assert result.returncode == pytest.ExitCode.USAGE_ERROR
    assert "no test touches your own keychain, settings, clipboard or browser" in result.stderr
    assert not (_ROOT / "touched").exists()


def test_a_session_with_the_developers_own_home_is_refused(touching_test: Path) -> None:
    result = _run_pytest(touching_test, **_PRIVATE | {"HOME": "/home/anna"})

    assert result.returncode == pytest.ExitCode.USAGE_ERROR
    assert "not private: HOME leads out of it" in result.stderr
    assert not (_ROOT / "touched").exists()


def test_a_private_session_has_no_leaks() -> None:
    assert private_session.leaks(_PRIVATE) == []
    assert (
        private_session.leaks({name: _PRIVATE[name] for name in _PRIVATE if name not in ("DISPLAY", "XAUTHORITY")})
        == []
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LEDGERPASS_TEST_SESSION", "/home"),
        ("HOME", "/home/anna"),
        ("XDG_DATA_HOME", "/home/anna/.local/share"),
        ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/user/1000/bus"),
        ("XAUTHORITY", "/home/anna/.Xauthority"),
        ("WAYLAND_DISPLAY", "wayland-0"),
        ("BROWSER", "firefox"),
    ],
)
def test_a_variable_that_leads_out_of_the_session_is_found(name: str, value: str) -> None:
    expected = "DISPLAY" if name == "XAUTHORITY" else name

    assert expected in private_session.leaks(_PRIVATE | {name: value})


@pytest.mark.parametrize("name", sorted(_PRIVATE.keys() - {"LEDGERPASS_TEST_SESSION", "DISPLAY", "XAUTHORITY"}))
def test_a_variable_that_is_missing_counts_as_leading_out(name: str) -> None:
    assert private_session.leaks({other: _PRIVATE[other] for other in _PRIVATE if other != name}) == [name]


def test_a_unit_test_outside_a_session_finds_neither_bus_nor_keychain_screen_home_or_browser(tmp_path: Path) -> None:
    own = {
        "HOME": "/home/anna",
        "DISPLAY": ":0",
        "WAYLAND_DISPLAY": "wayland-0",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus",
        "BROWSER": "firefox",
    }

    private_session.close_all_ways_out(own, tmp_path)

    assert not own.keys() & {"DISPLAY", "WAYLAND_DISPLAY"}
    assert own["DBUS_SESSION_BUS_ADDRESS"] == "disabled:"
    assert own["PYTHON_KEYRING_BACKEND"] == "keyring.backends.fail.Keyring"
    assert Path(own["HOME"]).parent == tmp_path
    assert subprocess.run([own["BROWSER"], "https://example.com"], capture_output=True, check=False).returncode != 0
