"""A credential is renewed when it is due, once, by whoever comes first; what can't be renewed now is not lost."""

import asyncio

import pytest

from ledgerpass.connections.connection import Outcome
from ledgerpass.errors import (
    ConnectionBusy,
    Unreachable,
)
from ledgerpass.upkeep.due import SHARE_LEFT
from ledgerpass.upkeep.retries import TRIES
from tests.support.renewal_office import START, Office, access
from tests.support.rotating_provider import LIFE

OFFLINE = Unreachable(host="127.0.0.1", reason="offline")


async def test_what_is_not_due_is_handed_out_though_others_have_the_turn(office: Office) -> None:
    _, elsewhere, _ = office.another_program()
    asked = asyncio.Event()

    async def read_meanwhile() -> str:
        asked.set()
        return await office.token()

    assert await elsewhere.locks.in_turn("c1", read_meanwhile) == "smit.1"


@pytest.mark.parametrize("anew", [False, True])
async def test_what_another_program_has_renewed_meanwhile_is_not_renewed_again(office: Office, *, anew: bool) -> None:
    _, elsewhere, _ = office.another_program()
    office.now += LIFE

    async def renew_there() -> asyncio.Task[str]:
        office.keychain.called.clear()
        asking = asyncio.create_task(office.token(anew=anew))
        assert await asyncio.to_thread(office.keychain.called.wait, 30)
        await office.vaults[0].carry_out(lambda _: None)  # it has read what is there, and waits for the turn
        await elsewhere.rotation("c1").keep(office.spend(await elsewhere.fetch("c1")))
        return asking

    asking = await elsewhere.locks.in_turn("c1", renew_there)
    assert await asking == "smit.2"
    assert office.asked() == 1


async def test_a_credential_that_others_keep_busy_is_not_renewed_without_the_turn(office: Office) -> None:
    _, _, impatient = office.another_program(patience=0.01)
    office.now += LIFE - 5

    async def ask_meanwhile() -> None:
        with pytest.raises(ConnectionBusy) as busy:
            await impatient.fresh("c1")
        assert busy.value.host == "127.0.0.1"
        office.now -= 10
        assert access((await impatient.fresh("c1"))[1]) == "smit.1"  # good for a while, and better than nothing

    await office.safekeeping.locks.in_turn("c1", ask_meanwhile)
    assert office.asked() == 0
    assert office.row().outcome is Outcome.WORKING


async def test_a_provider_that_refuses_to_renew_early_is_never_asked_before_its_margin(office: Office) -> None:
    _, _, freshness = office.another_program(early=False, margin=30)
    for left, asked in [(LIFE, 0), (31, 0), (30, 1)]:
        office.now = START + LIFE - left
        await freshness.fresh("c1", anew=True)
        assert office.asked() == asked


async def test_a_margin_longer_than_a_short_life_still_lets_a_late_provider_be_asked_in_time(office: Office) -> None:
    _, _, freshness = office.another_program(early=False, margin=3000)
    office.now = START + LIFE - (LIFE / SHARE_LEFT + 1)
    await freshness.fresh("c1")
    assert office.asked() == 0
    office.now += 1
    await freshness.fresh("c1")
    assert office.asked() == 1


@pytest.mark.parametrize(
    ("left", "anew", "is_handed_out"), [(11, False, True), (10, False, False), (3000, True, False)]
)
async def test_what_can_not_be_renewed_now_is_handed_out_while_it_is_good(
    office: Office, left: float, *, anew: bool, is_handed_out: bool
) -> None:
    office.now += LIFE - left
    office.answers = [OFFLINE] * TRIES
    if is_handed_out:
        assert await office.token(anew=anew) == "smit.1"
    else:
        with pytest.raises(Unreachable):
            await office.token(anew=anew)
    assert office.answers == []
    assert office.row().outcome is Outcome.WORKING


async def test_a_renewal_that_nobody_waits_for_any_more_is_kept_all_the_same(office: Office) -> None:
    asking = asyncio.ensure_future(office.token(anew=True))
    office.on_the_way = asking.cancel
    with pytest.raises(asyncio.CancelledError):
        await asking
    await office.safekeeping.close()
    assert await office.kept() == "smit.2"
    assert office.renewal() is None
