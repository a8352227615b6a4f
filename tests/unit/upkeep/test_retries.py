"""What failed on the road is tried again, a few times, later each time; what the provider said stands."""

import asyncio
from dataclasses import dataclass, field

import pytest

from ledgerpass.errors import CertificateNotTrusted, LedgerpassError, PermissionEnded, Unreachable
from ledgerpass.http_status import WEB_PAGE
from ledgerpass.upkeep.retries import FIRST_WAIT, LONGEST_WAIT, TIME_TO_BEGIN, TRIES, Retries

OFFLINE = Unreachable(host="acme.example", reason="offline")


@dataclass
class Road:
    """Fails as it is told; keeps how long was waited, by a clock of its own, on which a try takes `takes` seconds."""

    faults: list[LedgerpassError]
    chance: float = 0.5
    takes: float = 0.0
    now: float = 0.0
    tries: int = 0
    waits: list[float] = field(default_factory=list)
    seen: list[Unreachable] = field(default_factory=list)

    async def go(self) -> str:
        await asyncio.sleep(0)
        self.tries += 1
        self.now += self.takes
        if self.faults:
            raise self.faults.pop(0)
        return "there"

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)
        self.now += seconds
        self.waits.append(seconds)

    async def travel(self) -> str:
        retries = Retries(sleep=self.sleep, chance=lambda: self.chance, monotonic=lambda: self.now)
        return await retries.carry_out(self.go, self.seen)


async def test_what_works_is_done_once() -> None:
    road = Road([])
    assert await road.travel() == "there"
    assert (road.tries, road.waits) == (1, [])


async def test_a_fault_on_the_road_is_tried_again_later_each_time() -> None:
    road = Road([OFFLINE] * (TRIES - 1))
    assert await road.travel() == "there"
    assert road.waits == [FIRST_WAIT * 2**number for number in range(TRIES - 1)]
    assert road.seen == [OFFLINE] * (TRIES - 1)


async def test_two_programs_do_not_try_in_step() -> None:
    hasty, patient = Road([OFFLINE], chance=0.0), Road([OFFLINE], chance=1.0)
    await asyncio.gather(hasty.travel(), patient.travel())
    assert (hasty.waits, patient.waits) == ([FIRST_WAIT * 0.5], [FIRST_WAIT * 1.5])


async def test_it_is_given_up_after_a_few_times() -> None:
    road = Road([OFFLINE] * 10)
    with pytest.raises(Unreachable):
        await road.travel()
    assert road.tries == len(road.seen) == TRIES


async def test_no_try_begins_when_somebody_has_waited_long() -> None:
    road = Road([OFFLINE] * 10, takes=TIME_TO_BEGIN)
    with pytest.raises(Unreachable):
        await road.travel()
    assert (road.tries, road.waits) == (1, [])


async def test_the_provider_is_left_alone_for_as_long_as_it_asks_where_that_is_short() -> None:
    road = Road([Unreachable(host="h", reason="busy", status=429, retry_after=LONGEST_WAIT)])
    assert await road.travel() == "there"
    assert road.waits == [LONGEST_WAIT]


@pytest.mark.parametrize(
    "fault",
    [
        Unreachable(host="h", reason="busy", status=429, retry_after=LONGEST_WAIT + 1),
        Unreachable(host="h", reason=WEB_PAGE),
        CertificateNotTrusted(host="h"),
        PermissionEnded(host="h"),
    ],
)
async def test_what_a_few_seconds_would_not_mend_is_not_tried_again(fault: LedgerpassError) -> None:
    road = Road([fault])
    with pytest.raises(type(fault)):
        await road.travel()
    assert (road.tries, road.waits) == (1, [])
