"""What things are called: a connection, what can be copied of it, what was done with it."""

from ledgerpass.connections.connection import Connection
from ledgerpass.providers.provider import PersonalToken, WayIn
from ledgerpass.ui.wording.translation import say

_LONG = 48
"""From how many letters on a name is too long for a heading or a button."""


def connection_name(connection: Connection) -> str:
    """Give the company's name, or the connection's own where there is no company."""
    return connection.company.name if connection.company and connection.company.name else connection.name


def short_name(name: str, most: int = _LONG) -> str:
    """Give a name for a sentence: one that would fill the page is cut off, and the whole of it stands elsewhere."""
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def replace_title(way: WayIn | None) -> str:
    """Name the entry that gives a connection new codes; empty where there are none to give."""
    if way is None or not way.fields:
        return ""
    return say("Replace token…") if isinstance(way, PersonalToken) else say("Replace the codes…")


def activity_name(what: str, detail: str = "") -> str:
    """Say what was done with a connection."""
    if what == "tested":
        return _tested(detail)
    if what == "company_changed" and detail:
        return say("Another company taken: {company}", company=detail)
    return {
        "connected": say("Connected"),
        "copied_token": say("Token copied"),
        "copied_header": say("Curl header copied"),
        "copied_command": say("Curl command copied"),
        "copied_header_line": say("Header copied"),
        "copied_power_query": say("Query for a spreadsheet copied"),
        "copied_postman": say("Copied for Postman"),
        "copied_env_line": say("Line for a settings file copied"),
        "copied_python": say("Line of Python copied"),
        "renewed": say("Renewed by itself"),
        "renamed": say("Renamed"),
        "removed": say("Removed"),
        "restored": say("Brought back"),
        "signed_in_again": say("Signed in again"),
        "replaced": say("New codes taken"),
        "company_changed": say("Another company taken"),
        "end_put_off": say("The provider could not be asked to end it"),
        "exported": say("This list saved as a file"),
    }.get(what, say("Something else"))


def _tested(outcome: str) -> str:
    return {
        "working": say("Tested: it works"),
        "ended": say("Tested: the permission has ended"),
        "forbidden": say("Tested: a permission is missing"),
        "unreachable": say("Tested: the provider could not be reached"),
        "lost": say("Tested: it is no longer in the safe"),
        "other_company": say("Tested: it opens another company"),
    }.get(outcome, say("Tested"))
