"""Many processes renew one connection at a provider that ends the permission when a refresh token comes twice."""

import asyncio
import multiprocessing
from pathlib import Path

import pytest

from tests.integration.upkeep.refresher import Place, connect, refresher, renew_until, serial
from tests.support.rotating_provider import ServedProvider

PROCESSES = multiprocessing.get_context("forkserver")


@pytest.mark.parametrize(("processes", "renewals", "real"), [(8, 500, False), (4, 24, True)])
async def test_no_refresh_token_is_ever_sent_twice(
    tmp_path: Path, provider: ServedProvider, processes: int, renewals: int, *, real: bool
) -> None:
    place, name = Place(tmp_path, real_keychain=real), f"one-of-{processes}"
    await connect(place, provider, [name])
    together = PROCESSES.Barrier(processes, timeout=30)
    programs = [
        PROCESSES.Process(target=renew_until, args=(place, name, renewals, together.wait), daemon=True)
        for _ in range(processes)
    ]
    for program in programs:
        program.start()
    for program in programs:
        await asyncio.to_thread(program.join)
    assert [program.exitcode for program in programs] == [0] * processes

    seen = provider.seen()
    assert (seen.reused, seen.refused) == (0, 0)
    assert seen.serials[name] >= renewals
    async with refresher(place) as parts:
        wish, credential = await parts.freshness.fresh(name)
        assert serial(credential.issued) == seen.serials[name]
        await parts.obtain.verify(wish, credential)
        assert parts.register.renewal(name) is None
