"""What every user agent promises, held to by each of them: the user's own browser, and the embedded one."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from ledgerpass.flows.user_agent import UserAgent, Verdict, Visit, WayBack
from ledgerpass.secret import Secret
from ledgerpass.user_agents.embedded_browser.agent import EmbeddedBrowser
from tests.support.embedded_provider import EmbeddedProvider, embedded_provider
from tests.support.listening import PATH, browser, nobody_listens_on
from tests.support.scripted_browser import get

_WITHIN = 30.0


@dataclass
class Person:
    """Whoever sits before the screen; in his own browser every redirect is followed by itself."""

    visits: set["asyncio.Task[object]"] = field(default_factory=set)

    def open(self, address: str) -> bool:
        task = asyncio.ensure_future(asyncio.to_thread(get, address))
        self.visits.add(task)
        return True


@pytest.fixture(params=["own browser", "embedded browser"])
async def agent(request: pytest.FixtureRequest) -> AsyncIterator[UserAgent]:
    person = Person()
    own = browser(open_address=person.open)
    embedded = EmbeddedBrowser(own, refusing=())
    yield own if request.param == "own browser" else embedded
    await embedded.close()
    await own.close()
    await asyncio.gather(*person.visits, return_exceptions=True)


@pytest.fixture
async def provider() -> AsyncIterator[EmbeddedProvider]:
    async with embedded_provider() as provider:
        yield provider


@pytest.fixture
def way_back() -> WayBack:
    with socket.create_server(("127.0.0.1", 0)) as lent:
        port = int(lent.getsockname()[1])
    return WayBack(host="127.0.0.1", ports=(port,), path=PATH, provider="Acme")


def _judge(address: Secret) -> Verdict:
    return Verdict.TAKEN if "state=good" in address.reveal() else Verdict.NOT_OURS


@contextlib.asynccontextmanager
async def _waiting(visit: Visit) -> AsyncIterator["asyncio.Task[Secret]"]:
    answer = asyncio.ensure_future(visit.bring_back(_judge))
    try:
        async with asyncio.timeout(_WITHIN):
            yield answer
    finally:
        answer.cancel()
        await asyncio.gather(answer, return_exceptions=True)


async def test_the_answer_is_brought_back_to_the_letter(
    agent: UserAgent, provider: EmbeddedProvider, way_back: WayBack
) -> None:
    async with agent.visit(way_back) as visit:
        assert visit.redirect_uri == f"http://127.0.0.1:{way_back.ports[0]}{PATH}"
        sent = f"{visit.redirect_uri}?code=a%2Bb%20c%2F&state=good"
        await visit.show(provider.leading("302", sent))
        async with _waiting(visit) as answer:
            assert (await answer).reveal() == sent


async def test_what_is_not_ours_doesnt_end_the_wait_and_what_is_does(
    agent: UserAgent, provider: EmbeddedProvider, way_back: WayBack
) -> None:
    async with agent.visit(way_back) as visit:
        judged: list[str] = []

        def judge(address: Secret) -> Verdict:
            judged.append(address.reveal())
            return _judge(address)

        answer = asyncio.ensure_future(visit.bring_back(judge))
        async with asyncio.timeout(_WITHIN):
            await visit.show(provider.leading("302", f"{visit.redirect_uri}?code=evil&state=wrong"))
            while not judged:  # noqa: ASYNC110 - the judge is called, and has no event
                await asyncio.sleep(0.01)
            assert not answer.done()
            await visit.show(provider.leading("302", f"{visit.redirect_uri}?code=c&state=good"))
            assert (await answer).reveal().endswith("code=c&state=good")


async def test_leaving_frees_the_port_at_once_and_so_does_a_cancelled_wait(
    agent: UserAgent, provider: EmbeddedProvider, way_back: WayBack
) -> None:
    shown = asyncio.Event()

    async def wait_for_ever() -> None:
        async with agent.visit(way_back) as visit:
            await visit.show(provider.showing("/start", "wait"))
            shown.set()
            await visit.bring_back(_judge)

    waiting = asyncio.ensure_future(wait_for_ever())
    async with asyncio.timeout(_WITHIN):
        await shown.wait()
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    assert await nobody_listens_on(way_back.ports[0])


async def test_without_a_way_back_the_providers_word_is_what_it_is_told_and_the_wait_has_no_end(
    agent: UserAgent, provider: EmbeddedProvider
) -> None:
    async with agent.visit(WayBack(host=None, redirect_uri="urn:ietf:wg:oauth:2.0:oob", provider="Acme")) as visit:
        assert visit.redirect_uri == "urn:ietf:wg:oauth:2.0:oob"
        await visit.show(provider.showing("/start", "wait"))
        async with _waiting(visit) as answer:
            while "/start" not in provider.paths:  # noqa: ASYNC110 - it is asked for, and there is no event
                await asyncio.sleep(0.01)
            assert not answer.done()
