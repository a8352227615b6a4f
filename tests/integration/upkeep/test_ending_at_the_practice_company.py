"""What is removed is ended where it was given: a real provider refuses the token afterwards, and not a day before."""

import asyncio
import time
from pathlib import Path

import httpx2
import pytest

from ledgerpass.assembly.program import Program
from ledgerpass.upkeep.farewells import UNDO_FOR, Ending, Parting
from ledgerpass.wizard.events import CompanyChosen
from ledgerpass.wizard.state import ChoosingCompany, Done, SigningIn
from tests.support.journey import ThreadedBrowser, fill_in, program, reach

PUBLISHED = {"client_id": "practice-client-2718", "client_secret": "practice-secret-NothingHereIsReal"}


class Clock:
    """The computer's clock, moved on by hand."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


async def connect(built: Program, way_id: str) -> str:
    await fill_in(built.connecting, built, "practice", way_id, PUBLISHED)
    if isinstance(built.connecting.state, SigningIn):
        built.connecting.start()
    choosing = await reach(built.connecting, lambda state: isinstance(state, ChoosingCompany))
    assert isinstance(choosing, ChoosingCompany)
    built.connecting.send(CompanyChosen(company=choosing.companies[0]))
    done = await reach(built.connecting, lambda state: isinstance(state, Done))
    assert isinstance(done, Done)
    return done.connection.id


async def answered(built: Program, headers: dict[str, str]) -> int:
    """Call the practice company's API with headers that were copied before."""
    origin = (await built.means.premises.values(built.catalogue.providers["practice"]))["practice"]
    async with httpx2.AsyncClient(trust_env=False) as http:
        return (await http.get(f"{origin}/api/companies", headers=headers)).status_code


async def copied(built: Program, connection_id: str) -> dict[str, str]:
    subject = await built.keeper.subject(connection_id)
    return {name: value.reveal() for name, value in subject.headers.items()}


@pytest.mark.parametrize("way_id", ["sign-in", "client-credentials"])
async def test_ended_at_once_the_copied_token_is_refused(tmp_path: Path, browser: ThreadedBrowser, way_id: str) -> None:
    async with program(tmp_path, browser.open) as built:
        connection_id = await connect(built, way_id)
        headers = await copied(built, connection_id)
        assert await answered(built, headers) == 200
        parting = await built.keeper.end_now(connection_id)
        assert parting
        assert parting.ending is Ending.REVOKED
        assert await answered(built, headers) == 401
        assert built.register.all() == ()


async def test_removed_it_works_for_a_day_and_is_then_ended_also_after_a_restart(
    tmp_path: Path, browser: ThreadedBrowser
) -> None:
    clock = Clock()
    async with program(tmp_path, browser.open, clock=clock) as built:
        connection_id = await connect(built, "sign-in")
        headers = await copied(built, connection_id)
        await built.keeper.remove(connection_id)
        assert await built.keeper.purge() == ()
        assert await answered(built, headers) == 200
    clock.ahead = UNDO_FOR + 60
    async with program(tmp_path, browser.open, clock=clock) as built:
        parted: list[Ending] = []
        over = asyncio.Event()

        def part(parting: Parting) -> None:
            parted.append(parting.ending)
            over.set()

        built.rounds.parted = part
        work = asyncio.create_task(built.rounds.run())
        async with asyncio.timeout(20):
            await over.wait()
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        assert parted == [Ending.REVOKED]
        assert await answered(built, headers) == 401
        assert built.register.all() == ()
