"""The first good answer wins, whichever way it comes: the browser's redirect or what the user pasted.

A wrong hit never ends the wait: an address that isn't for this sign-in is NOT_OURS, and the listener goes on. A
refusal by the provider (Deny, an error, another issuer) is an answer too, and ends it.
"""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from ledgerpass.errors import AnswerRefused, NothingCameBack, PermissionDenied, SignInError
from ledgerpass.flows.user_agent import Verdict, Visit
from ledgerpass.secret import Secret

Answer = TypeVar("Answer")

# The state was right, so nothing better will come: another issuer (RFC 9207 section 2.4), or an answer without a code.
_FOR_US_BUT_WRONG = frozenset({"issuer", "no_code"})


class FirstAnswer(Generic[Answer]):
    """Waits for one answer; `read` judges an arrived address and raises a `SignInError` where it is none."""

    def __init__(self, visit: Visit, read: Callable[[Secret], Answer], provider: str) -> None:
        """Listen at `visit` and judge with `read`; `provider` is its name, for errors."""
        self._visit = visit
        self._read = read
        self._provider = provider
        self._answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()

    async def wait(self, seconds: float) -> Answer:
        """Wait for at most `seconds`.

        Raises:
            NothingCameBack: the time is over.
            SignInError: the provider's answer is a refusal.
        """
        arrival = asyncio.ensure_future(self._visit.bring_back(self._judge))
        try:
            async with asyncio.timeout(seconds):
                await asyncio.wait((arrival, self._answer), return_when=asyncio.FIRST_COMPLETED)
                return await self._answer
        except TimeoutError:
            raise NothingCameBack(provider=self._provider, seconds=seconds) from None
        finally:
            arrival.cancel()
            await asyncio.gather(arrival, return_exceptions=True)

    def take(self, answer: Answer) -> None:
        """Take an answer that came another way; a second one changes nothing."""
        if not self._answer.done():
            self._answer.set_result(answer)

    def refuse(self, error: SignInError) -> None:
        """Take a refusal that came another way."""
        if not self._answer.done():
            self._answer.set_exception(error)

    def _judge(self, address: Secret) -> Verdict:
        if self._answer.done():
            return Verdict.NOT_OURS
        try:
            self.take(self._read(address))
        except AnswerRefused as error:
            if error.reason not in _FOR_US_BUT_WRONG:
                return Verdict.NOT_OURS
            self.refuse(error)
            return Verdict.FAILED
        except SignInError as error:
            self.refuse(error)
            return Verdict.DENIED if isinstance(error, PermissionDenied) else Verdict.FAILED
        return Verdict.TAKEN
