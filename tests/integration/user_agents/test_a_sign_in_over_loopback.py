"""A whole sign-in on real sockets, with the protocol as the judge: what the page says, what the program is told."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from ledgerpass.errors import (
    AnswerRefused,
    AuthorizationFailed,
    NothingCameBack,
    PermissionDenied,
    SignInError,
    Unreachable,
)
from ledgerpass.flows.http import HttpClient
from ledgerpass.flows.obtain import Obtain
from ledgerpass.user_agents.system_browser import SystemBrowser
from tests.support.acme import ISSUER, acme, come_back, redirect_for
from tests.support.listening import browser, nobody_listens_on
from tests.support.scripted_browser import get


@pytest.fixture
async def agent() -> AsyncIterator[SystemBrowser]:
    agent = browser()
    yield agent
    await agent.close()


@pytest.fixture
async def obtain(agent: SystemBrowser) -> AsyncIterator[Obtain]:
    http = HttpClient("Ledgerpass/test", deadline=5.0)
    yield Obtain(http, agent)
    await http.close()


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as lent:
        return int(lent.getsockname()[1])


async def test_the_redirect_is_exchanged_once_however_often_it_comes(obtain: Obtain, tmp_path: Path) -> None:
    async with acme() as provider:
        async with obtain.sign_in(provider.wish(tmp_path)) as sign_in:
            answer = asyncio.create_task(sign_in.answer(20))
            first = await come_back(sign_in.address, code="the-code")
            await answer
        credential, again = await asyncio.gather(sign_in.redeem(), come_back(sign_in.address, code="the-code"))
        twice_allowed = await come_back(sign_in.address, code="another-code-for-the-same-sign-in")
        assert provider.exchanges == 1
    assert credential.issued is not None
    for page in (first, again, twice_allowed):
        assert (page.status, "Almost done" in page.text) == (200, True)


async def test_a_wrong_state_is_told_so_and_the_right_one_is_exchanged(obtain: Obtain, tmp_path: Path) -> None:
    async with acme() as provider, obtain.sign_in(provider.wish(tmp_path)) as sign_in:
        answer = asyncio.create_task(sign_in.answer(20))
        for state in ("wrong", ""):
            stale = await come_back(sign_in.address, code="evil", state=state)
            assert (stale.status, "from an earlier try" in stale.text) == (400, True)
        denied_by_nobody = await come_back(sign_in.address, error="access_denied", state="wrong")
        assert "from an earlier try" in denied_by_nobody.text
        assert not answer.done()
        assert provider.exchanges == 0
        await come_back(sign_in.address, code="the-code")
        await answer
        await sign_in.redeem()


HTML = "<h1>Call 0900-1234</h1><script>alert(1)</script>"


@pytest.mark.parametrize(
    ("parameters", "error", "said"),
    [
        ({"error": "access_denied", "error_description": HTML}, PermissionDenied, "You chose not to give permission"),
        ({"error": HTML, "error_description": HTML}, AuthorizationFailed, "That did not work"),
        ({"error": "server_error"}, AuthorizationFailed, "That did not work"),
        ({}, AnswerRefused, "That did not work"),
    ],
)
async def test_a_refusal_is_said_in_the_page_and_to_the_program_and_is_never_html(
    obtain: Obtain, tmp_path: Path, parameters: dict[str, str], error: type[SignInError], said: str
) -> None:
    async with acme() as provider:
        async with obtain.sign_in(provider.wish(tmp_path)) as sign_in:
            answer = asyncio.create_task(sign_in.answer(20))
            page = await come_back(sign_in.address, **parameters)
            with pytest.raises(error):
                await answer
        assert provider.exchanges == 0
    assert said in page.text
    assert "0900" not in page.text
    assert "<script" not in page.text


@pytest.mark.parametrize("iss", [{}, {"iss": "https://evil.example"}, {"iss": f"{ISSUER}/"}, {"iss": ""}])
async def test_a_wrong_or_missing_issuer_is_refused_in_the_page_and_to_the_program(
    obtain: Obtain, tmp_path: Path, iss: dict[str, str]
) -> None:
    async with acme() as provider:
        async with obtain.sign_in(provider.wish(tmp_path, issuer=ISSUER, promised=True)) as sign_in:
            answer = asyncio.create_task(sign_in.answer(20))
            page = await come_back(sign_in.address, code="the-code", **iss)
            with pytest.raises(AnswerRefused) as caught:
                await answer
        assert provider.exchanges == 0
    assert caught.value.reason == "issuer"
    assert "That did not work" in page.text


async def test_the_promised_issuer_is_taken(obtain: Obtain, tmp_path: Path) -> None:
    async with acme() as provider, obtain.sign_in(provider.wish(tmp_path, issuer=ISSUER, promised=True)) as sign_in:
        answer = asyncio.create_task(sign_in.answer(20))
        await come_back(sign_in.address, code="the-code", iss=ISSUER)
        await answer


async def test_a_parameter_that_is_there_twice_is_not_believed_and_the_wait_goes_on(
    obtain: Obtain, tmp_path: Path
) -> None:
    async with acme() as provider, obtain.sign_in(provider.wish(tmp_path)) as sign_in:
        answer = asyncio.create_task(sign_in.answer(20))
        redirect = redirect_for(sign_in.address, code="the-code")
        for twice in ("&code=another", f"&{urlsplit(redirect).query}"):
            page = await asyncio.to_thread(get, redirect + twice)
            assert page.status == 400
        assert not answer.done()
        await asyncio.to_thread(get, redirect)
        await answer


async def test_nobody_coming_back_ends_after_the_time_that_was_given_and_frees_the_port(
    obtain: Obtain, tmp_path: Path, free_port: int
) -> None:
    async with acme() as provider:
        with pytest.raises(NothingCameBack) as caught:
            async with obtain.sign_in(provider.wish(tmp_path, ports=(free_port,))) as sign_in:
                await sign_in.answer(0.05)
    assert caught.value.seconds == 0.05
    assert await nobody_listens_on(free_port)


async def test_after_a_cancelled_try_the_old_page_is_told_so_by_the_next(
    obtain: Obtain, tmp_path: Path, free_port: int
) -> None:
    async with acme() as provider:
        wish = provider.wish(tmp_path, ports=(free_port,))

        async def try_and_wait(shown: "asyncio.Future[str]") -> None:
            async with obtain.sign_in(wish) as sign_in:
                shown.set_result(sign_in.address)
                await sign_in.answer(20)

        shown: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        cancelled = asyncio.create_task(try_and_wait(shown))
        old_address = await shown
        cancelled.cancel()
        await asyncio.gather(cancelled, return_exceptions=True)
        assert await nobody_listens_on(free_port)
        async with obtain.sign_in(wish) as sign_in:
            answer = asyncio.create_task(sign_in.answer(20))
            page = await come_back(old_address, code="the-code-of-the-old-page")
            assert "from an earlier try" in page.text
            assert not answer.done()
            await come_back(sign_in.address, code="the-code")
            await answer


@pytest.mark.parametrize("other", ["acme", "zenith"])
async def test_two_sign_ins_at_the_same_time_each_catch_their_own(obtain: Obtain, tmp_path: Path, other: str) -> None:
    async with contextlib.AsyncExitStack() as stack:
        provider = await stack.enter_async_context(acme())
        one = await stack.enter_async_context(obtain.sign_in(provider.wish(tmp_path)))
        two = await stack.enter_async_context(obtain.sign_in(provider.wish(tmp_path, provider_id=other)))
        answers = [asyncio.create_task(sign_in.answer(20)) for sign_in in (one, two)]
        places = [urlsplit(redirect_for(sign_in.address)) for sign_in in (one, two)]
        assert places[0].netloc != places[1].netloc
        for mine, theirs in ((0, 1), (1, 0)):  # each one's answer at the other one's address
            crossed = places[mine]._replace(netloc=places[theirs].netloc, query=f"{places[mine].query}&code=crossed")
            page = await asyncio.to_thread(get, crossed.geturl())
            assert page.status == (400 if other == "acme" else 404)
        assert not any(answer.done() for answer in answers)
        await asyncio.gather(*(come_back(sign_in.address, code="the-code") for sign_in in (two, one)))
        await asyncio.gather(*answers)


async def test_a_token_endpoint_that_says_nothing_meets_the_deadline_and_the_code_may_be_sent_again(
    agent: SystemBrowser, tmp_path: Path
) -> None:
    async def say_nothing(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    http = HttpClient("Ledgerpass/test", deadline=0.5)
    async with acme(say_nothing) as provider:
        async with Obtain(http, agent).sign_in(provider.wish(tmp_path)) as sign_in:
            answer = asyncio.create_task(sign_in.answer(20))
            await come_back(sign_in.address, code="the-code")
            await answer
        with pytest.raises(Unreachable, match="no answer in time"):
            await sign_in.redeem()
        await sign_in.redeem()
        assert provider.exchanges == 2
    await http.close()


async def test_an_answer_that_is_posted_is_judged_and_exchanged_like_any_other(obtain: Obtain, tmp_path: Path) -> None:
    async with acme() as provider, obtain.sign_in(provider.wish(tmp_path)) as sign_in:
        answer = asyncio.create_task(sign_in.answer(20))
        redirect = urlsplit(redirect_for(sign_in.address))
        for parameters, status in ({"code": "evil", "state": "wrong"}, b"400"), ({"code": "the-code"}, b"303"):
            own = dict(pair.split("=") for pair in redirect.query.split("&"))
            body = urlencode({**own, **parameters})
            reader, writer = await asyncio.open_connection(redirect.hostname, redirect.port)
            writer.write(
                f"POST {redirect.path} HTTP/1.1\r\nHost: {redirect.netloc}\r\nOrigin: null\r\n"
                f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
            )
            assert (await reader.readline()).split()[1] == status
            writer.close()
        await answer
        await sign_in.redeem()
        assert provider.exchanges == 1
