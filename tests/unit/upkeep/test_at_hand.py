"""What is handed out with little loaded is what the whole program hands out, or it is left to that."""

import itertools

import pytest

from ledgerpass.connections.connection import Outcome
from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.errors import CredentialRefused, KeychainLocked, KeychainLost
from ledgerpass.upkeep.at_hand import subject_at_hand
from tests.unit.upkeep.test_looking_after import CATALOGUE, RENEWED, START, Desk, make_desk

__all__ = ["make_desk"]

LIVES = (30.0, 3600.0, 14 * 24 * 3600.0, None)
LEFT = (1.0, 0.5, 0.101, 0.1, 0.099, 0.01, 0.0, -1.0)
"""Shares of a life."""


def at_hand(desk: Desk) -> Subject | None:
    return subject_at_hand(desk.register.get("c1"), CATALOGUE, desk.keychain, {}, desk.now)


@pytest.mark.parametrize(("life", "left"), list(itertools.product(LIVES, LEFT)))
@pytest.mark.parametrize("way_id", ["sign-in", "personal-token"])
async def test_it_hands_out_exactly_what_the_keeper_hands_out_without_asking_anybody(
    desk: Desk, life: float | None, left: float, way_id: str
) -> None:
    await desk.connect(way_id=way_id, life=life)
    desk.now = START + (life or 3600.0) * (1.0 - left)
    quick = at_hand(desk)
    desk.script(RENEWED)
    try:
        whole = await desk.keeper.subject("c1")
    except CredentialRefused:  # its time is over, and nothing renews it
        assert quick is None
        return
    if quick is None:
        assert desk.http.sent or way_id == "personal-token", "nothing had to be done for it"
    else:
        assert (quick, desk.http.sent) == (whole, [])


@pytest.mark.parametrize("outcome", [Outcome.ENDED, Outcome.LOST, Outcome.OTHER_COMPANY, Outcome.RENEWAL_REFUSED])
async def test_what_is_not_known_to_be_good_is_left_to_the_keeper(desk: Desk, outcome: Outcome) -> None:
    await desk.connect(outcome=outcome)
    assert at_hand(desk) is None


@pytest.mark.parametrize("outcome", [Outcome.WORKING, Outcome.UNREACHABLE, Outcome.FORBIDDEN])
async def test_what_only_the_provider_or_the_network_was_in_the_way_of_is_handed_out(
    desk: Desk, outcome: Outcome
) -> None:
    await desk.connect(outcome=outcome)
    assert at_hand(desk) == await desk.keeper.subject("c1")


async def test_what_has_no_provider_any_more_is_left_to_the_keeper(desk: Desk) -> None:
    await desk.connect(provider_id="nobody")
    assert at_hand(desk) is None


async def test_what_can_not_be_read_is_told(desk: Desk) -> None:
    await desk.connect()
    desk.keychain.locked = True
    with pytest.raises(KeychainLocked):
        at_hand(desk)
    desk.keychain.locked = False
    desk.keychain.items.clear()
    with pytest.raises(KeychainLost):
        at_hand(desk)
