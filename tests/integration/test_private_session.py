"""The session that the tests run in, seen from within and, for one nested in it, from without."""

import os
import subprocess
from pathlib import Path

import psutil
import secretstorage

_SUPPORT = Path(__file__).parents[1] / "support"


def _in_session(script: str, kind: str = "keychain-session") -> subprocess.CompletedProcess[str]:
    command = [str(_SUPPORT / kind), "bash", "-c", script]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def _processes_of(session: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("LEDGERPASS_TEST_SESSION") == session:
                found.append(process)
        except psutil.Error:  # ended meanwhile, or somebody else's
            continue
    return found


def test_the_keychain_is_there_and_unlocked() -> None:
    connection = secretstorage.dbus_init()
    with connection:
        assert not secretstorage.get_default_collection(connection).is_locked()


def test_what_a_session_keeps_another_does_not_know() -> None:
    kept = _in_session("printf hush | secret-tool store --label=x user anna && secret-tool lookup user anna")
    looked_for = _in_session("secret-tool lookup user anna")

    assert kept.stdout == "hush"
    assert looked_for.stdout == ""


def test_the_commands_own_exit_code_comes_through() -> None:
    assert _in_session("exit 7", "desktop-session").returncode == 7


def test_a_window_manager_is_on_a_screen_that_nobody_else_has() -> None:
    script = "printf hush | xclip -selection clipboard && xclip -selection clipboard -o && echo $DISPLAY"
    copied, display = _in_session(script, "desktop-session").stdout.split(":")

    assert copied == "hush"
    assert f":{display.strip()}" != os.environ["DISPLAY"]


def test_nothing_of_a_session_is_left_not_even_what_hid_from_its_terminal() -> None:
    result = _in_session("setsid sleep 600 & printf %s $LEDGERPASS_TEST_SESSION", "desktop-session")

    assert Path(result.stdout).name.startswith("ledgerpass-session.")
    assert not Path(result.stdout).exists()
    assert _processes_of(result.stdout) == []


def test_a_browser_that_no_test_named_opens_nothing() -> None:
    result = subprocess.run([os.environ["BROWSER"], "https://example.com/?code=x"], capture_output=True, check=False)

    assert result.returncode != 0
    assert b"without naming a browser" in result.stderr
    assert b"code=x" not in result.stderr
