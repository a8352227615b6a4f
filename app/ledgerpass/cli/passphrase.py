"""The sealed file's passphrase, asked on the terminal and not shown; and the choice of such a file where there is none.

Only whoever sits there can give it. It is never read from an argument, the environment or a pipe: a script that could
open the file would have to keep the passphrase beside it, in plain text.
"""

from ledgerpass.cli.console import Console
from ledgerpass.cli.standard_input import StandardInput
from ledgerpass.connections.vault import Vault
from ledgerpass.errors import KeychainMissing, PassphraseNeeded, PassphraseTooShort, PassphraseWrong
from ledgerpass.secret import Secret

_TRIES = 3


async def open_sealed_file(vault: Vault, source: StandardInput, console: Console) -> None:
    """See that the keychain can be used; a sealed file that is not open yet is opened with the passphrase.

    Raises:
        PassphraseNeeded: nobody is there to be asked, or nothing was typed.
        PassphraseWrong: three were wrong.
        KeychainError: something else is in the way.
    """
    try:
        await vault.look()
    except PassphraseNeeded as needed:
        await _ask(vault, source, console, needed)


async def offer_sealed_file(vault: Vault, source: StandardInput, console: Console) -> None:
    """Do the same, and where there is no keychain at all, offer to begin a sealed file.

    Raises:
        KeychainMissing: nobody is there to choose, or it was not chosen.
        KeychainError: as for `open_sealed_file`.
    """
    try:
        await open_sealed_file(vault, source, console)
    except KeychainMissing as missing:
        if not source.is_terminal:
            raise
        console.explain(missing, "")
        await _begin(vault, source, console, missing)


async def _ask(vault: Vault, source: StandardInput, console: Console, needed: PassphraseNeeded) -> None:
    if not source.is_terminal:
        raise needed
    for tries_left in reversed(range(_TRIES)):
        passphrase = await _typed("Passphrase of the sealed file: ", source)
        if not passphrase:
            raise needed
        try:
            return await vault.give_passphrase(passphrase)
        except PassphraseWrong:
            if not tries_left:
                raise
            console.say("It doesn't open with this passphrase. Capital and small letters count.")
    return None


async def _begin(vault: Vault, source: StandardInput, console: Console, missing: KeychainMissing) -> None:
    console.say(
        "Or it is kept in a sealed file on this computer, which only a passphrase of yours opens. If you forget the "
        "passphrase, nobody can open the file, and you connect everything again."
    )
    while True:
        passphrase = await _typed("A new passphrase for it (or Enter to stop): ", source)
        if not passphrase:
            raise missing
        if await _typed("The same once more: ", source) != passphrase:
            console.say("These two are not the same.")
            continue
        try:
            return await vault.make_sealed_file(passphrase)
        except PassphraseTooShort as short:
            console.explain(short, "")


async def _typed(prompt: str, source: StandardInput) -> Secret:
    return Secret((await source.ask(prompt, hidden=True) or "").strip())
