"""The address of a provider's own page about a connection, such as where its permissions are listed and ended."""

from collections.abc import Mapping

from ledgerpass.providers.template import fill_address
from ledgerpass.upkeep.keeper import Row


def manage_address(row: Row) -> str:
    """Give the address of the page where the user manages connected programs; empty where there is none to show.

    A page of the practice company is none: it is there only while a sign-in is under way.
    """
    return page_address(row.provider.manage_url if row.provider else "", row.connection.inputs)


def page_address(template: str, inputs: Mapping[str, str]) -> str:
    """Fill a page's address with what the user gave; empty where that isn't enough, or it isn't https."""
    try:
        address = fill_address(template, inputs)
    except KeyError:
        return ""
    return address if address.startswith("https://") else ""
