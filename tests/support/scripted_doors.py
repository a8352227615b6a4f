"""Twins of what stands behind the window: they hold real states and real rows, and note what the window asks."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ledgerpass.connections.activity_table import activity_csv
from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.register import Activity
from ledgerpass.errors import LedgerpassError
from ledgerpass.flows.proxies import ProxyLogin
from ledgerpass.secret import Secret
from ledgerpass.upkeep.farewells import Ending, Farewell, Parting
from ledgerpass.upkeep.keeper import Row
from ledgerpass.upkeep.standing import CannotReach, NeedsYou
from ledgerpass.upkeep.trial_round import Tally, ignore
from ledgerpass.upkeep.trials import Trial
from ledgerpass.wizard.advance import advance
from ledgerpass.wizard.events import Event
from ledgerpass.wizard.state import ChoosingProvider, State


class ScriptedConnecting:
    """The wizard's owner without anything behind it: events go through the real rule book, calls are noted."""

    def __init__(self, state: State | None = None) -> None:
        self._state: State = state or ChoosingProvider()
        self._watchers: list[Callable[[State], None]] = []
        self.events: list[Event] = []
        self.calls: list[str] = []
        self.codes: Mapping[str, Secret] = {}
        self.reconnect_error: LedgerpassError | None = None

    @property
    def state(self) -> State:
        return self._state

    def show(self, state: State) -> None:
        self._state = state
        for watcher in self._watchers:
            watcher(state)

    def watch(self, watcher: Callable[[State], None]) -> None:
        self._watchers.append(watcher)

    def begin(self) -> None:
        self.calls.append("begin")
        self.show(ChoosingProvider())

    def reconnect(self, connection_id: str) -> None:
        self.calls.append(f"reconnect {connection_id}")
        if self.reconnect_error is not None:
            raise self.reconnect_error

    def give_codes(self, fields: Mapping[str, Secret]) -> None:
        self.codes = dict(fields)

    def send(self, event: Event) -> None:
        self.events.append(event)
        self.show(advance(self._state, event))

    def start(self) -> None:
        self.calls.append("start")

    def go_on(self) -> None:
        self.calls.append("go_on")

    def try_again(self) -> None:
        self.calls.append("try_again")

    def paste(self, text: str) -> None:
        self.calls.append(f"paste {text}")

    def open_again(self) -> None:
        self.calls.append("open_again")

    def show_page(self, template: str) -> None:
        self.calls.append(f"show_page {template}")

    def unlock(self) -> None:
        self.calls.append("unlock")

    def report_redirect_error(self) -> None:
        self.calls.append("report_redirect_error")

    def replace(self, connection_id: str) -> None:
        self.calls.append(f"replace {connection_id}")

    def cancel(self) -> None:
        self.calls.append("cancel")


@dataclass
class ScriptedKeeper:
    """Looks after rows that a test has made up; `trouble` is raised by whatever is asked next."""

    shown: tuple[Row, ...] = ()
    subject_given: Subject | None = None
    tested: dict[str, Row] = field(default_factory=dict)
    activities: tuple[Activity, ...] = ()
    trouble: LedgerpassError | None = None
    unreadable: LedgerpassError | None = None
    calls: list[str] = field(default_factory=list)
    gone: list[Row] = field(default_factory=list)
    farewell_given: Farewell = field(default_factory=lambda: Farewell(revokes=True, manage_url=""))
    ending: Ending | None = Ending.REVOKED
    watchers: list[Callable[[Trial], None]] = field(default_factory=list)
    reads: int = 0
    gate: asyncio.Event | None = None  # with one, each test of all waits for it

    def rows(self) -> tuple[Row, ...]:
        self.reads += 1
        if self.unreadable is not None:
            raise self.unreadable
        return self.shown

    def removed(self) -> tuple[Row, ...]:
        return tuple(self.gone)

    def watch(self, watcher: Callable[[Trial], None]) -> None:
        self.watchers.append(watcher)

    def tell(self, row: Row) -> None:
        """Have a test ended that nobody in the window asked for."""
        for watcher in self.watchers:
            watcher(Trial(row=row))

    async def subject(self, connection_id: str) -> Subject:
        self._note(f"subject {connection_id}")
        assert self.subject_given is not None
        return self.subject_given

    async def test(self, connection_id: str) -> Row:
        self._note(f"test {connection_id}")
        row = self.tested.get(connection_id) or self._row(connection_id)
        self.shown = tuple(row if each.connection.id == connection_id else each for each in self.shown)
        return row

    async def test_all(self, report: Callable[[Row], None], begins: Callable[[str], None] = ignore) -> Tally:
        self._note("test_all")
        tally = Tally()
        for each in self.shown:
            begins(each.connection.id)
            await (self.gate.wait() if self.gate else asyncio.sleep(0))
            row = self.tested.get(each.connection.id, each)
            tally.works += not isinstance(row.standing, NeedsYou | CannotReach)
            tally.needs_you += isinstance(row.standing, NeedsYou)
            tally.unreachable += isinstance(row.standing, CannotReach)
            self.calls.append(f"tested {row.connection.id}")
            report(row)
        return tally

    async def rename(self, connection_id: str, name: str) -> None:
        self._note(f"rename {connection_id} {name}")

    async def remove(self, connection_id: str) -> None:
        self._note(f"remove {connection_id}")
        self.gone.append(self._row(connection_id))
        self.shown = tuple(each for each in self.shown if each.connection.id != connection_id)

    async def restore(self, connection_id: str) -> None:
        self._note(f"restore {connection_id}")
        row = self._row(connection_id)
        self.gone.remove(row)
        self.shown = (*self.shown, row)

    def farewell(self, connection_id: str) -> Farewell:
        self.calls.append(f"farewell {connection_id}")
        return self.farewell_given

    async def end_now(self, connection_id: str) -> Parting | None:
        self._note(f"end_now {connection_id}")
        row = self._row(connection_id)
        self.gone.remove(row)
        name = row.provider.name if row.provider else row.connection.provider_id
        if self.ending is None:
            return None
        url = self.farewell_given.manage_url
        return Parting(connection=row.connection, provider=name, ending=self.ending, manage_url=url)

    async def export_activity(self, connection_id: str) -> str:
        self._note(f"export_activity {connection_id}")
        return activity_csv(self._row(connection_id).connection, self.activities)

    async def activity(self, connection_id: str) -> tuple[Activity, ...]:
        self._note(f"activity {connection_id}")
        return self.activities

    async def note_copy(self, connection_id: str, what: str) -> None:
        self.calls.append(f"note_copy {connection_id} {what}")

    def _row(self, connection_id: str) -> Row:
        return next(each for each in (*self.shown, *self.gone) if each.connection.id == connection_id)

    def _note(self, call: str) -> None:
        self.calls.append(call)
        if self.trouble is not None:
            trouble, self.trouble = self.trouble, None
            raise trouble


