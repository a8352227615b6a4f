"""What the window needs from the floors below, as protocols that the real classes fit by their shape.

The window can so be driven by anything that behaves like them, and it shows at one glance what it asks for.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.register import Activity
from ledgerpass.flows.proxies import ProxyLogin
from ledgerpass.secret import Secret
from ledgerpass.upkeep.farewells import Farewell, Parting
from ledgerpass.upkeep.keeper import Row
from ledgerpass.upkeep.trial_round import Tally
from ledgerpass.upkeep.trials import Trial
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

    def replace(self, connection_id: str) -> None:
        """Give a known connection new codes, or a new token."""

    def cancel(self) -> None:
        """End the attempt."""


class KeeperDoor(Protocol):
    """What looks after the connections (`upkeep.keeper.Keeper`)."""

    def rows(self) -> tuple[Row, ...]:
        """List the connections."""

    def removed(self) -> tuple[Row, ...]:
        """List what was removed and can be brought back."""

    def watch(self, watcher: Callable[[Trial], None]) -> None:
        """Call `watcher` with every test that has ended."""

    async def subject(self, connection_id: str) -> Subject:
        """Give what there is to copy, fresh."""

    async def test(self, connection_id: str) -> Row:
        """Make a real call."""

    async def test_all(self, report: Callable[[Row], None], begins: Callable[[str], None] = ...) -> Tally:
        """Make a real call with each; cancelling stops it."""

    async def rename(self, connection_id: str, name: str) -> None:
        """Give it another name."""

    async def remove(self, connection_id: str) -> None:
        """Take it off the list."""

    async def restore(self, connection_id: str) -> None:
        """Put it back."""

    def farewell(self, connection_id: str) -> Farewell:
        """Tell what removing it can do at its provider."""

    async def end_now(self, connection_id: str) -> Parting | None:
        """Remove it without a way back."""

    async def export_activity(self, connection_id: str) -> str:
        """Give what was done with it as a table."""

    async def activity(self, connection_id: str) -> tuple[Activity, ...]:
        """Give what was done with it."""

    async def note_copy(self, connection_id: str, what: str) -> None:
        """Note that something was copied."""


class RoundsDoor(Protocol):
    """What is done in the background (`upkeep.rounds.Rounds`)."""

    ended: Callable[[Row], None]
    parted: Callable[[Parting], None]

    def next_try(self, connection_id: str) -> float | None:
        """Tell when a connection that could not be reached is tried again."""

    async def run(self) -> None:
        """Do what is due until it is cancelled."""


class KeychainDoor(Protocol):
    """What the window asks of the keychain itself (`connections.vault.Vault`)."""

    @property
    def keychain_name(self) -> str:
        """Which keychain it is, for the IT person alone."""

    async def look(self) -> None:
        """Return when it can be used now."""

    async def unlock(self) -> None:
        """Have the system unlock it, which may show a prompt."""

    async def give_passphrase(self, passphrase: Secret) -> None:
        """Open the sealed file."""

    async def make_sealed_file(self, passphrase: Secret, *, in_place_of_the_old: bool = False) -> None:
        """Keep everything in a sealed file from now on."""


class ProxyDoor(Protocol):
    """Who the user is at a proxy (`flows.proxy_logins.KeptLogins`)."""

    async def give(self, place: str, login: ProxyLogin) -> None:
        """Keep what the user gave for the proxy at `place`."""


class Clipboard(Protocol):
    """Where copies go (`ui.clipboard.SystemClipboard`)."""

    def put_secret(self, secret: Secret) -> None:
        """Copy a secret."""

    def put_text(self, text: str) -> None:
        """Copy what is no secret."""

    def seconds_left(self) -> float | None:
        """Tell in how many seconds a secret is taken off, None when there is none to take off."""

    def times(self) -> tuple[int, ...]:
        """Give the seconds that a secret may stay, for the user to choose from; none where there is no choice."""

    def chosen_time(self) -> int:
        """Give the seconds that a secret stays."""

    def choose_time(self, seconds: int) -> None:
        """Let secrets stay so long."""

    def keep(self) -> None:
        """Leave on the clipboard what is there."""

    def watch(self, watcher: Callable[[], None]) -> None:
        """Call `watcher` each time that a secret was taken off."""
