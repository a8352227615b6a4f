"""From the first sign-in on a machine without a keychain to a copy at the next start: the sealed file, end to end."""

import contextlib
import logging
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ledgerpass.assembly.program import Program, running
from ledgerpass.connections.keychain import UserKeychain
from ledgerpass.errors import KeychainLost, KeychainMissing, PassphraseNeeded, PassphraseWrong
from ledgerpass.practice import codes
from ledgerpass.secret import Secret
from ledgerpass.wizard.events import CompanyChosen, DetailsGiven
from ledgerpass.wizard.state import ChoosingCompany, Done, GivingDetails, SigningIn, State
from tests.support.journey import PAGES, ThreadedBrowser, fill_in, reach
from tests.support.keychains import PASSPHRASE


@pytest.fixture(autouse=True)
def no_keychain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")


@contextlib.asynccontextmanager
async def started(profile: Path, browser: ThreadedBrowser) -> AsyncIterator[Program]:
    async with running(
        profile=profile,
        provider_folders=(),
        keychain=UserKeychain(profile),
        open_address=browser.open,
        pages=PAGES,
        patience=60.0,
    ) as program:
        yield program


def is_troubled(state: State) -> bool:
    return getattr(state, "trouble", None) is not None


async def connect(program: Program) -> str:
    """Go on to the end, with the first company."""
    choosing = await reach(program.connecting, lambda state: isinstance(state, ChoosingCompany))
    assert isinstance(choosing, ChoosingCompany)
    program.connecting.send(CompanyChosen(company=choosing.companies[0]))
    done = await reach(program.connecting, lambda state: isinstance(state, Done))
    assert isinstance(done, Done)
    return done.connection.id


async def test_a_sign_in_waits_for_the_choice_and_the_next_start_for_the_passphrase(
    tmp_path: Path, browser: ThreadedBrowser, live: set[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="ledgerpass")
    profile = tmp_path / "profile"
    async with started(profile, browser) as program:
        await fill_in(program.connecting, program, "practice", "sign-in")
        program.connecting.start()
        stopped = await reach(program.connecting, is_troubled)
        assert isinstance(stopped, SigningIn)
        assert isinstance(stopped.trouble, KeychainMissing)
        assert browser.opened == []
        assert not list(profile.glob("*.sealed*")), "nobody has chosen it yet"
        await program.vault.make_sealed_file(PASSPHRASE)
        program.connecting.try_again()
        connection_id = await connect(program)
        token = (await program.keeper.subject(connection_id)).token
    async with started(profile, browser) as program:
        assert [row.connection.id for row in program.keeper.rows()] == [connection_id]
        with pytest.raises(PassphraseNeeded):
            await program.keeper.subject(connection_id)
        with pytest.raises(PassphraseNeeded):
            await program.keeper.test(connection_id)
        with pytest.raises(PassphraseWrong):
            await program.vault.give_passphrase(Secret("another passphrase"))
        await program.vault.give_passphrase(PASSPHRASE)
        assert (await program.keeper.subject(connection_id)).token == token
        await program.keeper.test(connection_id)
    hunted = {value for value in live if len(value) >= 20 and not value.startswith(("application/", "ledgerpass"))}
    assert PASSPHRASE.reveal() not in caplog.text
    for file in profile.iterdir():
        text = file.read_bytes().decode("latin-1")
        assert not [value for value in hunted if value in text], file.name


async def test_row_29_the_profile_on_a_new_computer_opens_with_the_same_passphrase(
    tmp_path: Path, browser: ThreadedBrowser
) -> None:
    async with started(tmp_path / "old", browser) as program:
        await program.vault.make_sealed_file(PASSPHRASE)
        await fill_in(program.connecting, program, "practice", "sign-in")
        program.connecting.start()
        connection_id = await connect(program)
        token = (await program.keeper.subject(connection_id)).token
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    async with started(tmp_path / "new", browser) as program:
        await program.vault.give_passphrase(PASSPHRASE)
        assert (await program.keeper.subject(connection_id)).token == token


async def test_row_29_without_the_sealed_file_everything_is_still_listed_and_signs_in_again(
    tmp_path: Path, browser: ThreadedBrowser
) -> None:
    profile = tmp_path / "profile"
    async with started(profile, browser) as program:
        await program.vault.make_sealed_file(PASSPHRASE)
        await fill_in(program.connecting, program, "practice", "sign-in")
        program.connecting.start()
        connection_id = await connect(program)
    (profile / "connections.sealed").unlink()
    async with started(profile, browser) as program:
        assert len(program.keeper.rows()) == 1
        with pytest.raises(KeychainMissing):
            await program.keeper.test(connection_id)
        await program.vault.make_sealed_file(PASSPHRASE)
        row = await program.keeper.test(connection_id)
        assert row.connection.outcome.value == "lost"
        program.connecting.reconnect(connection_id)
        await reach(program.connecting, lambda state: isinstance(state, Done))
        assert (await program.keeper.test(connection_id)).connection.outcome.value == "working"


async def test_row_29_codes_that_are_lost_are_asked_for_once_more(tmp_path: Path, browser: ThreadedBrowser) -> None:
    profile = tmp_path / "profile"
    given = {"client_id": codes.CLIENT_ID, "client_secret": codes.CLIENT_SECRET}
    async with started(profile, browser) as program:
        await program.vault.make_sealed_file(PASSPHRASE)
        await fill_in(program.connecting, program, "practice", "client-credentials", given)
        connection_id = await connect(program)
    (profile / "connections.sealed").unlink()
    async with started(profile, browser) as program:
        await program.vault.make_sealed_file(PASSPHRASE)
        program.connecting.reconnect(connection_id)
        asked = await reach(program.connecting, is_troubled)
        assert isinstance(asked, GivingDetails)
        assert isinstance(asked.trouble, KeychainLost)
        program.connecting.give_codes({name: Secret(code) for name, code in given.items()})
        program.connecting.send(DetailsGiven(inputs={}, filled=frozenset(given)))
        await reach(program.connecting, lambda state: isinstance(state, Done))
        assert (await program.keeper.test(connection_id)).connection.outcome.value == "working"
