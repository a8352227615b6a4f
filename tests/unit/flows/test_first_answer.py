"""The first good answer wins, whichever way it comes, and a wrong hit never ends the wait."""

import asyncio

import pytest

from ledgerpass.errors import AnswerRefused, AuthorizationFailed, NothingCameBack, PermissionDenied
from ledgerpass.flows.first_answer import FirstAnswer
from ledgerpass.flows.user_agent import Hindrance, Judge, Notice, Sight, Verdict, ignore
from ledgerpass.secret import Secret


class Arrivals:
    """A visit whose arrivals the test makes."""

    redirect_uri = "http://127.0.0.1:1/callback"

    def __init__(self) -> None:
        self.notice: Notice = ignore
        self.judge: asyncio.Future[Judge] = asyncio.get_running_loop().create_future()
        self.gone = False

    async def show(self, address: str) -> None:
        raise NotImplementedError

    async def bring_back(self, judge: Judge, notice: Notice = ignore) -> Secret:
        self.notice = notice
        self.judge.set_result(judge)
        try:
            nothing: asyncio.Future[Secret] = asyncio.get_running_loop().create_future()
            return await nothing
        finally:
            self.gone = True


def read(address: Secret) -> str:
    match address.reveal():
        case "wrong state":
            raise AnswerRefused(provider="Acme", reason="state")
        case "wrong issuer":
            raise AnswerRefused(provider="Acme", reason="issuer")
        case "denied":
            raise PermissionDenied(provider="Acme")
        case "error":
            raise AuthorizationFailed(provider="Acme", error="server_error")
        case good:
            return good


async def waiting() -> tuple[FirstAnswer[str], Arrivals, asyncio.Task[str], Judge]:
    visit = Arrivals()
    first = FirstAnswer(visit, read, "Acme")
    wait = asyncio.create_task(first.wait(20))
    return first, visit, wait, await visit.judge


async def test_a_good_arrival_is_the_answer_and_the_wait_is_over() -> None:
    _, visit, wait, judge = await waiting()
    assert judge(Secret("good")) is Verdict.TAKEN
    assert await wait == "good"
    assert visit.gone


async def test_a_wrong_state_is_not_ours_and_the_next_one_is_still_taken() -> None:
    _, _, wait, judge = await waiting()
    assert judge(Secret("wrong state")) is Verdict.NOT_OURS
    assert not wait.done()
    assert judge(Secret("good")) is Verdict.TAKEN
    assert await wait == "good"


@pytest.mark.parametrize(
    ("arrival", "verdict", "error"),
    [
        ("denied", Verdict.DENIED, PermissionDenied),
        ("error", Verdict.FAILED, AuthorizationFailed),
        ("wrong issuer", Verdict.FAILED, AnswerRefused),
    ],
)
async def test_a_refusal_is_an_answer_and_nothing_after_it_is_taken(
    arrival: str, verdict: Verdict, error: type[Exception]
) -> None:
    _, _, wait, judge = await waiting()
    assert judge(Secret(arrival)) is verdict
    assert judge(Secret("good")) is Verdict.NOT_OURS
    assert judge(Secret(arrival)) is verdict
    with pytest.raises(error):
        await wait


async def test_a_pasted_answer_ends_the_wait_and_a_later_arrival_changes_nothing() -> None:
    first, visit, wait, judge = await waiting()
    first.take("pasted")
    assert judge(Secret("good")) is Verdict.TAKEN
    assert judge(Secret("wrong state")) is Verdict.NOT_OURS
    assert judge(Secret("denied")) is Verdict.NOT_OURS
    assert await wait == "pasted"
    assert visit.gone


async def test_a_second_arrival_never_replaces_the_first_and_is_told_the_same() -> None:
    _, _, wait, judge = await waiting()
    judge(Secret("first"))
    assert judge(Secret("second")) is Verdict.TAKEN
    assert await wait == "first"


async def test_what_stands_in_the_way_is_told_and_the_wait_goes_on() -> None:
    visit = Arrivals()
    told: list[Hindrance | Sight] = []
    wait = asyncio.create_task(FirstAnswer(visit, read, "Acme").wait(20, told.append))
    judge = await visit.judge
    visit.notice(Hindrance.HTTPS)
    assert told == [Hindrance.HTTPS]
    assert not wait.done()
    judge(Secret("good"))
    assert await wait == "good"


async def test_a_way_back_that_fails_ends_the_wait_at_once() -> None:
    class Broken(Arrivals):
        async def bring_back(self, judge: Judge, notice: Notice = ignore) -> Secret:  # noqa: ARG002 - it gets nowhere
            message = "the listener is gone"
            raise OSError(message)

    with pytest.raises(OSError, match="the listener is gone"):
        await FirstAnswer(Broken(), read, "Acme").wait(20)


async def test_nothing_coming_back_is_said_after_the_time_that_was_given() -> None:
    visit = Arrivals()
    with pytest.raises(NothingCameBack) as caught:
        await FirstAnswer(visit, read, "Acme").wait(0.01)
    assert caught.value.seconds == 0.01
    assert visit.gone


async def test_cancelling_ends_the_listening_too() -> None:
    _, visit, wait, _ = await waiting()
    wait.cancel()
    await asyncio.gather(wait, return_exceptions=True)
    assert visit.gone
