"""The keychain as coroutines see it: credentials by connection and slot, with every call off the event loop's thread.

A second thread waits for prompts. While the system asks for the keychain's password, for as long as nobody answers,
the first one can still tell that the keychain is locked.
"""

import asyncio
import base64
import logging
import secrets
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

from ledgerpass.connections.credential import Credential
from ledgerpass.connections.kept_credential import fetch_credential, forget_credential, keep_credential
from ledgerpass.connections.keychain import Keychain
from ledgerpass.connections.keychain_thread import KeychainThread
from ledgerpass.connections.keychain_trial import try_out_record
from ledgerpass.errors import KeychainRefused
from ledgerpass.secret import Secret

_Result = TypeVar("_Result")

_log = logging.getLogger(__name__)
_SEAL_BYTES = 32


class Vault:
    """Where credentials are kept. Every coroutine raises `KeychainError` for what the keychain can't do."""

    def __init__(self, keychain: Keychain, look_patience: float = 10.0) -> None:
        """Keep in `keychain`; it has `look_patience` seconds to say whether it can be used. Nothing starts yet."""
        self._keychain = keychain
        self._look_patience = look_patience
        self._calls = KeychainThread("keychain")
        self._prompts = KeychainThread("keychain-prompt")

    @property
    def keychain_name(self) -> str:
        """Say which keychain it is, for the IT person alone."""
        return self._keychain.name

    async def look(self) -> None:
        """Return when credentials can be kept now.

        Raises:
            KeychainLocked: `unlock` may help.
            KeychainMissing: there is no keychain that the program trusts.
            KeychainRefused: it fails, or doesn't answer.
        """
        try:
            async with asyncio.timeout(self._look_patience):
                await self._calls.run(self._keychain.look)
        except TimeoutError:
            reason = f"no answer within {self._look_patience:g} s"
            raise KeychainRefused(keychain=self.keychain_name, reason=reason) from None

    async def try_out(self) -> None:
        """See that a record as long as a large credential can be written, read again and deleted.

        Raises:
            KeychainError: it can't.
        """
        await self.carry_out(try_out_record)

    async def unlock(self) -> None:
        """Have the system unlock the keychain and wait until its prompt is answered. Cancelling ends the waiting only.

        Raises:
            KeychainLocked: the user dismissed the prompt.
        """
        await self._prompts.run(self._keychain.unlock)

    async def give_passphrase(self, passphrase: Secret) -> None:
        """Open the sealed file.

        Raises:
            PassphraseWrong: it doesn't open with this passphrase.
        """
        await self._calls.run(lambda: self._keychain.open_with(passphrase))

    async def make_sealed_file(self, passphrase: Secret, *, in_place_of_the_old: bool = False) -> None:
        """Keep everything in a sealed file from now on, as the user has chosen; see `Keychain.make_sealed_file`.

        Raises:
            PassphraseTooShort: it has too few characters.
            PassphraseNeeded: there is such a file already.
        """
        await self.carry_out(
            lambda keychain: keychain.make_sealed_file(passphrase, in_place_of_the_old=in_place_of_the_old)
        )

    async def keep(self, connection_id: str, slot: str, credential: Credential) -> None:
        """Write a credential into a slot and see that it is there. Begun once, it is done, even when cancelled."""
        await self.carry_out(partial(keep_credential, connection_id=connection_id, slot=slot, credential=credential))

    async def fetch(self, connection_id: str, slot: str) -> Credential:
        """Read the credential in a slot.

        Raises:
            KeychainLost: it isn't there, or can't be read.
        """
        return await self._calls.run(lambda: fetch_credential(self._keychain, connection_id, slot))

    async def forget(self, connection_id: str, slot: str) -> None:
        """Delete what is in a slot; nothing happens when it is empty."""
        await self.carry_out(partial(forget_credential, connection_id=connection_id, slot=slot))

    async def seal(self, name: str) -> Secret:
        """Give the random 32-byte key of that name as base64url text, made when it is first asked for."""
        return await self.carry_out(lambda keychain: _find_or_make_seal(keychain, f"Ledgerpass seal {name}"))

    async def carry_out(self, work: Callable[[Keychain], _Result]) -> _Result:
        """Do `work` with the keychain, in one piece: nothing comes between, and it ends even when cancelled."""
        return await self._calls.run_to_the_end(lambda: work(self._keychain))

    def carry_out_later(self, work: Callable[[Keychain], None]) -> None:
        """Do `work` when its turn comes, waited for by nobody but `close`; a failure is logged."""
        self._calls.put(lambda: work(self._keychain)).add_done_callback(_log_failure)

    async def close(self, patience: float = 3.0) -> None:
        """Let what has begun end; after `patience` seconds leave a call that hangs to itself."""
        await self._prompts.close(patience=0)
        await self._calls.close(patience)


def _find_or_make_seal(keychain: Keychain, service: str) -> Secret:
    if seal := keychain.read(service):
        return seal
    made = Secret(base64.urlsafe_b64encode(secrets.token_bytes(_SEAL_BYTES)).decode("ascii"))
    keychain.write(service, made)
    kept = keychain.read(service)  # another process may have made one at the same moment: the last one counts for both
    if kept is None:
        raise KeychainRefused(keychain=keychain.name, reason="what it was given is not there")
    return kept


def _log_failure(outcome: Future[None]) -> None:
    if error := outcome.exception():
        _log.warning("something was not done in the keychain: %s", error)
