"""`ledgerpass token`, `header`, `curl` as real processes: exactly the secret, fresh, or a number that says why not."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledgerpass.connections.connection import Outcome
from ledgerpass.connections.keychain import SystemKeychain, UserKeychain
from ledgerpass.connections.slots import other_slot
from ledgerpass.secret import Secret
from tests.integration.cli.kept import OLD, break_off, keep, noted, row, signed_in, take_off
from tests.integration.cli.terminal import command, run, terminal
from tests.support.acme import Acme, acme, http_answer
from tests.support.keychains import GnomeKeyring, gnome_keyring

ENDED = http_answer({"error": "invalid_grant"}, status="400 Bad Request")
BUSY = http_answer({}, status="503 Service Unavailable")
NEW = "the-access-token"


@pytest.fixture
def keyring() -> Iterator[GnomeKeyring]:
    with gnome_keyring() as keyring:
        yield keyring


async def ask(what: str, name: str, profile: Path, provider: Acme | None = None) -> "subprocess.CompletedProcess[str]":
    """Run a command in a thread, with the provider's file if there is one."""
    places = ["--profile", profile]
    if provider:
        places += ["--providers", provider.file(profile / "providers")]
    return await asyncio.to_thread(run, what, name, *places)


@pytest.mark.parametrize(
    ("what", "expected", "word"),
    [
        ("token", OLD, "copied_token"),
        ("header", f"Authorization: Bearer {OLD}", "copied_header_line"),
        ("curl", f"curl -sS -H 'Authorization: Bearer {OLD}' {{origin}}/me", "copied_command"),
    ],
)
async def test_what_is_fresh_is_printed_alone_with_one_line_break_and_nobody_is_asked(
    tmp_path: Path, what: str, expected: str, word: str
) -> None:
    async with acme() as provider:
        kept = await keep(tmp_path, signed_in())
        ran = await ask(what, "bakkerij SMIT", tmp_path, provider)
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, expected.format(origin=provider.origin) + "\n", "")
        assert provider.served.heads == []
        assert noted(tmp_path, kept) == [word]


async def test_it_goes_to_a_terminal_too(tmp_path: Path) -> None:
    async with acme() as provider:
        await keep(tmp_path, signed_in())
        places = ["--profile", str(tmp_path), "--providers", str(provider.file(tmp_path / "providers"))]

        def look() -> str:
            with terminal("token", "Bakkerij Smit", *places) as started:
                assert started.end() == 0
                return started.result()

        assert await asyncio.to_thread(look) == f"{OLD}\n"


async def test_a_connection_goes_by_its_id_its_name_or_how_its_name_begins(tmp_path: Path) -> None:
    async with acme() as provider:
        first = await keep(tmp_path, signed_in(token="first"), name="Jansen Advies")
        second = await keep(tmp_path, signed_in(token="second"), name="Jansen  advies")
        await keep(tmp_path, signed_in(token="third"), name="Jansen")
        for name, token in ((first.id, "first"), (second.id, "second"), (" jansen ", "third")):
            ran = await ask("token", name, tmp_path, provider)
            assert (ran.stdout, ran.stderr) == (f"{token}\n", "")
        both = await ask("token", "Jansen A", tmp_path, provider)
        assert (both.returncode, both.stdout) == (2, "")
        assert f"{first.id}  Jansen Advies\n" in both.stderr
        assert f"{second.id}  Jansen advies\n" in both.stderr
        take_off(tmp_path, second)
        only = await ask("token", "JANSEN A", tmp_path, provider)
        assert (only.stdout, only.stderr) == ("first\n", 'Taken: "Jansen Advies".\n')
        nobody = await ask("token", "Pietersen", tmp_path, provider)
        assert (nobody.returncode, nobody.stdout) == (2, "")
        assert "There is no connection of that name." in nobody.stderr
        removed = await ask("token", second.id, tmp_path, provider)
        assert (removed.returncode, removed.stdout) == (2, "")


def test_without_any_connection_it_says_how_to_make_one(tmp_path: Path) -> None:
    ran = run("token", "Smit", "--profile", tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert 'Make one with "ledgerpass connect"' in ran.stderr


async def test_what_is_due_is_renewed_first_and_kept(tmp_path: Path) -> None:
    async with acme() as provider:
        kept = await keep(tmp_path, signed_in(left=60.0))
        ran = await ask("token", "Bakkerij Smit", tmp_path, provider)
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"{NEW}\n", "")
        assert provider.exchanges == 1
        again = await ask("header", "Bakkerij Smit", tmp_path, provider)
        assert again.stdout == f"Authorization: Bearer {NEW}\n"
        assert provider.exchanges == 1
        assert noted(tmp_path, kept) == ["renewed", "copied_token", "copied_header_line"]


