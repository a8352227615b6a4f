"""Which connections there are, what state they are in, and what was done with them. No secret is ever in here.

A row is changed by an `edit` that is given the row as it is now, inside the transaction that writes it. There is no
writing of a row that somebody has held for a while: it would bring back the slot that the credential has left.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from ledgerpass.connections.connection import Connection
from ledgerpass.connections.register_file import DamagedError, judge, open_register_file, set_aside
from ledgerpass.connections.register_row import ADD, CHANGE, read_row, write_row
from ledgerpass.connections.renewal import Renewal, Stage
from ledgerpass.errors import ConnectionUnknown, RegisterUnreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Something that was done with a connection: when (seconds since 1970-01-01 UTC), what, and to whom or how."""

    at: float
    what: str
    detail: str = ""


class Register:
    """The list of connections, in one SQLite file. Any thread may use it; a call takes well under a millisecond.

    Every method raises `RegisterUnreadable` when the file can't be read or written.
    """

    def __init__(self, path: Path) -> None:
        """Open the file at `path`, or make it. A damaged one is kept beside it, and an empty one takes its place.

        Raises:
            RegisterUnreadable: it is a newer program's ('newer'), or the system doesn't let us.
        """
        self._path = path
        self._lock = threading.RLock()
        self._set_aside: Path | None = None
        try:
            self._database, self._listed = _open(path)
        except DamagedError:
            self._set_aside = set_aside(path)
            self._database, self._listed = _open(path)

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._path

    @property
    def set_aside(self) -> Path | None:
        """Where a damaged file is kept in whose place an empty one was made just now. The user has to be told."""
        return self._set_aside

    def all(self) -> tuple[Connection, ...]:
        """Give every connection, the removed ones too, in the order in which they were added."""
        with self._reading() as database:
            if self._listed.state != _state(database):
                self._listed = _read_list(database)
            return self._listed.connections

    def get(self, connection_id: str) -> Connection:
        """Give one connection, removed or not.

        Raises:
            ConnectionUnknown: there is none of that id.
        """
        with self._reading() as database:
            row = database.execute("SELECT * FROM connections WHERE id = ?", (connection_id,)).fetchone()
        if row is None:
            raise ConnectionUnknown(connection=connection_id)
        return read_row(row)

    def add(self, connection: Connection) -> None:
        """Add a connection whose id was never used before."""
        with self._writing() as database:
            database.execute(ADD, write_row(connection))

    def change(self, connection_id: str, edit: Callable[[Connection], Connection]) -> Connection:
        """Give the row as it is now to `edit`, write what that gives back, and give it too. `edit` must be quick.

        Raises:
            ConnectionUnknown: there is none of that id.
        """
        with self._writing() as database:
            changed = replace(edit(self.get(connection_id)), id=connection_id)
            database.execute(CHANGE, write_row(changed))
        return changed

    def remove(self, connection_id: str, at: float) -> Connection:
        """Mark a connection as removed at that time, in seconds since 1970-01-01 UTC; everything of it stays.

        Raises:
            ConnectionUnknown: there is none of that id.
        """
        return self.change(connection_id, lambda row: replace(row, removed_at=at))

    def restore(self, connection_id: str) -> Connection:
        """Undo `remove`.

        Raises:
            ConnectionUnknown: there is none of that id; it may have been erased.
        """
        return self.change(connection_id, lambda row: replace(row, removed_at=None))

    def erase(self, connection_id: str) -> None:
        """Delete a connection with its activities; nothing happens when there is none of that id."""
        with self._writing() as database:
            database.execute("DELETE FROM connections WHERE id = ?", (connection_id,))

    def note(self, connection_id: str, activity: Activity) -> None:
        """Add something that was done with a connection. It is never changed; it must not hold a secret.

        Raises:
            ConnectionUnknown: there is none of that id.
        """
        with self._writing() as database:
            self.get(connection_id)
            database.execute(
                "INSERT INTO activities (connection_id, at, what, detail) VALUES (?, ?, ?, ?)",
                (connection_id, activity.at, activity.what, activity.detail),
            )

    def activities(self, connection_id: str) -> tuple[Activity, ...]:
        """Give what was done with a connection, in that order."""
        with self._reading() as database:
            rows = database.execute(
                "SELECT at, what, detail FROM activities WHERE connection_id = ? ORDER BY number", (connection_id,)
            ).fetchall()
        return tuple(Activity(at=row["at"], what=row["what"], detail=row["detail"]) for row in rows)

    def renewal(self, connection_id: str) -> Renewal | None:
        """Give what is known of renewing with the credential that a connection points to, None for nothing."""
        with self._reading() as database:
            row = database.execute("SELECT * FROM renewals WHERE connection_id = ?", (connection_id,)).fetchone()
        return None if row is None else Renewal(slot=row["slot"], stage=Stage(row["stage"]), at=row["at"])

    def note_renewal(self, connection_id: str, stage: Stage, at: float) -> None:
        """Note how far renewing with the credential in use has come. It is forgotten when the row points to another.

        Raises:
            ConnectionUnknown: there is none of that id.
        """
        with self._writing() as database:
            database.execute(
                "REPLACE INTO renewals (connection_id, slot, stage, at) VALUES (?, ?, ?, ?)",
                (connection_id, self.get(connection_id).slot, stage.value, at),
            )

    def forget_renewal(self, connection_id: str) -> None:
        """Forget what `note_renewal` noted; nothing happens when it noted nothing."""
        with self._writing() as database:
            database.execute("DELETE FROM renewals WHERE connection_id = ?", (connection_id,))

    def close(self) -> None:
        """Close the file. Nothing is lost when this is never called."""
        with self._lock:
            self._database.close()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._database
            except sqlite3.Error as error:
                raise RegisterUnreadable(file=str(self._path), reason=str(error)) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as database:
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
                database.execute("COMMIT")
            except BaseException:
                if database.in_transaction:  # a full disk has ended it already
                    database.execute("ROLLBACK")
                raise


@dataclass(frozen=True, slots=True)
class _Listed:
    """The list as it was read last: a thousand rows are felt when they are read each time the window is looked at.

    `state` is that of the file: one number moves with what other programs write, the other with what this one does.
    """

    state: tuple[int, int]
    connections: tuple[Connection, ...]


def _state(database: sqlite3.Connection) -> tuple[int, int]:
    (version,) = database.execute("PRAGMA data_version").fetchone()
    return version, database.total_changes


def _read_list(database: sqlite3.Connection) -> _Listed:
    state = _state(database)  # before the rows: what is written in between is then read again the next time
    rows = database.execute("SELECT * FROM connections ORDER BY number")
    return _Listed(state, tuple(map(read_row, rows)))


def _open(path: Path) -> tuple[sqlite3.Connection, _Listed]:
    """Open the file and read every row once, so that one that makes no sense is found now."""
    database = open_register_file(path)
    try:
        return database, _read_list(database)
    except sqlite3.Error as error:
        database.close()
        raise judge(error, path) from error
    except (ValueError, msgspec.MsgspecError) as error:
        database.close()
        raise DamagedError from error
