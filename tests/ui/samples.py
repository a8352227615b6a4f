"""Providers, drafts and rows for the window's tests: the real files, and a day that never changes."""

from datetime import datetime
from functools import cache
from typing import Any

import msgspec.structs

from ledgerpass.connections.connection import Company, Connection, Outcome
from ledgerpass.providers.catalogue import read_catalogue
from ledgerpass.providers.provider import AuthorizationCode, Provider
from ledgerpass.resource_files import resource_path
from ledgerpass.upkeep.keeper import Row
from ledgerpass.upkeep.standing import CannotReach, NeedsYou, RenewsItself, SignInBy, Standing, Working
from ledgerpass.wizard.draft import Draft
from ledgerpass.wizard.pages import draft_for

NOW = datetime(2026, 11, 23, 9, 42).astimezone().timestamp()
MINUTE = 60.0
DAY = 86400.0

SECRET = "live-secret-7f3c9a51d2e84b60"
TOKEN = "live-token-0b9d4c77aa3148f2"


def clock() -> float:
    return NOW


@cache
def providers() -> tuple[Provider, ...]:
    return tuple(read_catalogue([resource_path("providers")]))


def provider(provider_id: str) -> Provider:
    return next(each for each in providers() if each.id == provider_id)


def draft(provider_id: str, way_id: str = "") -> Draft:
    chosen = provider(provider_id)
    way = chosen.way(way_id) if way_id else chosen.ways[0]
    assert way is not None
    return draft_for(chosen, way)


def connection(
    connection_id: str,
    provider_id: str = "moneybird",
    name: str = "Bakkerij Smit B.V.",
    **changes: Any,  # noqa: ANN401 - any of the fields
) -> Connection:
    values: dict[str, Any] = {
        "way_id": "sign-in",
        "created_at": NOW - 40 * DAY,
        "company": Company(id="123", name=name),
        "asked": ("sales_invoices",),
        "granted": ("sales_invoices",),
        "outcome": Outcome.WORKING,
        "tested_at": NOW - 28 * MINUTE,
        **changes,
    }
    return Connection(id=connection_id, provider_id=provider_id, name=name, **values)


def row(known: Connection, standing: Standing, *, provider_is_known: bool = True) -> Row:
    chosen = provider(known.provider_id) if provider_is_known else None
    return Row(
        connection=known,
        provider=chosen,
        way=chosen.way(known.way_id) if chosen else None,
        standing=standing,
    )


def rows() -> tuple[Row, ...]:
    """One row for each way to stand."""
    return (
        row(connection("smit"), Working(tested_at=NOW - 28 * MINUTE)),
        row(
            connection("jansen", name="Jansen & Co. Administratie"),
            RenewsItself(expires_at=NOW + 58 * MINUTE, tested_at=NOW),
        ),
        row(connection("wallet", "money-go", "MoneyGo", company=None), SignInBy(expires_at=NOW + 10 * DAY)),
        row(connection("classic", "freshbooks-classic", "jansen"), NeedsYou(outcome=Outcome.ENDED)),
        row(connection("visser", name="Visser Installaties"), CannotReach(tested_at=NOW - DAY)),
        row(connection("practice", "practice", "De Oefenbakker"), Working(tested_at=NOW - 2 * DAY)),
    )


def dying_way() -> AuthorizationCode:
    """Give a way in whose refresh tokens die after 60 days without use."""
    way = provider("moneybird").way("sign-in")
    assert isinstance(way, AuthorizationCode)
    return msgspec.structs.replace(way, refresh_lifetime=60 * 86400)


def many_rows(count: int) -> tuple[Row, ...]:
    return tuple(
        row(connection(f"c{number}", name=f"Company {number:04}"), Working(tested_at=NOW)) for number in range(count)
    )
