"""The list of what was done with a connection as a table for a spreadsheet or an auditor (CSV, RFC 4180).

A cell that begins like a formula would be run by the spreadsheet that opens the file, and a connection's name can be
anybody's: such a cell gets an apostrophe in front, which spreadsheets take for "this is text".
"""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime

from ledgerpass.connections.connection import Connection
from ledgerpass.connections.register import Activity

_HEADER = ("time_utc", "what", "detail", "connection", "connection_id", "provider", "company")
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")


def activity_csv(connection: Connection, activities: Iterable[Activity]) -> str:
    """Write the table: a header, then a line for each activity in the given order.

    Times are UTC (RFC 3339). Lines end with CR LF (RFC 4180 section 2). Whoever writes it to a file for Excel begins it
    with a byte order mark (the encoding `utf-8-sig`), or names with accents come out wrong there.
    """
    company = connection.company.name if connection.company else ""
    whose = (connection.name, connection.id, connection.provider_id, company)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEADER)
    for activity in activities:
        writer.writerow(map(_harmless, (_moment(activity.at), activity.what, activity.detail, *whose)))
    return text.getvalue()


def _moment(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _harmless(cell: str) -> str:
    # white space first would hide a formula from this check and not from every spreadsheet
    return f"'{cell}" if cell.startswith(_FORMULAS) or cell.lstrip().startswith(_FORMULAS) else cell
