"""The register's tables, and the steps that lead from any earlier form of them to this one.

A file's form is its `user_version`. Steps are only ever added: each leads from one form to the next, in one
transaction with the number, so that a step is done wholly or not at all, by one of however many processes have opened
the file.
"""

import sqlite3

# STRICT (SQLite 3.37) makes the file itself refuse what is no number where a number belongs.
_STEPS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE connections (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            provider_id TEXT NOT NULL,
            way_id TEXT NOT NULL,
            name TEXT NOT NULL,
            created_at REAL NOT NULL,
            company_id TEXT,
            company_name TEXT,
            inputs TEXT NOT NULL,
            asked TEXT NOT NULL,
            granted TEXT NOT NULL,
            outcome TEXT NOT NULL,
            tested_at REAL,
            expires_at REAL,
            renews INTEGER NOT NULL,
            slot TEXT NOT NULL CHECK (slot IN ('a', 'b')),
            removed_at REAL
        ) STRICT
        """,
        """
        CREATE TABLE activities (
            number INTEGER PRIMARY KEY,
            connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
            at REAL NOT NULL,
            what TEXT NOT NULL,
            detail TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX activities_of_connection ON activities (connection_id, number)",
        """
        CREATE TRIGGER activities_are_history BEFORE UPDATE ON activities
        BEGIN SELECT RAISE(ABORT, 'what has happened is not changed'); END
        """,
    ),
    (
        "ALTER TABLE connections ADD COLUMN renewed_at REAL",
        "ALTER TABLE connections ADD COLUMN holds_previous INTEGER NOT NULL DEFAULT 0",
        # What is under way with the refresh token in a connection's slot. No secret, and nothing made from one.
        """
        CREATE TABLE renewals (
            connection_id TEXT PRIMARY KEY REFERENCES connections (id) ON DELETE CASCADE,
            slot TEXT NOT NULL CHECK (slot IN ('a', 'b')),
            at REAL NOT NULL,
            stage TEXT NOT NULL CHECK (stage IN ('asked', 'arrived', 'refused'))
        ) STRICT
        """,
        # In the very transaction that points to another slot, whoever makes it.
        """
        CREATE TRIGGER another_slot_ends_the_renewal AFTER UPDATE OF slot ON connections WHEN old.slot <> new.slot
        BEGIN DELETE FROM renewals WHERE connection_id = new.id; END
        """,
        # They go with their connection, when that is erased, and not before.
        """
        CREATE TRIGGER activities_are_kept BEFORE DELETE ON activities
        WHEN EXISTS (SELECT 1 FROM connections WHERE id = old.connection_id)
        BEGIN SELECT RAISE(ABORT, 'what has happened is not forgotten'); END
        """,
    ),
    ("ALTER TABLE connections ADD COLUMN embedded INTEGER",),
)

KNOWN_FORM = len(_STEPS)


def read_form(database: sqlite3.Connection) -> int:
    """Give the number of the form that the file is in; 0 is an empty one."""
    (form,) = database.execute("PRAGMA user_version").fetchone()
    return int(form)


def bring_up_to_date(database: sqlite3.Connection) -> None:
    """Take the steps that are missing. The connection must be in autocommit mode, and the file of no later form."""
    if read_form(database) == KNOWN_FORM:
        return
    database.execute("BEGIN IMMEDIATE")
    try:
        for form in range(read_form(database), KNOWN_FORM):  # read again: another process may have been quicker
            for statement in _STEPS[form]:
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {form + 1}")
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise
