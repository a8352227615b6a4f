"""`ledgerpass list`: the connections there are, for people as a table, for programs as one JSON object."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ledgerpass.cli.connection_text import connection_values, utc
from ledgerpass.cli.console import Console, harmless
from ledgerpass.cli.exit_code import ExitCode
from ledgerpass.cli.standing_words import standing_words
from ledgerpass.connections.connection import Connection
from ledgerpass.providers.catalogue import Catalogue
from ledgerpass.providers.provider import Provider, WayIn
from ledgerpass.upkeep.standing import Standing, standing


class Row(Protocol):
    """What is shown of a connection: `upkeep.rows.Row`, or the same without what is loaded for that."""

    @property
    def connection(self) -> Connection:
        """The connection."""

    @property
    def provider(self) -> Provider | None:
        """Its provider, None where the file is gone."""

    @property
    def way(self) -> WayIn | None:
        """Its way in, None where it is gone."""

    @property
    def standing(self) -> Standing:
        """How it stands."""


@dataclass(frozen=True, slots=True)
class _Row:
    connection: Connection
    provider: Provider | None
    way: WayIn | None
    standing: Standing


def list_connections(
    connections: Sequence[Connection], catalogue: Catalogue, console: Console, *, now: float, as_json: bool
) -> ExitCode:
    """Print the connections as the result, oldest first, without the removed ones; no secret is in it.

    `now` is in seconds since 1970-01-01 UTC.
    """
    rows = [_row(each, catalogue, now) for each in connections if each.removed_at is None]
    if as_json:
        console.give(json.dumps({"connections": [row_values(row) for row in rows]}))
    elif rows:
        console.give("\n".join(_table([_cells(row) for row in rows])))
    else:
        console.say('There is no connection yet. Make one with "ledgerpass connect", or in the window.')
    return ExitCode.DONE


def row_values(row: Row) -> dict[str, object]:
    """Give what is known of a connection, for JSON. `missing` are permissions that were asked for and not granted.

    `state` is 'working', 'renews', 'ends', 'needs_you' or 'unreachable'; `needs` says for what it needs the user:
    'ended', 'forbidden', 'lost', 'other_company' or 'provider'; null otherwise.
    """
    connection = row.connection
    stands = standing_words(row.standing, is_known=row.way is not None)
    return {
        **connection_values(connection, row.provider),
        "tested_at": utc(connection.tested_at),
        "missing": [name for name in connection.asked if name not in connection.granted],
        "state": stands.state,
        "needs": stands.needs,
    }


def _row(connection: Connection, catalogue: Catalogue, now: float) -> _Row:
    provider = catalogue.get(connection.provider_id)
    way = provider.way(connection.way_id) if provider else None
    return _Row(connection, provider, way, standing(connection, now))


def _cells(row: Row) -> tuple[str, ...]:
    connection = row.connection
    provider = row.provider.name if row.provider else connection.provider_id
    stands = standing_words(row.standing, is_known=row.way is not None)
    return tuple(" ".join(harmless(cell).split()) for cell in (connection.name, provider, stands.words, connection.id))


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return [line.rstrip() for line in lines]
