"""A register's file from an earlier day is brought up to date when it is opened, and keeps all that is in it."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ledgerpass.connections.connection import Company, Connection, Outcome
from ledgerpass.connections.register import Activity, Register
from ledgerpass.connections.renewal import Renewal, Stage
from ledgerpass.errors import ConnectionUnknown

# a file as the first released form wrote it
FORM_1 = """
    CREATE TABLE connections (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, provider_id TEXT NOT NULL, way_id TEXT NOT NULL,
        name TEXT NOT NULL, created_at REAL NOT NULL, company_id TEXT, company_name TEXT, inputs TEXT NOT NULL,
        asked TEXT NOT NULL, granted TEXT NOT NULL, outcome TEXT NOT NULL, tested_at REAL, expires_at REAL,
        renews INTEGER NOT NULL, slot TEXT NOT NULL CHECK (slot IN ('a', 'b')), removed_at REAL
    ) STRICT;
    CREATE TABLE activities (
        number INTEGER PRIMARY KEY, connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
        at REAL NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL
    ) STRICT;
    CREATE INDEX activities_of_connection ON activities (connection_id, number);
    CREATE TRIGGER activities_are_history BEFORE UPDATE ON activities
    BEGIN SELECT RAISE(ABORT, 'what has happened is not changed'); END;
    INSERT INTO connections VALUES (
        7, 'one', 'moneybird', 'sign-in', 'Jansen', 1.5, '123', 'Bakkerij Smit', '{"account":"jansen"}',
        '["documents"]', '["documents"]', 'forbidden', 2.5, 3.5, 1, 'b', NULL
    );
    INSERT INTO activities (connection_id, at, what, detail) VALUES ('one', 1.5, 'connected', '');
    PRAGMA user_version = 1;
"""
ONE = Connection(
    id="one",
    provider_id="moneybird",
    way_id="sign-in",
    name="Jansen",
    created_at=1.5,
    company=Company(id="123", name="Bakkerij Smit"),
    inputs={"account": "jansen"},
    asked=("documents",),
    granted=("documents",),
    outcome=Outcome.FORBIDDEN,
    tested_at=2.5,
    expires_at=3.5,
    renews=True,
    slot="b",
)


@pytest.fixture(name="path")
def write_first_form(tmp_path: Path) -> Path:
    path = tmp_path / "connections.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(FORM_1)
    return path


def test_a_file_of_the_first_form_keeps_all_that_is_in_it(path: Path) -> None:
    for _ in range(2):  # the second time there is nothing left to do
        with closing(Register(path)) as register:
            assert register.set_aside is None
            assert register.all() == (ONE,)
            assert register.activities("one") == (Activity(at=1.5, what="connected"),)
            assert register.renewal("one") is None


def test_a_file_of_the_first_form_takes_what_is_new(path: Path) -> None:
    with closing(Register(path)) as register:
        register.note_renewal("one", Stage.ASKED, at=4.0)
        new: dict[str, Any] = {"renewed_at": 5.5, "holds_previous": True, "embedded": False}
        changed = register.change("one", lambda row: replace(row, **new))
        assert register.get("one") == changed == replace(ONE, **new)
        assert register.renewal("one") == Renewal(slot="b", stage=Stage.ASKED, at=4.0)


def test_a_renewal_is_noted_for_the_slot_in_use_and_gone_when_the_row_points_to_another(path: Path) -> None:
    with closing(Register(path)) as register:
        register.note_renewal("one", Stage.ASKED, at=4.0)
        register.note_renewal("one", Stage.ARRIVED, at=5.0)
        register.change("one", lambda row: replace(row, name="Pietersen"))
        assert register.renewal("one") == Renewal(slot="b", stage=Stage.ARRIVED, at=5.0)
        register.change("one", lambda row: replace(row, slot="a"))
        assert register.renewal("one") is None


def test_a_renewal_is_called_off_and_goes_with_its_connection(path: Path) -> None:
    with closing(Register(path)) as register:
        register.note_renewal("one", Stage.ASKED, at=4.0)
        register.forget_renewal("one")
        register.forget_renewal("one")
        assert register.renewal("one") is None
        register.note_renewal("one", Stage.ASKED, at=4.0)
        register.erase("one")
        assert register.renewal("one") is None
        with pytest.raises(ConnectionUnknown):
            register.note_renewal("one", Stage.ASKED, at=4.0)


def test_what_has_happened_is_not_forgotten_before_its_connection_is(path: Path) -> None:
    Register(path).close()
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("DELETE FROM activities")
    with closing(Register(path)) as register:
        register.erase("one")
        assert register.activities("one") == ()
