"""What a connection may do: what was asked for, and what the provider gave of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledgerpass.providers.provider import AuthorizationCode, ClientCredentials, Scope, WayIn
from ledgerpass.ui.provider_page import manage_address
from ledgerpass.ui.sheets.lines import column as make_column
from ledgerpass.ui.sheets.lines import line
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import button, label
from ledgerpass.ui.wording.translation import say, say_from_file
from ledgerpass.upkeep.keeper import Row


def permissions_sheet(row: Row, provider: str, open_page: Callable[[str], None]) -> QWidget:
    """Show what a connection to `provider` may do, in plain words; `open_page` shows a page of the provider's."""
    page, column = make_column()
    scopes = _scopes(row.way)
    given = [scope for scope in scopes if scope.name in row.connection.granted]
    missing = [scope for scope in scopes if scope.name in row.missing]
    for scope in given:
        column.addWidget(line("check", "accent_text", say_from_file(scope.plain)))
    for scope in missing:
        words = say(
            "{provider} didn't give this: {permission}", provider=provider, permission=say_from_file(scope.plain)
        )
        column.addWidget(line("alert", "warning", words))
    if not given and not missing:
        column.addWidget(
            line("info", "soft", say("It may do what the token or the account that it was made with may do."))
        )
    column.addSpacing(spacing.HALF)
    column.addWidget(label(_advice(missing=bool(missing)), "caption", "soft"))
    address = manage_address(row)
    if address:
        go = button(say("Open the page of {provider}", provider=provider), "secondary", "open")
        go.clicked.connect(lambda: open_page(address))
        column.addWidget(go)
    return page


def _scopes(way: WayIn | None) -> tuple[Scope, ...]:
    return way.scopes if isinstance(way, AuthorizationCode | ClientCredentials) else ()


def _advice(*, missing: bool) -> str:
    if missing:
        return say("To get what is missing, sign in again, and allow everything that is asked there.")
    return say("To change this, connect once more and tick something else.")