async def test_a_new_token_that_a_crash_has_left_is_printed_and_not_the_old_one_that_is_not_due(tmp_path: Path) -> None:
    async with acme() as provider:
        kept = await keep(tmp_path, signed_in())
        await break_off(tmp_path, kept, signed_in(token="arrived"))
        ran = await ask("token", "Bakkerij Smit", tmp_path, provider)
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, "arrived\n", "")
        assert provider.exchanges == 0
        assert row(tmp_path, kept).slot == other_slot(kept.slot)
        assert noted(tmp_path, kept) == ["renewed", "copied_token"]


async def test_many_at_once_renew_it_once(tmp_path: Path) -> None:
    async with acme() as provider:
        await keep(tmp_path, signed_in(left=-60.0))
        ran = await asyncio.gather(*(ask("token", "Bakkerij Smit", tmp_path, provider) for _ in range(4)))
        assert [each.stdout for each in ran] == [f"{NEW}\n"] * 4
        assert provider.exchanges == 1


async def test_what_the_provider_has_ended_is_8_and_nothing_dead_is_printed_then_or_later(tmp_path: Path) -> None:
    async with acme(ENDED, ENDED) as provider:
        kept = await keep(tmp_path, signed_in(left=60.0))
        for _ in range(2):
            ran = await ask("token", "Bakkerij Smit", tmp_path, provider)
            assert (ran.returncode, ran.stdout) == (8, "")
            assert "Acme has ended this permission" in ran.stderr
            assert row(tmp_path, kept).outcome is Outcome.ENDED


async def test_a_token_that_the_provider_refused_is_not_printed_however_long_it_would_last(tmp_path: Path) -> None:
    async with acme() as provider:
        provider.books = http_answer({}, status="401 Unauthorized")
        await keep(tmp_path, signed_in(renews=False), outcome=Outcome.ENDED, renews=False)
        ran = await ask("token", "Bakkerij Smit", tmp_path, provider)
        assert (ran.returncode, ran.stdout) == (8, "")
        assert "Acme doesn't accept this connection any more. Sign in again" in ran.stderr


async def test_a_connection_to_another_company_is_not_handed_out(tmp_path: Path) -> None:
    async with acme() as provider:
        await keep(tmp_path, signed_in(), outcome=Outcome.OTHER_COMPANY)
        ran = await ask("token", "Bakkerij Smit", tmp_path, provider)
        assert (ran.returncode, ran.stdout) == (8, "")


async def test_where_it_can_not_be_renewed_now_what_is_still_good_is_printed_and_what_is_not_is_6(
    tmp_path: Path,
) -> None:
    async with acme(*[BUSY] * 20) as provider:
        good, dead = signed_in(left=90.0, token="still-good"), signed_in(left=-90.0)
        await keep(tmp_path, good, name="Good")
        await keep(tmp_path, dead, name="Dead")
        first = await ask("token", "Good", tmp_path, provider)
        assert (first.returncode, first.stdout) == (0, "still-good\n")
        second = await ask("token", "Dead", tmp_path, provider)
        assert (second.returncode, second.stdout) == (6, "")
        assert "Can't reach Acme right now." in second.stderr


async def test_what_is_no_longer_in_the_keychain_is_8(tmp_path: Path) -> None:
    async with acme() as provider:
        kept = await keep(tmp_path, signed_in())
        SystemKeychain().delete(f"Ledgerpass connection {kept.id} {kept.slot}")
        ran = await ask("token", "Bakkerij Smit", tmp_path, provider)
        assert (ran.returncode, ran.stdout) == (8, "")
        assert "no longer in this computer's keychain" in ran.stderr


async def test_a_locked_keychain_is_7_at_once_where_nobody_sits(tmp_path: Path, keyring: GnomeKeyring) -> None:
    async with acme() as provider:
        await keep(tmp_path, signed_in())
        keyring.lock()
        ran = await ask("token", "Bakkerij Smit", tmp_path, provider)
        assert (ran.returncode, ran.stdout) == (7, "")
        assert "keychain is locked, so the connection can't be read" in ran.stderr
        assert "The system asks for its password" not in ran.stderr


