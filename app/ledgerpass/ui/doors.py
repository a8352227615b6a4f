"""What the window needs from the floors below, as protocols that the real classes fit by their shape.

The window can so be driven by anything that behaves like them, and it shows at one glance what it asks for.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.register import Activity
from ledgerpass.secret import Secret
from ledgerpass.upkeep.keeper import Row
from ledgerpass.wizard.events import Event
from ledgerpass.wizard.state import State


class ConnectingDoor(Protocol):
    """The owner of the wizard (`wizard.connecting.Connecting`)."""

    @property
    def state(self) -> State:
        """What is shown."""

    def watch(self, watcher: Callable[[State], None]) -> None:
        """Call `watcher` with every new state."""

    def begin(self) -> None:
        """Begin a new connection."""

    def reconnect(self, connection_id: str) -> None:
        """Sign in again to a known connection."""

    def give_codes(self, fields: Mapping[str, Secret]) -> None:
        """Take the codes that the user typed."""

    def send(self, event: Event) -> None:
        """Take what the user did."""

    def start(self) -> None:
        """Begin the sign-in."""

    def go_on(self) -> None:
        """Begin the sign-in, whatever a quick look found."""

    def try_again(self) -> None:
        """Go on after a failure."""

    def paste(self, text: str) -> None:
        """Take what the user pasted."""

    def open_again(self) -> None:
        """Show the sign-in once more."""

    def show_page(self, template: str) -> None:
        """Show one of the provider's own pages, given as in its file."""

    def unlock(self) -> None:
        """Have the keychain unlocked, then go on."""

    def report_redirect_error(self) -> None:
        """Take the user's word that the provider complains about the address."""

    def cancel(self) -> None:
        """End the attempt."""


class KeeperDoor(Protocol):
    """What looks after the connections (`upkeep.keeper.Keeper`)."""

    def rows(self) -> tuple[Row, ...]:
        """List the connections."""

    def removed(self) -> tuple[Row, ...]:
        """List what was removed and can be brought back."""

    async def purge(self) -> None:
        """Forget what was removed more than a day ago."""

    async def subject(self, connection_id: str) -> Subject:
        """Give what there is to copy, fresh."""

    async def test(self, connection_id: str) -> Row:
        """Make a real call."""

    async def rename(self, connection_id: str, name: str) -> None:
        """Give it another name."""

    async def remove(self, connection_id: str) -> None:
        """Take it off the list."""

    async def restore(self, connection_id: str) -> None:
        """Put it back."""

    async def activity(self, connection_id: str) -> tuple[Activity, ...]:
        """Give what was done with it."""

    async def note_copy(self, connection_id: str, what: str) -> None:
        """Note that something was copied."""


class KeychainDoor(Protocol):
    """What the window asks of the keychain itself (`connections.vault.Vault`)."""

    @property
    def keychain_name(self) -> str:
        """Which keychain it is, for the IT person alone."""

    async def look(self) -> None:
        """Return when it can be used now."""

    async def unlock(self) -> None:
        """Have the system unlock it, which may show a prompt."""


class Clipboard(Protocol):
    """Where copies go (`ui.clipboard.SystemClipboard`)."""

    def put_secret(self, secret: Secret) -> None:
        """Copy a secret."""

    def put_text(self, text: str) -> None:
        """Copy what is no secret."""
