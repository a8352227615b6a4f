"""The redirect's adventures as the wizard sees them: on its page, with the real listener, keychain and HTTP."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ledgerpass.assembly.program import Program
from ledgerpass.errors import AnswerNotUnderstood, AnswerRefused, LedgerpassError, NoPort, NothingCameBack, Unreachable
from ledgerpass.flows.sign_in import Recognised
from ledgerpass.flows.user_agent import Hindrance
from ledgerpass.wizard.connecting import Connecting
from ledgerpass.wizard.state import Done, SigningIn, Stage, State
from tests.support.acme import ISSUER, Acme, acme, come_back, http_answer, redirect_for
from tests.support.journey import fill_in, program, reach
from tests.support.listening import Opened, nobody_listens_on
from tests.support.scripted_browser import get
from tests.support.tcp_server import Behaviour, serving


@dataclass
class Desk:
    """A program at a provider, with a user who does what the test says; `opened` is what the browser was shown."""

    built: Program
    provider: Acme
    port: int
    opened: list[str] = field(default_factory=list)

    @property
    def connecting(self) -> Connecting:
        return self.built.connecting

    async def start(self) -> SigningIn:
        """Start the sign-in, and give the page that waits."""
        self.connecting.start()
        return await self.waits()

    async def waits(self) -> SigningIn:
        state = await reach(self.connecting, lambda state: getattr(state, "stage", None) is Stage.WAITING)
        assert isinstance(state, SigningIn)
        return state

    async def trouble(self) -> tuple[LedgerpassError, State]:
        state = await reach(self.connecting, lambda state: getattr(state, "trouble", None) is not None)
        error = getattr(state, "trouble", None)
        assert isinstance(error, LedgerpassError)
        return error, state

    async def is_done(self) -> None:
        await reach(self.connecting, lambda state: isinstance(state, Done))


@contextlib.asynccontextmanager
async def desk(
    folder: Path, *answers: bytes | Behaviour, patience: float = 60.0, issuer: str = ""
) -> AsyncIterator[Desk]:
    with socket.create_server(("127.0.0.1", 0)) as lent:
        port = lent.getsockname()[1]
    opened = Opened()
    async with acme(*answers) as provider:
        providers = provider.file(folder / "providers", ports=(port,), issuer=issuer, promised=bool(issuer))
        async with program(folder / "books", opened.open, providers, patience=patience) as built:
            await fill_in(built.connecting, built, "acme", "sign-in")
            yield Desk(built, provider, port, opened)


async def test_a_browser_that_insists_on_https_is_told_and_the_pasted_address_finishes(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        waiting = await at.start()
        assert waiting.hindrance is None
        _, writer = await asyncio.open_connection("127.0.0.1", at.port)
        writer.write(bytes.fromhex("160301020001"))
        state = await reach(at.connecting, lambda state: getattr(state, "hindrance", None) is Hindrance.HTTPS)
        writer.close()
        assert isinstance(state, SigningIn)
        assert state.stage is Stage.WAITING
        at.connecting.paste(redirect_for(waiting.address, code="the-code").replace("http:", "https:", 1))
        assert getattr(at.connecting.state, "recognised", None) is Recognised.ADDRESS
        await at.is_done()


async def test_the_redirect_itself_takes_the_hint_about_https_away(tmp_path: Path) -> None:
    states: list[State] = []
    async with desk(tmp_path) as at:
        at.connecting.watch(states.append)
        waiting = await at.start()
        _, writer = await asyncio.open_connection("127.0.0.1", at.port)
        writer.write(b"\x16\x03\x01")
        await reach(at.connecting, lambda state: getattr(state, "hindrance", None) is not None)
        writer.close()
        await come_back(waiting.address, code="the-code")
        await at.is_done()
    finishing = [state for state in states if isinstance(state, SigningIn) and state.stage is Stage.FINISHING]
    assert finishing
    assert all(state.hindrance is None for state in finishing)


async def test_a_wrong_issuer_is_said_in_the_page_and_the_program(tmp_path: Path) -> None:
    async with desk(tmp_path, issuer=ISSUER) as at:
        waiting = await at.start()
        page = await come_back(waiting.address, code="the-code", iss="https://evil.example")
        error, state = await at.trouble()
        assert at.provider.exchanges == 0
    assert isinstance(error, AnswerRefused)
    assert error.reason == "issuer"
    assert not getattr(state, "can_finish", True)
    assert "failed" in page.text


async def test_no_port_left_is_said_before_any_browser_opens(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        with socket.create_server(("127.0.0.1", at.port)):
            at.connecting.start()
            error, _ = await at.trouble()
        assert isinstance(error, NoPort)
        assert error.ports == (at.port,)
        assert at.opened == []
        await at.start()
        assert len(at.opened) == 1


async def test_a_user_who_walks_away_is_told_and_the_port_is_free_afterwards(tmp_path: Path) -> None:
    async with desk(tmp_path, patience=0.3) as at:
        waiting = await at.start()
        assert waiting.ends_at is not None
        assert not await nobody_listens_on(at.port)
        at.connecting.open_again()
        error, _ = await at.trouble()
        assert isinstance(error, NothingCameBack)
        assert await nobody_listens_on(at.port)
        assert at.opened == [waiting.address] * 2


async def test_cancel_during_the_wait_is_clean_at_once_and_the_old_page_is_told_so(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        old = await at.start()
        at.connecting.cancel()
        assert at.connecting.state == SigningIn(draft=old.draft)
        new = await at.start()
        assert new.address != old.address
        page = await come_back(old.address, code="the-old-code")
        assert "not_ours" in page.text
        assert at.provider.exchanges == 0
        await come_back(new.address, code="the-code")
        await at.is_done()


async def test_cancel_during_the_exchange_is_clean_at_once_and_the_old_page_is_told_so(tmp_path: Path) -> None:
    hung = asyncio.Event()

    async def hang(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        hung.set()
        await reader.read()

    async with desk(tmp_path, hang) as at:
        old = await at.start()
        done = await come_back(old.address, code="the-old-code")
        async with asyncio.timeout(20):
            await hung.wait()
        at.connecting.cancel()
        assert at.connecting.state == SigningIn(draft=old.draft)
        new = await at.start()
        for page in (await come_back(old.address, code="the-old-code"), await asyncio.to_thread(get, done.url)):
            assert "not_ours" in page.text
        await come_back(new.address, code="the-code")
        await at.is_done()
        assert at.provider.exchanges == 2


def page(body: str, status: str, headers: str = "") -> bytes:
    """Write what a network answers in place of the provider."""
    return http_answer(body, status, headers).replace(b"application/json", b"text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("answer", "waits"),
    [
        (http_answer({}, "500 Internal Server Error"), None),
        (http_answer({}, "429 Too Many Requests", "Retry-After: 7\r\n"), 7),
        (http_answer("<html>Busy</html>", "503 Busy"), None),
        (http_answer("x" * (1024 * 1024 + 1)), None),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{", None),
        (b"", None),
        (page("<p>This site is blocked by your company.</p>", "403 Forbidden"), None),
        (page("", "302 Found", "Location: https://wifi.example/\r\n"), None),
        (page("\ufeff <p>Welcome to our hotel</p>", "200 OK"), None),
    ],
    ids=["500", "429", "a page", "over 1 MB", "half an answer", "hung up", "a filter", "a portal", "a hotel"],
)
async def test_a_token_endpoint_in_trouble_is_asked_again_without_a_new_sign_in(
    tmp_path: Path, answer: bytes, waits: float | None
) -> None:
    async with desk(tmp_path, answer) as at:
        waiting = await at.start()
        await come_back(waiting.address, code="the-code")
        error, state = await at.trouble()
        assert isinstance(error, Unreachable)
        assert error.retry_after == waits
        assert getattr(state, "can_finish", False)
        at.connecting.try_again()
        await at.is_done()
        assert (at.provider.exchanges, len(at.opened)) == (2, 1)


async def test_a_token_endpoint_that_sends_us_elsewhere_is_not_followed_with_the_code(tmp_path: Path) -> None:
    async def answer_anything(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(http_answer({"access_token": "evil", "token_type": "Bearer"}))

    async with serving(answer_anything) as other:
        moved = http_answer("", "307 Moved", f"Location: http://127.0.0.1:{other.port}/token\r\n")
        async with desk(tmp_path, moved) as at:
            waiting = await at.start()
            await come_back(waiting.address, code="the-code")
            error, _ = await at.trouble()
    assert isinstance(error, Unreachable)
    assert other.heads == []


async def test_a_token_answer_that_is_not_json_is_no_token(tmp_path: Path) -> None:
    async with desk(tmp_path, http_answer("<html>access_token</html>")) as at:
        waiting = await at.start()
        await come_back(waiting.address, code="the-code")
        error, _ = await at.trouble()
    assert isinstance(error, AnswerNotUnderstood | Unreachable)