class ScriptedRounds:
    """Background work that runs until it is cancelled and finds what a test tells it to find."""

    def __init__(self) -> None:
        self.ended: Callable[[Row], None] = ignore
        self.parted: Callable[[Parting], None] = ignore
        self.tries: dict[str, float] = {}
        self.running = False
        self.begun = asyncio.Event()

    def next_try(self, connection_id: str) -> float | None:
        return self.tries.get(connection_id)

    async def run(self) -> None:
        self.running = True
        self.begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.running = False


class ScriptedKeychain:
    """A keychain that is unlocked when it is asked, unless a test says otherwise."""

    def __init__(self) -> None:
        self.trouble: LedgerpassError | None = None
        self.unlocked = 0
        self.passphrase = Secret("")  # what was given, or what a sealed file was made with
        self.taken = 0
        self.made = 0
        self.replaced = 0
        self.busy: asyncio.Event | None = None  # opening and making wait for it
        self.keychain_name = "a scripted keychain"

    async def look(self) -> None:
        if self.trouble is not None:
            raise self.trouble

    async def unlock(self) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.unlocked += 1

    async def give_passphrase(self, passphrase: Secret) -> None:
        await self._take(passphrase)

    async def make_sealed_file(self, passphrase: Secret, *, in_place_of_the_old: bool = False) -> None:
        await self._take(passphrase)
        self.made += 1
        self.replaced += in_place_of_the_old

    async def _take(self, passphrase: Secret) -> None:
        self.taken += 1
        if self.busy is not None:
            await self.busy.wait()
        if self.trouble is not None:
            raise self.trouble
        self.passphrase = passphrase


class ScriptedProxies:
    """Takes every login, unless a test says otherwise."""

    def __init__(self) -> None:
        self.trouble: LedgerpassError | None = None
        self.given: list[tuple[str, ProxyLogin]] = []

    async def give(self, place: str, login: ProxyLogin) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.given.append((place, login))


class ScriptedClipboard:
    """Holds what was copied, and whether it came in as a secret; `left` are the seconds that a test says are left."""

    def __init__(self) -> None:
        self.text = ""
        self.secret: Secret | None = None
        self.left: float | None = None
        self.time = 30
        self._watchers: list[Callable[[], None]] = []

    def put_secret(self, secret: Secret) -> None:
        self.secret = secret
        self.left = float(self.time)

    def put_text(self, text: str) -> None:
        self.text = text
        self.left = None

    def seconds_left(self) -> float | None:
        return self.left

    def times(self) -> tuple[int, ...]:
        return (10, 30, 60, 120, 600)

    def chosen_time(self) -> int:
        return self.time

    def choose_time(self, seconds: int) -> None:
        self.time = seconds
        self.left = float(seconds)

    def keep(self) -> None:
        self.left = None

    def watch(self, watcher: Callable[[], None]) -> None:
        self._watchers.append(watcher)

    def run_out(self) -> None:
        """Let the time be over."""
        self.left = None
        for watcher in self._watchers:
            watcher()
