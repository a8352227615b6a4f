"""Which connection is meant by what stands on the command line: its id, its name, or how its name begins.

An id is nobody's choice and never changes, so it counts first: it is what a script should use.
"""

from collections.abc import Sequence

from ledgerpass.cli.console import harmless
from ledgerpass.cli.wrong_arguments import WrongArguments
from ledgerpass.connections.connection import Connection


def find_connection(connections: Sequence[Connection], wanted: str) -> Connection:
    """Find the connection; upper and lower case are the same in a name.

    Raises:
        WrongArguments: there is none, or more than one.
    """
    name = _plain(wanted)
    called_so = [each for each in connections if _plain(each.name) == name]
    found = (
        [each for each in connections if each.id == wanted.strip()]
        or called_so
        or [each for each in connections if name and _plain(each.name).startswith(name)]
    )
    if len(found) == 1:
        return found[0]
    if found:
        message = f"More than one connection goes by that; name one by its id:\n{listed(found)}"
    elif connections:
        message = f"There is no connection of that name. These are there:\n{listed(connections)}"
    else:
        message = 'There is no connection yet. Make one with "ledgerpass connect", or in the window.'
    raise WrongArguments(message)


def is_guess(connection: Connection, wanted: str) -> bool:
    """Tell whether the name was given by its beginning alone."""
    return connection.id != wanted.strip() and _plain(connection.name) != _plain(wanted)


def listed(connections: Sequence[Connection]) -> str:
    """Give ids and names, a line each."""
    return "\n".join(f"  {each.id}  {' '.join(harmless(each.name).split())}" for each in connections)


def _plain(name: str) -> str:
    return " ".join(harmless(name).split()).casefold()
