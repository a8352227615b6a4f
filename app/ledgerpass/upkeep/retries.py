"""Tries again what failed on the road: a few times within a few seconds, each time later, never in step with others.

Only the road is tried again. What the provider itself said stands, and so does what would fail in the same way each
time: a certificate, a missing protection, the page of a hotel's network.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from ledgerpass.errors import Unreachable
from ledgerpass.http_status import WEB_PAGE

_Result = TypeVar("_Result")

TRIES = 3
"""How often something is tried, the first time included."""

FIRST_WAIT = 0.4
"""Seconds before the second try, on average; each further wait is twice as long."""

LONGEST_WAIT = 5.0
"""Seconds that are waited at most, when the provider asks for it (RFC 9110 section 10.2.3)."""

TIME_TO_BEGIN = 10.0
"""Seconds after which no further try begins: somebody waits for the outcome."""

Sleep = Callable[[float], Awaitable[None]]


class Retries:
    """How often and when something is tried again."""

    def __init__(
        self,
        sleep: Sleep = asyncio.sleep,
        chance: Callable[[], float] = random.random,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Wait by `sleep`; `chance` gives numbers from 0 to 1, `monotonic` seconds since any moment."""
        self._sleep = sleep
        self._chance = chance
        self._monotonic = monotonic

    async def carry_out(self, work: Callable[[], Awaitable[_Result]], faults: list[Unreachable]) -> _Result:
        """Give what `work` gives. What failed on the way is added to `faults`, also what is raised at last.

        Raises:
            Unreachable: every try failed.
        """
        started = self._monotonic()
        while True:
            try:
                return await work()
            except Unreachable as fault:
                faults.append(fault)
                wait = self._wait(fault, len(faults))
                if wait is None or self._monotonic() + wait - started > TIME_TO_BEGIN:
                    raise
            await self._sleep(wait)

    def _wait(self, fault: Unreachable, tried: int) -> float | None:
        asked = fault.retry_after or 0.0
        if tried >= TRIES or fault.reason == WEB_PAGE or asked > LONGEST_WAIT:
            return None
        return max(asked, FIRST_WAIT * 2.0 ** (tried - 1) * (0.5 + self._chance()))
