"""A locked keychain is asked to be unlocked once, where somebody sits, and not waited for without an end."""

import asyncio
import io
import threading

import pytest

from ledgerpass.cli.console import Console
from ledgerpass.cli.keychain_opening import open_keychain
from ledgerpass.cli.standard_input import StandardInput
from ledgerpass.connections.vault import Vault
from ledgerpass.errors import KeychainLocked, KeychainMissing, PassphraseNeeded
from tests.support.keychains import MemoryKeychain


async def opened(keychain: MemoryKeychain, *, is_terminal: bool = True, patience: float = 30.0) -> str:
    """Open it, and give what was said meanwhile."""
    said = io.StringIO()
    console = Console(io.StringIO(), said)
    vault = Vault(keychain)
    try:
        await open_keychain(vault, StandardInput(console, None, is_terminal=is_terminal), console, patience=patience)
    finally:
        await vault.close()
    return said.getvalue()


async def test_an_open_one_is_open_and_nothing_is_said() -> None:
    assert await opened(MemoryKeychain()) == ""


async def test_a_locked_one_is_unlocked_by_the_system_with_words_that_say_so() -> None:
    keychain = MemoryKeychain()
    keychain.locked = True
    said = await opened(keychain)
    assert "The system asks for its password now" in said
    assert "for up to 30 seconds" in said
    assert not keychain.locked


async def test_a_prompt_that_is_dismissed_leaves_it_locked() -> None:
    keychain = MemoryKeychain()
    keychain.locked, keychain.unlocks = True, False
    with pytest.raises(KeychainLocked):
        await opened(keychain)


async def test_a_prompt_that_nobody_answers_is_waited_for_no_longer_than_that() -> None:
    keychain = MemoryKeychain()
    keychain.locked, keychain.slow = True, threading.Event()
    try:
        async with asyncio.timeout(2.0):
            with pytest.raises(KeychainLocked):
                await opened(keychain, patience=0.05)
    finally:
        keychain.slow.set()


async def test_a_script_is_told_at_once_and_nothing_is_prompted() -> None:
    keychain = MemoryKeychain()
    keychain.locked = True
    with pytest.raises(KeychainLocked):
        await opened(keychain, is_terminal=False)
    assert keychain.locked


async def test_one_that_is_missing_is_no_case_for_a_prompt() -> None:
    keychain = MemoryKeychain()
    keychain.missing = True
    with pytest.raises(KeychainMissing):
        await opened(keychain)


async def test_a_sealed_file_is_not_the_systems_to_unlock() -> None:
    keychain = MemoryKeychain()

    async def look(_vault: Vault, _source: StandardInput, _console: Console) -> None:
        raise PassphraseNeeded

    console = Console(io.StringIO(), io.StringIO())
    with pytest.raises(PassphraseNeeded):
        await open_keychain(Vault(keychain), StandardInput(console, None, is_terminal=True), console, look)
    assert not keychain.called.is_set()
