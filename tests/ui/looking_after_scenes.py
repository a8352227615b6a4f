"""The scenes of looking after: testing all, what ends when, what was removed, another company than before."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QAbstractButton

from ledgerpass.connections.connection import Company, Outcome
from ledgerpass.connections.register import Activity
from ledgerpass.ui.sheets.activity import activity_sheet
from ledgerpass.ui.wording.tally_words import progress_words, stopped_words, tally_words
from ledgerpass.ui.wording.translation import say
from ledgerpass.upkeep.expiry_calendar import disuse_after
from ledgerpass.upkeep.farewells import Ending, Farewell, Parting
from ledgerpass.upkeep.keeper import Row
from ledgerpass.upkeep.standing import CannotReach, NeedsYou, RenewsItself, SignInBy, Working
from ledgerpass.upkeep.trial_round import Tally
from ledgerpass.wizard.pages import details_page
from ledgerpass.wizard.state import ChoosingCompany, ConfirmingCompany, Done
from tests.ui import samples
from tests.ui.stand import Scene, Stand

LONG = (
    "Coöperatieve Vereniging Administratie- en Belastingadvieskantoor De Noordelijke Drie Gemeenten en Omstreken U.A."
)


def _home(stand: Stand, rows: tuple[Row, ...] = ()) -> None:
    stand.keeper.shown = rows or samples.rows()
    stand.window.show_home()


def _testing(stand: Stand) -> None:
    _home(stand)
    home = stand.window.home
    home.progress.begin(progress_words(0, 6))
    for connection_id in ("jansen", "wallet"):
        home.list.rows.mark_busy(connection_id, say("Testing…"))
    home.progress.go_on(progress_words(3, 6), 1 / 6)


def _tested(stand: Stand) -> None:
    _home(stand)
    tally = Tally(works=9, needs_you=2, unreachable=1, left_alone=14, unknown=1)
    stand.window.home.progress.end(tally_words(tally))


def _stopped(stand: Stand) -> None:
    _home(stand)
    stand.window.home.progress.end(stopped_words(3, 12), "info", "soft")


def _next_try(stand: Stand) -> None:
    stand.window.home.list.rows.next_try = lambda _connection_id: samples.NOW + 263 * samples.MINUTE
    _home(stand)


def ending_rows() -> tuple[Row, ...]:
    """Two that need the user soon, one that is kept alive by itself."""
    renews: dict[str, Any] = {"renews": True, "renewed_at": samples.NOW - 20 * samples.DAY}
    kept = samples.row(
        samples.connection("jansen", "practice", "Jansen & Co. Administratie", way_id="sign-in", **renews),
        RenewsItself(expires_at=samples.NOW + 58 * samples.MINUTE, tested_at=samples.NOW),
    )
    return (
        samples.row(samples.connection("smit"), Working(tested_at=samples.NOW)),
        samples.row(
            samples.connection("wallet", "money-go", "MoneyGo", way_id=samples.provider("money-go").ways[0].id),
            Working(tested_at=samples.NOW),
        ),
        _ends_in(10, "brug", "Stichting De Brug"),
        _ends_in(12, "visser", "Visser Installaties"),
        _kept_alive(kept),
    )


def away_row(days: float, outcome: Outcome = Outcome.UNREACHABLE) -> Row:
    """One that is not kept alive, as it can't be reached or for another reason, and ends in so many days."""
    at = samples.NOW + days * samples.DAY
    connection = samples.connection(
        "bakker",
        "practice",
        "De Gouden Bakker",
        way_id="sign-in",
        renews=True,
        renewed_at=at - disuse_after(samples.dying_way()),
        outcome=outcome,
    )
    return _kept_alive(samples.row(connection, CannotReach(tested_at=samples.NOW - samples.DAY)))


def _ends_in(days: float, connection_id: str, name: str) -> Row:
    at = samples.NOW + days * samples.DAY
    return samples.row(samples.connection(connection_id, name=name, expires_at=at), SignInBy(expires_at=at))


def _kept_alive(row: Row) -> Row:
    """Give its way in a refresh token that dies by disuse."""
    return replace(row, way=samples.dying_way())


def _warning(stand: Stand) -> None:
    _home(stand, ending_rows())


def _warning_many(stand: Stand) -> None:
    ended = tuple(
        samples.row(samples.connection(f"e{number}", name=f"Klant {number:02}"), NeedsYou(outcome=Outcome.ENDED))
        for number in range(3)
    )
    _home(stand, (*samples.many_rows(40), *ended, *ending_rows()))


def _more_menu(stand: Stand) -> None:
    _home(stand)
    stand.window.home.more_button.click()


def _other_company_row(stand: Stand) -> None:
    others = tuple(row for row in samples.rows() if row.connection.id != "smit")
    other = samples.row(samples.connection("smit"), NeedsYou(outcome=Outcome.OTHER_COMPANY))
    _home(stand, (other, *others))


def _calendar(stand: Stand) -> None:
    ended = samples.row(samples.connection("classic", "freshbooks-classic", "jansen"), NeedsYou(outcome=Outcome.ENDED))
    _home(stand, (ended, *ending_rows(), away_row(5), _ends_in(40, "long", LONG)))
    stand.window.looking_after.show_calendar()


def _calendar_empty(stand: Stand) -> None:
    _home(stand, samples.rows()[:1])
    stand.window.looking_after.show_calendar()


def removed_row(connection_id: str, name: str, hours: float, provider_id: str = "moneybird") -> Row:
    known = samples.connection(connection_id, provider_id, name, removed_at=samples.NOW - hours * 60 * samples.MINUTE)
    return samples.row(known, Working(tested_at=samples.NOW))