async def test_a_locked_keychain_is_asked_to_be_unlocked_once_where_somebody_sits(
    tmp_path: Path, keyring: GnomeKeyring
) -> None:
    async with acme() as provider:
        await keep(tmp_path, signed_in())
        places = ["--profile", str(tmp_path), "--providers", str(provider.file(tmp_path / "providers"))]
        keyring.lock()

        def look() -> tuple[int, str, str]:
            with terminal("token", "Bakkerij Smit", *places) as started:
                return started.end(), started.result(), started.shown

        code, result, shown = await asyncio.to_thread(look)  # no prompter is on this bus: dismissed at once
        assert (code, result) == (7, "")
        assert shown.count("The system asks for its password now") == 1


async def test_a_provider_that_is_gone_is_1_and_says_what_to_give(tmp_path: Path) -> None:
    await keep(tmp_path, signed_in())
    ran = await ask("token", "Bakkerij Smit", tmp_path)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "--providers" in ran.stderr


@pytest.mark.parametrize(
    ("redirection", "said"),
    [(">/dev/full", "No space left on device"), (">&-", "it is closed"), ("| true", "Broken pipe")],
)
async def test_a_result_that_can_not_be_written_is_1_and_said_without_it(
    tmp_path: Path, redirection: str, said: str
) -> None:
    async with acme() as provider:
        await keep(tmp_path, signed_in())
        folder = provider.file(tmp_path / "providers")
        words = " ".join(command("token", "bakkerij", *_places(tmp_path, folder)))
        ran = await asyncio.to_thread(
            subprocess.run,
            ["bash", "-c", f"unset PYTHONUNBUFFERED; set -o pipefail; {words} {redirection}"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 1
        assert ran.stderr.endswith(f"It could not be written to standard output: {said}.\n")
        assert OLD not in ran.stderr
        assert "Exception ignored" not in ran.stderr


def test_a_list_that_can_not_be_opened_is_1(tmp_path: Path) -> None:
    (tmp_path / "connections.sqlite").mkdir()
    ran = run("token", "x", "--profile", tmp_path)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "The list of connections can't be read or written." in ran.stderr


_LOADED = """
import sys
from ledgerpass.__main__ import main
code = main()
print(*sorted({name.partition(".")[0] for name in sys.modules} | {n for n in sys.modules if "ledgerpass" in n}),
    file=sys.stderr)
sys.exit(code)
"""


async def test_for_what_is_fresh_neither_qt_nor_http_nor_an_event_loop_is_loaded(tmp_path: Path) -> None:
    async with acme() as provider:
        await keep(tmp_path, signed_in())
        folder = provider.file(tmp_path / "providers")
        arguments = ["token", "Bakkerij Smit", "--profile", str(tmp_path), "--providers", str(folder)]
        ran = await asyncio.to_thread(
            subprocess.run, [sys.executable, "-c", _LOADED, *arguments], capture_output=True, text=True, check=False
        )
    assert (ran.returncode, ran.stdout) == (0, f"{OLD}\n")
    loaded = set(ran.stderr.split())
    assert {"keyring", "ledgerpass.connections.register"} <= loaded
    heavy = {"PySide6", "asyncio", "anyio", "httpx2", "starlette", "uvicorn", "oauthlib", "qasync"}
    assert not loaded & heavy
    assert not {name for name in loaded if name.startswith(("ledgerpass.ui", "ledgerpass.wizard"))}


async def test_a_practice_connection_is_printed_without_starting_the_practice_company(tmp_path: Path) -> None:
    await keep(tmp_path, signed_in(), provider_id="practice", way_id="sign-in")
    arguments = ["token", "Bakkerij Smit", "--profile", str(tmp_path)]
    ran = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", _LOADED, *arguments], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (0, f"{OLD}\n")
    assert "uvicorn" not in ran.stderr.split()


def _places(profile: Path, folder: Path) -> list[object]:
    return ["--profile", profile, "--providers", folder]


async def test_a_sealed_file_is_opened_with_its_passphrase_where_somebody_sits_and_is_7_where_nobody_does(
    tmp_path: Path,
) -> None:
    keychain = UserKeychain(tmp_path)
    keychain.make_sealed_file(Secret("correct horse battery"))
    async with acme() as provider:
        await keep(tmp_path, signed_in(), keychain)
        script = await ask("token", "Bakkerij Smit", tmp_path, provider)
        assert (script.returncode, script.stdout) == (7, "")
        places = _places(tmp_path, provider.file(tmp_path / "providers"))

        def open_it() -> tuple[int, str, str]:
            with terminal("token", "Bakkerij Smit", *places) as started:
                started.see("Passphrase of the sealed file: ")
                started.type("correct horse battery\r")
                return started.end(), started.result(), started.shown

        code, result, shown = await asyncio.to_thread(open_it)
        assert (code, result) == (0, f"{OLD}\n")
        assert "horse" not in shown
