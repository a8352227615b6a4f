"""The register's file: made, opened, looked at, and set aside when it is damaged.

A damaged file is moved, not deleted, and nothing is repaired: what is in it may still be worth something to somebody
who knows how. WAL with FULL is the safe setting that is also quick: 0.3 ms a change, and readers never wait.
"""

import os
import sqlite3
import time
from contextlib import suppress
from itertools import count
from pathlib import Path

from ledgerpass.connections.register_schema import KNOWN_FORM, bring_up_to_date, read_form
from ledgerpass.errors import RegisterUnreadable

_PATIENCE = 5.0  # seconds that a change waits for another process's change, which takes about a millisecond
_PAUSE = 0.005  # seconds between two attempts at opening a file that other processes are just making
_COMPANIONS = ("", "-wal", "-shm")  # SQLite's log and index lie beside the file and are part of it
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRIMARY_CODE = 0xFF  # the low byte of an error code; the others say more about the same


class DamagedError(Exception):
    """The file is not, or not wholly, a register."""


def open_register_file(path: Path) -> sqlite3.Connection:
    """Open the file for any thread, in autocommit mode; make it, with its folder, for this user alone.

    Raises:
        DamagedError: it can't be used, and `set_aside` makes room for a new one.
        RegisterUnreadable: it is a newer program's, or the system doesn't let us.
    """
    try:
        _make(path)
        database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.Error) as error:
        raise RegisterUnreadable(file=str(path), reason=str(error)) from error
    try:
        _prepare_patiently(database, path)
    except BaseException as error:
        database.close()
        if isinstance(error, sqlite3.Error):
            raise judge(error, path) from error
        raise
    return database


def judge(error: sqlite3.Error, path: Path) -> DamagedError | RegisterUnreadable:
    """Tell damage from everything else that can be wrong with a file: a full disk, a lock, a missing right."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & _PRIMARY_CODE in _DAMAGE:
        return DamagedError(str(error))
    return RegisterUnreadable(file=str(path), reason=str(error))


def set_aside(path: Path) -> Path:
    """Move the file with its companions to a name beside it that is free, and give that name."""
    free = next(name for number in count(1) if not (name := path.with_name(f"{path.name}.damaged-{number}")).exists())
    for companion in _COMPANIONS:
        with suppress(FileNotFoundError):
            path.with_name(path.name + companion).rename(free.with_name(free.name + companion))
    return free


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # one that is there already is the user's own business
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)  # SQLite gives its companions the same rights


def _prepare_patiently(database: sqlite3.Connection, path: Path) -> None:
    """Prepare the file, again and again while other processes make it or clean up after it.

    SQLite doesn't wait by itself for a change of the journal's mode, nor for the last one to close a file.
    """
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            return _prepare(database, path)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _PRIMARY_CODE != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        time.sleep(_PAUSE)


def _prepare(database: sqlite3.Connection, path: Path) -> None:
    database.row_factory = sqlite3.Row
    if read_form(database) > KNOWN_FORM:
        raise RegisterUnreadable(file=str(path), reason="newer")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("PRAGMA foreign_keys = ON")
    bring_up_to_date(database)
    if [tuple(row) for row in database.execute("PRAGMA quick_check")] != [("ok",)]:
        raise DamagedError
