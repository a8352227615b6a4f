"""A connection as a row of the register: written and read again."""

import json
import sqlite3

import msgspec

from ledgerpass.connections.connection import Company, Connection, Outcome

ADD = """
    INSERT INTO connections (
        id, provider_id, way_id, name, created_at, company_id, company_name, inputs, asked, granted,
        outcome, tested_at, expires_at, renewed_at, renews, slot, holds_previous, removed_at, embedded
    ) VALUES (
        :id, :provider_id, :way_id, :name, :created_at, :company_id, :company_name, :inputs, :asked, :granted,
        :outcome, :tested_at, :expires_at, :renewed_at, :renews, :slot, :holds_previous, :removed_at, :embedded
    )
"""
CHANGE = """
    UPDATE connections SET
        provider_id = :provider_id, way_id = :way_id, name = :name, created_at = :created_at, company_id = :company_id,
        company_name = :company_name, inputs = :inputs, asked = :asked, granted = :granted, outcome = :outcome,
        tested_at = :tested_at, expires_at = :expires_at, renewed_at = :renewed_at, renews = :renews, slot = :slot,
        holds_previous = :holds_previous, removed_at = :removed_at, embedded = :embedded
    WHERE id = :id
"""


def write_row(connection: Connection) -> dict[str, object]:
    """Give the values of a row by the names in `ADD` and `CHANGE`."""
    company = connection.company
    return {
        "id": connection.id,
        "provider_id": connection.provider_id,
        "way_id": connection.way_id,
        "name": connection.name,
        "created_at": connection.created_at,
        "company_id": None if company is None else company.id,
        "company_name": None if company is None else company.name,
        "inputs": json.dumps(dict(connection.inputs)),
        "asked": json.dumps(connection.asked),
        "granted": json.dumps(connection.granted),
        "outcome": connection.outcome.value,
        "tested_at": connection.tested_at,
        "expires_at": connection.expires_at,
        "renewed_at": connection.renewed_at,
        "renews": connection.renews,
        "slot": connection.slot,
        "holds_previous": connection.holds_previous,
        "removed_at": connection.removed_at,
        "embedded": connection.embedded,
    }


def read_row(row: sqlite3.Row) -> Connection:
    """Read a row.

    Raises:
        ValueError, MsgspecError: it makes no sense.
    """
    return Connection(
        id=row["id"],
        provider_id=row["provider_id"],
        way_id=row["way_id"],
        name=row["name"],
        created_at=row["created_at"],
        company=None if row["company_id"] is None else Company(id=row["company_id"], name=row["company_name"]),
        inputs=msgspec.json.decode(row["inputs"], type=dict[str, str]),
        asked=msgspec.json.decode(row["asked"], type=tuple[str, ...]),
        granted=msgspec.json.decode(row["granted"], type=tuple[str, ...]),
        outcome=Outcome(row["outcome"]),
        tested_at=row["tested_at"],
        expires_at=row["expires_at"],
        renewed_at=row["renewed_at"],
        renews=bool(row["renews"]),
        slot=row["slot"],
        holds_previous=bool(row["holds_previous"]),
        removed_at=row["removed_at"],
        embedded=None if row["embedded"] is None else bool(row["embedded"]),
    )
