"""Which connection is meant: by its id, its name, or how its name begins, and never one of several."""

import pytest

from ledgerpass.cli.connection_name import find_connection, is_guess
from ledgerpass.cli.wrong_arguments import WrongArguments
from ledgerpass.connections.connection import Connection


def connection(connection_id: str, name: str) -> Connection:
    return Connection(id=connection_id, provider_id="acme", way_id="w", name=name, created_at=0.0)


JANSEN, ADVIES, STRASSE, OTHER, ESCAPE = CONNECTIONS = (
    connection("a1", "Jansen"),
    connection("b2", "Jansen Advies"),
    connection("c3", "Große Straße"),
    connection("d4", "a1"),
    connection("e5", "B\x1b[2J"),
)


@pytest.mark.parametrize(
    ("wanted", "found", "guessed"),
    [
        ("a1", JANSEN, False),
        ("jansen", JANSEN, False),
        ("  JANSEN  advies ", ADVIES, False),
        ("jansen a", ADVIES, True),
        ("GROSSE STRASSE", STRASSE, False),
        ("g", STRASSE, True),
        ("b [2j", ESCAPE, False),
    ],
)
def test_an_id_counts_first_then_a_whole_name_then_a_beginning(wanted: str, found: Connection, guessed: bool) -> None:  # noqa: FBT001
    assert find_connection(CONNECTIONS, wanted) is found
    assert is_guess(found, wanted) is guessed


@pytest.mark.parametrize("wanted", ["", " ", "x", "A1x", "ansen"])
def test_what_nothing_goes_by_is_refused_and_what_is_there_is_listed(wanted: str) -> None:
    with pytest.raises(WrongArguments, match=r"There is no connection of that name") as refused:
        find_connection(CONNECTIONS, wanted)
    assert "  c3  Große Straße" in str(refused.value)
    assert "\x1b" not in str(refused.value)


@pytest.mark.parametrize("wanted", ["jans", "Twice"])
def test_several_are_refused_and_listed_with_their_ids(wanted: str) -> None:
    twice = [connection("t1", "Twice"), connection("t2", "twice"), connection("t3", "Twice more")]
    with pytest.raises(WrongArguments, match="name one by its id") as refused:
        find_connection([*CONNECTIONS, *twice], wanted)
    assert len(str(refused.value).splitlines()) == 3


def test_an_empty_list_says_how_to_make_one() -> None:
    with pytest.raises(WrongArguments, match='Make one with "ledgerpass connect"'):
        find_connection([], "x")
