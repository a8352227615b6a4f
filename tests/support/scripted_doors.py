"""Twins of what stands behind the window: they hold real states and real rows, and note what the window asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.register import Activity
from ledgerpass.errors import LedgerpassError
from ledgerpass.secret import Secret
from ledgerpass.upkeep.keeper import Row
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

    def rows(self) -> tuple[Row, ...]:
        if self.unreadable is not None:
            raise self.unreadable
        return self.shown

    def removed(self) -> tuple[Row, ...]:
        return tuple(self.gone)

    async def purge(self) -> None:
        self.calls.append("purge")

    async def subject(self, connection_id: str) -> Subject:
        self._note(f"subject {connection_id}")
        assert self.subject_given is not None
        return self.subject_given

    async def test(self, connection_id: str) -> Row:
        self._note(f"test {connection_id}")
        row = self.tested.get(connection_id) or self._row(connection_id)
        self.shown = tuple(row if each.connection.id == connection_id else each for each in self.shown)
        return row

    async def rename(self, connection_id: str, name: str) -> None:
        self._note(f"rename {connection_id} {name}")

    async def remove(self, connection_id: str) -> None:
        self._note(f"remove {connection_id}")
        self.gone.append(self._row(connection_id))
        self.shown = tuple(each for each in self.shown if each.connection.id != connection_id)

    async def restore(self, connection_id: str) -> None:
        self._note(f"restore {connection_id}")
        self.shown = (*self.shown, *(each for each in self.gone if each.connection.id == connection_id))

    async def activity(self, connection_id: str) -> tuple[Activity, ...]:
        self._note(f"activity {connection_id}")
        return self.activities

    async def note_copy(self, connection_id: str, what: str) -> None:
        self.calls.append(f"note_copy {connection_id} {what}")

    def _row(self, connection_id: str) -> Row:
        return next(each for each in self.shown if each.connection.id == connection_id)

    def _note(self, call: str) -> None:
        self.calls.append(call)
        if self.trouble is not None:
            trouble, self.trouble = self.trouble, None
            raise trouble


class ScriptedKeychain:
    """A keychain that is unlocked when it is asked, unless a test says otherwise."""

    def __init__(self) -> None:
        self.trouble: LedgerpassError | None = None
        self.unlocked = 0
        self.keychain_name = "a scripted keychain"

    async def look(self) -> None:
        if self.trouble is not None:
            raise self.trouble

    async def unlock(self) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.unlocked += 1


class ScriptedClipboard:
    """Holds what was copied, and whether it came in as a secret."""

    def __init__(self) -> None:
        self.text = ""
        self.secret: Secret | None = None

    def put_secret(self, secret: Secret) -> None:
        self.secret = secret

    def put_text(self, text: str) -> None:
        self.text = text
