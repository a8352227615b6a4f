"""A sign-in begins in the browser that served the last time, where the provider leaves a choice."""

from dataclasses import replace

import msgspec.structs
import pytest

from ledgerpass.connections.connection import Connection
from ledgerpass.providers.catalogue import read_catalogue
from ledgerpass.providers.provider import AuthorizationCode, Embedded
from ledgerpass.resource_files import resource_path
from ledgerpass.wizard.draft import Draft
from ledgerpass.wizard.last_time import begins_embedded
from ledgerpass.wizard.pages import draft_for

MONEYBIRD = read_catalogue([resource_path("providers")]).providers["moneybird"]


def draft(rule: Embedded = "allowed", replaces: str | None = None) -> Draft:
    way = MONEYBIRD.way("sign-in")
    assert isinstance(way, AuthorizationCode)
    ruled = msgspec.structs.replace(way, redirects=msgspec.structs.replace(way.redirects, embedded=rule))
    return replace(draft_for(MONEYBIRD, ruled), replaces=replaces)


def kept(name: str, *, embedded: bool | None, way: str = "sign-in", provider: str = "moneybird") -> Connection:
    return Connection(id=name, provider_id=provider, way_id=way, name=name, created_at=1.0, embedded=embedded)


@pytest.mark.parametrize(
    ("rule", "begins"), [("allowed", False), ("never", False), ("preferred", True), ("only", True)]
)
def test_whoever_never_had_a_choice_begins_as_the_provider_says(rule: Embedded, *, begins: bool) -> None:
    assert begins_embedded(draft(rule), [kept("a", embedded=None)], has_failed=False) is begins


@pytest.mark.parametrize("embedded", [False, True])
def test_a_connection_begins_where_it_was_signed_in_to_whatever_the_others_did(*, embedded: bool) -> None:
    known = [kept("mine", embedded=embedded), kept("other", embedded=not embedded)]
    for rule in ("allowed", "preferred"):
        assert begins_embedded(draft(rule, replaces="mine"), known, has_failed=False) is embedded


def test_a_new_connection_begins_as_the_newest_of_its_way_that_had_a_choice() -> None:
    known = [
        kept("old", embedded=False),
        kept("new", embedded=True),
        kept("in the terminal", embedded=None),
        kept("another way", embedded=False, way="other"),
        kept("another provider", embedded=False, provider="acme"),
    ]
    assert begins_embedded(draft(), known, has_failed=False)
    assert not begins_embedded(draft(), known[:1], has_failed=False)


@pytest.mark.parametrize("embedded", [False, True])
def test_a_rule_without_a_choice_goes_before_what_was(*, embedded: bool) -> None:
    known = [kept("a", embedded=embedded)]
    assert not begins_embedded(draft("never"), known, has_failed=False)
    assert begins_embedded(draft("only"), known, has_failed=False)


def test_a_window_that_has_just_failed_is_not_shown_first_where_another_browser_would_do() -> None:
    known = [kept("a", embedded=True)]
    assert not begins_embedded(draft("preferred"), known, has_failed=True)
    assert not begins_embedded(draft(replaces="a"), known, has_failed=True)
    assert begins_embedded(draft("only"), known, has_failed=True)
