"""A keyring backend of our own: every secret in one file that a passphrase opens. Used only where the user chose it.

The key lives in memory, for as long as the program runs; the passphrase is forgotten as soon as it has become the key.
A change is made under a lock between processes, on what the file holds then. A file that can't be read is never
written to.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Never

from keyring.backend import KeyringBackend
from keyring.compat import properties
from keyring.errors import PasswordDeleteError

from ledgerpass.connections.keychain import sealed_text
from ledgerpass.connections.keychain.sealed_file import (
    TooLargeError,
    is_there,
    locked,
    read_file,
    replace_file,
    set_aside,
)
from ledgerpass.connections.keychain.sealed_text import Cost, Key, SealedText, UnreadableError, WrongKeyError
from ledgerpass.errors import (
    KeychainMissing,
    PassphraseNeeded,
    PassphraseTooShort,
    PassphraseWrong,
    SealedFileDamaged,
)
from ledgerpass.secret import Secret

NAME = "sealed file"

PASSPHRASE_LENGTH = 12
"""Characters at least. Unlike the password of a web site, that of a file can be guessed at in peace by whoever has a
copy of it. A guess costs a fifth of a second, and 12 characters, which are three or four words, take too many."""

_Contents = dict[str, dict[str, str]]
"""Secrets by user name and service."""


class SealedKeyring(KeyringBackend):
    """All secrets in one sealed file."""

    def __init__(self, path: Path, cost: Cost | None = None) -> None:
        """Keep everything in the file at `path`; a new one makes a guess cost `cost`. Nothing is opened yet."""
        # keyring's own beginning is left out: it takes settings out of the environment
        self._path = path
        self._cost = cost
        self._key: Key | None = None

    @properties.classproperty
    def priority(cls) -> Never:  # noqa: N805 - it is the class's
        """Never be chosen by keyring itself.

        Raises:
            RuntimeError: always; keyring takes that as "not here".
        """
        message = "only the user chooses the sealed file"
        raise RuntimeError(message)

    def look(self) -> None:
        """Return when it can be read and written now.

        Raises:
            PassphraseNeeded: it is not open.
            SealedFileDamaged: it can't be read.
            KeychainMissing: it isn't there.
        """
        self._key_for(self._read_sealed())

    def open_with(self, passphrase: Secret) -> None:
        """Open it.

        Raises:
            PassphraseWrong: not with this passphrase.
        """
        text = self._read_sealed()
        key = sealed_text.make_key(passphrase, salt=text.salt, cost=text.cost)
        try:
            sealed_text.unseal(text, key)
        except WrongKeyError:
            raise PassphraseWrong(keychain=NAME) from None
        self._key = key

    def make(self, passphrase: Secret, *, in_place_of_the_old: bool) -> None:
        """Make the file, empty and open.

        Raises:
            PassphraseTooShort: it has too few characters.
            PassphraseNeeded: there is one already, and it is not to be set aside.
        """
        if len(sealed_text.as_typed(passphrase)) < PASSPHRASE_LENGTH:
            raise PassphraseTooShort(keychain=NAME, least=PASSPHRASE_LENGTH)
        key = sealed_text.make_key(passphrase, cost=self._cost)
        with locked(self._path):
            if is_there(self._path):
                if self._is_sound() and not in_place_of_the_old:
                    raise PassphraseNeeded(keychain=NAME)
                set_aside(self._path)
            replace_file(self._path, _sealed({}, key))
        self._key = key

    def get_password(self, service: str, username: str) -> str | None:
        """Give what is kept, None when there is nothing."""
        return self._read().get(username, {}).get(service)

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a text."""

        def put(contents: _Contents) -> None:
            contents.setdefault(username, {})[service] = password

        self._change(put)

    def delete_password(self, service: str, username: str) -> None:
        """Delete what is kept.

        Raises:
            PasswordDeleteError: there is nothing.
        """

        def take_out(contents: _Contents) -> None:
            if contents.get(username, {}).pop(service, None) is None:
                raise PasswordDeleteError(service)

        self._change(take_out)

    def _change(self, edit: Callable[[_Contents], None]) -> None:
        with locked(self._path):
            contents = self._read()
            edit(contents)
            assert self._key is not None  # noqa: S101 - it was just read
            replace_file(self._path, _sealed(contents, self._key))

    def _read(self) -> _Contents:
        text = self._read_sealed()
        try:
            contents: _Contents = json.loads(sealed_text.unseal(text, self._key_for(text)))
        except WrongKeyError:  # the key fits, and was right before: somebody has changed the text
            raise SealedFileDamaged(keychain=NAME, file=self._path.name) from None
        return contents

    def _read_sealed(self) -> SealedText:
        try:
            data = read_file(self._path)
            if data is None:
                raise KeychainMissing(keychain=NAME)
            return sealed_text.read_sealed(data)
        except (UnreadableError, TooLargeError):
            raise SealedFileDamaged(keychain=NAME, file=self._path.name) from None

    def _key_for(self, text: SealedText) -> Key:
        if self._key is None or not sealed_text.fits(self._key, text):
            raise PassphraseNeeded(keychain=NAME)
        return self._key

    def _is_sound(self) -> bool:
        try:
            self._read_sealed()
        except SealedFileDamaged:
            return False
        return True


def _sealed(contents: _Contents, key: Key) -> bytes:
    return sealed_text.seal(json.dumps(contents, separators=(",", ":")).encode(), key)
