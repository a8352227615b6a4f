"""What things are called: a connection, what can be copied of it, what was done with it."""

from ledgerpass.connections.connection import Connection
from ledgerpass.ui.wording.translation import say


def connection_name(connection: Connection) -> str:
    """Give the company's name, or the connection's own where there is no company."""
    return connection.company.name if connection.company and connection.company.name else connection.name


def copy_title() -> str:
    """Name the menu of forms."""
    return say("Copy as…")


def copy_forms() -> dict[str, str]:
    """Name the forms that a connection can be copied in, by what `copying` knows them by."""
    return {
        "token": say("Copy token"),
        "header": say("Copy curl header"),
        "command": say("Copy curl command"),
    }


def activity_name(what: str) -> str:
    """Say what was done with a connection."""
    return {
        "connected": say("Connected"),
        "copied_token": say("Token copied"),
        "copied_header": say("Curl header copied"),
        "copied_command": say("Curl command copied"),
        "tested": say("Tested"),
        "renewed": say("Renewed by itself"),
        "renamed": say("Renamed"),
        "removed": say("Removed"),
        "restored": say("Brought back"),
        "signed_in_again": say("Signed in again"),
    }.get(what, say("Something else"))