def _removed(stand: Stand) -> None:
    _home(stand)
    stand.keeper.gone = [removed_row("long", LONG, 20), removed_row("brug", "Stichting De Brug", 1)]
    stand.keeper.farewell_given = Farewell(revokes=False, manage_url="https://moneybird.com/user/applications")
    stand.window.looking_after.removing.show_removed()


def _removed_asks(stand: Stand) -> None:
    _home(stand)
    stand.keeper.gone = [removed_row("brug", "Stichting De Brug", 1, "practice")]
    stand.keeper.farewell_given = Farewell(revokes=True, manage_url="", beside=("De Oefenbakker", "Jansen & Co."))
    stand.window.looking_after.removing.show_removed()
    for each in stand.window.sheet.findChildren(QAbstractButton):
        if each.text() == say("End it now…"):
            each.click()


def _removed_nothing(stand: Stand) -> None:
    _home(stand)
    stand.window.looking_after.removing.show_removed()


def _removal_said(stand: Stand) -> None:
    _home(stand)
    stand.window.looking_after.removing.say_removed(samples.rows()[0])


def _parted(stand: Stand) -> None:
    _home(stand)
    url = "https://moneybird.com/user/applications"
    parting = Parting(
        connection=samples.connection("long", name=LONG),
        provider="Moneybird",
        ending=Ending.NOT_OFFERED,
        manage_url=url,
    )
    stand.window.looking_after.removing.say_parting(parting)


def _activity(stand: Stand) -> None:
    _home(stand)
    done = (
        ("connected", ""),
        ("copied_token", ""),
        ("tested", "working"),
        ("renewed", ""),
        ("company_changed", LONG),
        ("copied_header", ""),
        ("tested", "unreachable"),
    )
    activities = tuple(
        Activity(at=samples.NOW - (9 - place) * 8 * 3600, what=what, detail=detail)
        for place, (what, detail) in enumerate(done)
    )
    content = activity_sheet(activities, samples.NOW, lambda: None)
    stand.window.sheet.open_with("Activity of Bakkerij Smit B.V.", content)


def _activity_long(stand: Stand) -> None:
    _home(stand)
    activities = tuple(Activity(at=samples.NOW - number * 7000, what="renewed") for number in range(250, 0, -1))
    stand.window.sheet.open_with(
        "Activity of Bakkerij Smit B.V.", activity_sheet(activities, samples.NOW, lambda: None)
    )


def _permissions_missing(stand: Stand) -> None:
    connection = samples.connection("smit", asked=("sales_invoices", "bank"), granted=("sales_invoices",))
    _home(stand, (samples.row(connection, Working(tested_at=samples.NOW)),))
    stand.window.looking_after.show_permissions("smit")


def confirming(*names: str, expected: str = "Bakkerij Smit B.V.") -> ConfirmingCompany:
    """Give the state in which a second sign-in opened these."""
    return ConfirmingCompany(
        draft=replace(samples.draft("moneybird", "sign-in"), replaces="smit"),
        expected=Company(id="123", name=expected),
        found=tuple(Company(id=f"9{place}", name=name) for place, name in enumerate(names)),
    )


def _confirm(*names: str, expected: str = "Bakkerij Smit B.V.") -> Scene:
    return lambda stand: stand.show(confirming(*names, expected=expected))


def _confirm_which(stand: Stand) -> None:
    stand.show(confirming("Jansen & Co. Administratie", "Visser Installaties", LONG))
    stand.window.wizard.pages.confirm_company.change.click()


def _confirm_which_many(stand: Stand) -> None:
    stand.show(confirming(*(f"Klant {number:03}" for number in range(60))))
    stand.window.wizard.pages.confirm_company.add.click()


def _replacing(stand: Stand) -> None:
    draft = samples.draft("moneybird", "personal-token")
    stand.show(details_page(replace(draft, replaces="smit", gives_codes=True)))


def _done_long(stand: Stand) -> None:
    connection = samples.connection("smit", name=LONG, tested_at=samples.NOW, renews=True)
    stand.show(Done(draft=samples.draft("moneybird", "sign-in"), connection=connection))


def _company_long(stand: Stand) -> None:
    companies = (Company(id="1", name=LONG), Company(id="2", name="Jansen & Co."))
    stand.show(ChoosingCompany(draft=samples.draft("moneybird", "sign-in"), companies=companies))


def _home_long(stand: Stand) -> None:
    connection = samples.connection("smit", name=LONG)
    _home(stand, (samples.row(connection, CannotReach()), *samples.rows()[1:]))
    stand.window.looking_after.removing.say_removed(samples.row(connection, CannotReach()))


SCENES: dict[str, Scene] = {
    "home-testing": _testing,
    "home-tested": _tested,
    "home-test-stopped": _stopped,
    "home-next-try": _next_try,
    "home-warning": _warning,
    "home-warning-many": _warning_many,
    "home-more-menu": _more_menu,
    "home-other-company": _other_company_row,
    "home-removal-said": _removal_said,
    "home-parted": _parted,
    "home-long-name": _home_long,
    "sheet-activity": _activity,
    "sheet-activity-long": _activity_long,
    "sheet-permissions-missing": _permissions_missing,
    "sheet-calendar": _calendar,
    "sheet-calendar-empty": _calendar_empty,
    "sheet-removed": _removed,
    "sheet-removed-asks": _removed_asks,
    "sheet-removed-nothing": _removed_nothing,
    "company-confirm": _confirm("Jansen & Co. Administratie"),
    "company-confirm-long": _confirm(LONG, expected=LONG),
    "company-confirm-several": _confirm("Jansen & Co. Administratie", "Visser Installaties", "Stichting De Brug"),
    "company-confirm-which": _confirm_which,
    "company-confirm-which-many": _confirm_which_many,
    "company-long-name": _company_long,
    "done-long-name": _done_long,
    "details-replacing": _replacing,
}
