"""Programs are killed (SIGKILL) while they renew, at instants that nobody chose.

Afterwards each connection works, or says that it needs a new sign-in, and a refresh token that was refused is never
sent again.
"""

import asyncio
import multiprocessing
import random
from pathlib import Path

import pytest

from ledgerpass.connections.connection import Outcome
from ledgerpass.connections.renewal import Renewal, Stage
from ledgerpass.errors import PermissionEnded
from tests.integration.upkeep.refresher import Parts, Place, connect, refresher, renew_until_killed
from tests.support.rotating_provider import ServedProvider

PROCESSES = multiprocessing.get_context("forkserver")
AT_ONCE = 4


async def kill_while_renewing(place: Place, name: str, within: float) -> None:
    """Have a program renew, and kill it so many seconds after it has begun, at most."""
    ours, theirs = PROCESSES.Pipe()
    program = PROCESSES.Process(target=renew_until_killed, args=(place, name, theirs), daemon=True)
    program.start()
    theirs.close()
    assert await asyncio.to_thread(ours.recv) == "ready"
    await asyncio.sleep(random.uniform(0, within))  # noqa: S311 - a random instant is the point, not a secret
    program.kill()
    await asyncio.to_thread(program.join)
    ours.close()


async def is_well(parts: Parts, name: str) -> bool:
    """Renew and make a real call; False where that is refused, which was then foreseen and is said."""
    left: Renewal | None = parts.register.renewal(name)
    try:
        wish, credential = await parts.freshness.fresh(name, anew=True)
    except PermissionEnded as error:
        is_foreseen = left is not None and error.interrupted
        assert is_foreseen
        assert parts.register.get(name).outcome is Outcome.ENDED
        return False
    await parts.obtain.verify(wish, credential)
    assert parts.register.renewal(name) is None
    return True


@pytest.mark.parametrize(("kills", "real", "within"), [(200, False, 0.06), (10, True, 0.5)])
async def test_a_connection_works_or_says_that_it_needs_a_new_sign_in(
    tmp_path: Path, provider: ServedProvider, kills: int, within: float, *, real: bool
) -> None:
    place, names = Place(tmp_path, real_keychain=real, pause=0.001), [f"killed-{number}" for number in range(kills)]
    await connect(place, provider, names)
    at_once = asyncio.Semaphore(AT_ONCE)

    async def kill(name: str) -> None:
        async with at_once:
            await kill_while_renewing(place, name, within)

    await asyncio.gather(*map(kill, names))
    async with refresher(place) as parts:
        left = [parts.register.renewal(name) for name in names]
        ended = [name for name in names if not await is_well(parts, name)]
        asked = provider.seen().asked
        for name in ended * 3:
            with pytest.raises(PermissionEnded):
                await parts.freshness.fresh(name, anew=True)
    assert provider.seen().asked == asked
    assert provider.seen().ended == set(ended)
    if not real:  # the instants were what they should be: before the request, after it, and while the answer was kept
        assert {None, Stage.ASKED, Stage.ARRIVED} == {renewal and renewal.stage for renewal in left}
