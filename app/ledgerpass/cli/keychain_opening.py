"""A keychain that is locked, opened from the terminal: by its passphrase here, or by the system's own prompt.

Only where somebody sits who can answer: a script is told at once that it is locked. The system's prompt may show on a
screen that this terminal has nothing to do with, so the waiting for it has an end.
"""

import asyncio
from collections.abc import Awaitable, Callable

from ledgerpass.cli.console import Console
from ledgerpass.cli.passphrase import open_sealed_file
from ledgerpass.cli.standard_input import StandardInput
from ledgerpass.cli.wording import duration
from ledgerpass.connections.vault import Vault
from ledgerpass.errors import KeychainLocked, PassphraseNeeded

PATIENCE = 120.0
"""Seconds that the system's prompt may stay unanswered."""

Look = Callable[[Vault, StandardInput, Console], Awaitable[None]]
"""Sees that the keychain can be used, and does what can be done here for that."""


async def open_keychain(
    vault: Vault,
    source: StandardInput,
    console: Console,
    look: Look = open_sealed_file,
    patience: float = PATIENCE,
) -> None:
    """Return when the keychain can be used; what `look` finds locked, the system is asked once to unlock.

    Raises:
        KeychainLocked: nobody is there, the prompt was dismissed, or not answered within `patience` seconds.
        KeychainError: something else is in the way.
    """
    try:
        await look(vault, source, console)
    except PassphraseNeeded:
        raise  # nobody but the user has it
    except KeychainLocked as locked:
        if not source.is_terminal:
            raise
        console.say(
            "This computer's keychain is locked. The system asks for its password now, for up to "
            f"{duration(patience)}; the small window may be behind this one. Ctrl+C stops the waiting."
        )
        await _unlock(vault, locked, patience)


async def _unlock(vault: Vault, locked: KeychainLocked, patience: float) -> None:
    try:
        async with asyncio.timeout(patience):
            await vault.unlock()
    except TimeoutError:
        raise locked from None
