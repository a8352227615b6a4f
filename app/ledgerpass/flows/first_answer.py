"""The first good answer wins, whichever way it comes: the browser's redirect or what the user pasted.

A wrong hit never ends the wait: an address that isn't for this sign-in is NOT_OURS, and the listener goes on (RFC 8252
section 8.9). A refusal by the provider (Deny, an error, another issuer) is an answer too, and ends it. The same answer
once more, as a reload sends it, changes nothing and is judged as before.
"""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from ledgerpass.errors import AnswerRefused, NothingCameBack, PasteNotUnderstood, PermissionDenied, SignInError
from ledgerpass.flows.user_agent import Notice, Verdict, Visit, ignore
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
        self._verdict = Verdict.NOT_OURS

    async def wait(self, seconds: float, notice: Notice = ignore) -> Answer:
        """Wait for at most `seconds`; `notice` hears of what stands in the way meanwhile.

        Raises:
            NothingCameBack: the time is over.
            SignInError: the provider's answer is a refusal.
        """
        arrival = asyncio.ensure_future(self._visit.bring_back(self._judge, notice))
        try:
            async with asyncio.timeout(seconds):
                await asyncio.wait((arrival, self._answer), return_when=asyncio.FIRST_COMPLETED)
                if not self._answer.done():
                    await arrival  # it has failed: nothing will come that way any more
                return await self._answer
        except TimeoutError:
            raise NothingCameBack(provider=self._provider, seconds=seconds) from None
        finally:
            arrival.cancel()
            await asyncio.gather(arrival, return_exceptions=True)

    def take(self, answer: Answer) -> None:
        """Take an answer that came another way; a second one changes nothing."""
        self._settle(Verdict.TAKEN, answer)

    def _judge(self, address: Secret) -> Verdict:
        outcome: Answer | SignInError
        try:
            outcome = self._read(address)
        except SignInError as error:
            outcome = error
        verdict = _verdict_on(outcome)
        if verdict is not Verdict.NOT_OURS:
            self._settle(verdict, outcome)
        # an answer that comes a second time is told what the first was told; another one comes too late
        return verdict if verdict is self._verdict else Verdict.NOT_OURS

    def _settle(self, verdict: Verdict, outcome: Answer | SignInError) -> None:
        if self._answer.done():
            return
        self._verdict = verdict
        if isinstance(outcome, SignInError):
            self._answer.set_exception(outcome)
        else:
            self._answer.set_result(outcome)


def _verdict_on(outcome: object) -> Verdict:
    match outcome:
        case AnswerRefused(reason=reason) if reason not in _FOR_US_BUT_WRONG:
            return Verdict.NOT_OURS
        case PasteNotUnderstood():
            return Verdict.NOT_OURS  # what was read off a page is no code
        case PermissionDenied():
            return Verdict.DENIED
        case SignInError():
            return Verdict.FAILED
        case _:
            return Verdict.TAKEN
