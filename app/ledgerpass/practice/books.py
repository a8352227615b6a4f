"""The books of the two companies that exist nowhere but here. Amounts are in euros, as text, as money should be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """One company's books."""

    id: str
    name: str
    invoices: Sequence[Row]
    bank: Sequence[Row]


def _invoice(number: str, date: str, customer: str, total: str, state: str) -> Row:
    return {"number": number, "date": date, "customer": customer, "total": total, "currency": "EUR", "state": state}


def _payment(date: str, name: str, amount: str) -> Row:
    return {"date": date, "name": name, "amount": amount, "currency": "EUR"}


_BAKERY = Books(
    id="1001",
    name="Bakkerij Smit B.V.",
    invoices=(
        _invoice("2026-0141", "2026-10-02", "Café De Kade", "412.80", "paid"),
        _invoice("2026-0142", "2026-10-09", "Basisschool De Linde", "96.25", "paid"),
        _invoice("2026-0143", "2026-10-30", "Hotel Zeezicht", "1280.00", "sent"),
        _invoice("2026-0144", "2026-11-06", "Café De Kade", "398.40", "late"),
    ),
    bank=(
        _payment("2026-10-12", "Café De Kade", "412.80"),
        _payment("2026-10-14", "Molen De Hoop, meel", "-735.60"),
        _payment("2026-10-20", "Basisschool De Linde", "96.25"),
    ),
)
_ADVICE = Books(
    id="1002",
    name="Jansen Advies",
    invoices=(
        _invoice("26-031", "2026-09-28", "Gemeente Waterland", "4356.00", "paid"),
        _invoice("26-032", "2026-10-31", "Stichting Groen & Blauw", "1815.00", "sent"),
    ),
    bank=(
        _payment("2026-10-27", "Gemeente Waterland", "4356.00"),
        _payment("2026-11-01", "Kantoorhuur november", "-640.00"),
    ),
)

COMPANIES = {each.id: each for each in (_BAKERY, _ADVICE)}
