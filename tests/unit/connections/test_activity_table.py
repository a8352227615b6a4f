"""The table of activities is read by spreadsheets and auditors as it was meant, and runs nothing."""

import csv
import io

import pytest

from ledgerpass.connections.activity_table import activity_csv
from ledgerpass.connections.connection import Company, Connection
from ledgerpass.connections.register import Activity

SMIT = Connection(
    id="a1b2",
    provider_id="moneybird",
    way_id="sign-in",
    name="Smit",
    created_at=0.0,
    company=Company(id="1", name='Café "De Kade", Smit'),
)


def table(*activities: Activity, connection: Connection = SMIT) -> list[list[str]]:
    return list(csv.reader(io.StringIO(activity_csv(connection, activities), newline=""), strict=True))


def test_it_is_written_to_the_letter() -> None:
    text = activity_csv(SMIT, [Activity(at=1_795_305_600.9, what="tested", detail="working")])
    assert text == (
        "time_utc,what,detail,connection,connection_id,provider,company\r\n"
        '2026-11-22T00:00:00Z,tested,working,Smit,a1b2,moneybird,"Café ""De Kade"", Smit"\r\n'
    )


def test_without_anything_done_there_is_the_header_alone() -> None:
    assert len(table()) == 1


def test_order_and_line_breaks_survive() -> None:
    rows = table(Activity(at=2.0, what="renamed", detail="a\r\nb"), Activity(at=1.0, what="tested"))
    assert [(row[1], row[2]) for row in rows[1:]] == [("renamed", "a\r\nb"), ("tested", "")]


@pytest.mark.parametrize(
    "harmful",
    ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", " =1", "\r=1", "\n=1", "\u00a0=1", "-2+3+cmd|' /C calc'!A0"],
)
def test_no_cell_is_run_as_a_formula(harmful: str) -> None:
    connection = Connection(id="a", provider_id="p", way_id="w", name=harmful, created_at=0.0)
    row = table(Activity(at=1.0, what="company_changed", detail=harmful), connection=connection)[1]
    assert (row[2], row[3]) == (f"'{harmful}", f"'{harmful}")
