"""A machine without a keychain, in the terminal: the sealed file is offered, chosen, and opened with its passphrase."""

from pathlib import Path

import pytest

from ledgerpass.connections.keychain import UserKeychain
from ledgerpass.practice import codes
from tests.integration.cli.terminal import Terminal, run, terminal
from tests.support.keychains import PASSPHRASE, sealed_keychain

WORDS = PASSPHRASE.reveal()
OFFERED = "A new passphrase for it (or Enter to stop): "
AGAIN = "The same once more: "
ASKED = "Passphrase of the sealed file: "
CODES = f"{codes.CLIENT_ID}\n{codes.CLIENT_SECRET}\n"


@pytest.fixture(autouse=True)
def no_keychain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


def connecting(profile: Path) -> tuple[object, ...]:
    way = ("--way", "client-credentials", "--company", "1001")
    return ("connect", "practice", *way, "--profile", profile)


def give_codes(started: Terminal) -> None:
    started.see("Client ID: ")
    started.type(f"{codes.CLIENT_ID}\r")
    started.see("Client secret: ")
    started.type(f"{codes.CLIENT_SECRET}\r")


def test_the_file_is_offered_chosen_and_opened_the_next_time(profile: Path) -> None:
    with terminal(*connecting(profile)) as first:
        assert "only a passphrase of yours opens" in first.see(OFFERED)
        for times, (once, again) in enumerate(
            [("too short", "too short"), (WORDS, f"{WORDS}!"), (WORDS, WORDS)], start=1
        ):
            first.see(OFFERED, times)
            assert not first.echoes()
            first.type(f"{once}\r")
            first.see(AGAIN, times)
            first.type(f"{again}\r")
        give_codes(first)
        assert first.end() == 0, first.shown
        assert "it needs 12 characters" in first.shown
        assert "These two are not the same." in first.shown
    with terminal(*connecting(profile)) as second:
        second.see(ASKED)
        assert not second.echoes()
        second.type("a wrong passphrase\r")
        second.see(ASKED, times=2)
        second.type(f"{WORDS}\r")
        give_codes(second)
        assert second.end() == 0, second.shown
        assert "Capital and small letters count" in second.shown
    for shown in (first.shown, second.shown):
        assert "too short" not in shown.replace("a little short", "")
        assert WORDS not in shown
        assert "wrong passphrase" not in shown
    hunted = (WORDS, codes.CLIENT_SECRET)
    for file in profile.iterdir():
        assert not [secret for secret in hunted if secret.encode() in file.read_bytes()], file.name


def test_whoever_does_not_choose_it_gets_no_file(profile: Path) -> None:
    with terminal(*connecting(profile)) as started:
        started.see(OFFERED)
        started.type("\r")
        assert started.end() == 7, started.shown
    assert not list(profile.glob("*.sealed*"))


def test_three_wrong_passphrases_are_7_and_change_nothing(profile: Path) -> None:
    sealed_keychain(profile / "connections.sealed")
    before = (profile / "connections.sealed").read_bytes()
    with terminal(*connecting(profile)) as started:
        for times in (1, 2, 3):
            started.see(ASKED, times)
            started.type("a wrong passphrase\r")
        assert started.end() == 7, started.shown
        assert "The sealed file doesn't open with this passphrase" in started.shown
    assert (profile / "connections.sealed").read_bytes() == before


def test_a_script_is_not_asked_and_its_input_is_not_taken_for_the_passphrase(profile: Path) -> None:
    sealed_keychain(profile / "connections.sealed")
    ran = run(*connecting(profile), given=f"{WORDS}\n{CODES}", environment={"LEDGERPASS_PASSPHRASE": WORDS})
    assert (ran.returncode, ran.stdout) == (7, "")
    assert "can only be typed in a terminal" in ran.stderr
    ran = run(*connecting(profile), "--passphrase", WORDS, given=CODES)
    assert ran.returncode == 2
    assert WORDS not in ran.stderr


def test_a_script_without_any_keychain_is_offered_nothing(profile: Path) -> None:
    ran = run(*connecting(profile), given=f"{WORDS}\n{WORDS}\n{CODES}")
    assert (ran.returncode, ran.stdout) == (7, "")
    assert not list(profile.glob("*.sealed*"))


def test_a_damaged_file_is_7_and_kept(profile: Path) -> None:
    profile.mkdir()
    (profile / "connections.sealed").write_bytes(b"damaged")
    ran = run(*connecting(profile), given=CODES)
    assert ran.returncode == 7
    assert "connections.sealed) is damaged" in ran.stderr
    assert (profile / "connections.sealed").read_bytes() == b"damaged"


def test_what_the_terminal_keeps_the_window_opens(profile: Path) -> None:
    with terminal(*connecting(profile)) as started:
        started.see(OFFERED)
        started.type(f"{WORDS}\r")
        started.see(AGAIN)
        started.type(f"{WORDS}\r")
        give_codes(started)
        assert started.end() == 0, started.shown
    keychain = UserKeychain(profile)
    keychain.open_with(PASSPHRASE)
    keychain.look()
