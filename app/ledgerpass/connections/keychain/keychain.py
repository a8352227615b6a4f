"""What the vault needs of a keychain: one short text under one name, kept, read and deleted.

Locked, absent, refused and lost call for four different things to do, so they are told apart here and stay apart. A
locked keychain, above all, is never taken for one that has nothing in it.
"""

from typing import Protocol

from ledgerpass.secret import Secret


class Keychain(Protocol):
    """A keychain. Every method but `name` may block, and raises a `KeychainError` for what the keychain can't do.

    These are `KeychainLocked`, `KeychainMissing` and `KeychainRefused`.
    """

    @property
    def name(self) -> str:
        """Say which keychain it is, for the IT person alone."""

    def look(self) -> None:
        """Return when the keychain can be used now; raise what is in the way otherwise. Never prompts."""

    def unlock(self) -> None:
        """Have the system unlock it, which may show a prompt and block until that is answered.

        Raises:
            KeychainLocked: the user dismissed the prompt.
        """

    def open_with(self, passphrase: Secret) -> None:
        """Open it with a passphrase, where it is the sealed file; takes about a fifth of a second.

        Raises:
            PassphraseWrong: it doesn't open with this one.
            KeychainMissing: there is no sealed file.
        """

    def make_sealed_file(self, passphrase: Secret, *, in_place_of_the_old: bool = False) -> None:
        """Keep everything in a file that only `passphrase` opens, from now on: the user has chosen so.

        `in_place_of_the_old` sets one that is there already aside, under another name. One that is damaged is set
        aside in any case, and never changed.

        Raises:
            PassphraseTooShort: it has fewer than `PASSPHRASE_LENGTH` characters.
            PassphraseNeeded: there is one already, and nobody said that another is to take its place.
        """

    def read(self, service: str) -> Secret | None:
        """Give what is kept under `service`; None means that it is certainly not there."""

    def write(self, service: str, secret: Secret) -> None:
        """Keep at most 1,200 ASCII characters under `service`, in place of what was there."""

    def delete(self, service: str) -> None:
        """Delete what is kept under `service`; nothing happens when it isn't there."""
