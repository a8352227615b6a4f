"""The quick look says what is in the way, and nothing else."""

import asyncio
import time
from collections.abc import Callable

import pytest

from ledgerpass.errors import (
    CertificateNotTrusted,
    ClockWrong,
    LedgerpassError,
    NoBrowser,
    ProxyPasswordNeeded,
    Unreachable,
)
from ledgerpass.flows.quick_look import WITHIN, quick_look
from ledgerpass.flows.wish import Wish
from ledgerpass.http_message import HttpRequest, HttpResponse
from ledgerpass.providers.catalogue import read_catalogue
from ledgerpass.resource_files import resource_path
from tests.support.scripted_http import Answer, ScriptedHttp, answer

PROVIDERS = read_catalogue([resource_path("providers")]).providers
NOW = 1_800_000_000.0


def wish(provider_id: str = "moneybird", way_id: str = "sign-in", **values: str) -> Wish:
    provider = PROVIDERS[provider_id]
    way = provider.way(way_id)
    assert way
    return Wish(provider=provider, way=way, values=values, fields={})


class Told(ScriptedHttp):
    """A provider's host whose clock is `off` seconds behind ours."""

    off = 0.0

    def clock_at(self, _url: str) -> Callable[[], float]:
        return lambda: NOW - self.off


async def look(*answers: Answer, off: float = 0.0) -> tuple[LedgerpassError, ...]:
    http = Told(list(answers))
    http.off = off
    return await quick_look(wish(), http, lambda: NOW)


@pytest.mark.parametrize("status", [200, 302, 404, 405, 500])
async def test_any_answer_at_all_shows_that_the_road_is_open(status: int) -> None:
    assert await look(answer("", status)) == ()


@pytest.mark.parametrize(
    "error", [Unreachable(host="moneybird.com", reason="no name"), CertificateNotTrusted(host="moneybird.com")]
)
async def test_what_is_in_the_way_is_given(error: LedgerpassError) -> None:
    assert await look(error) == (error,)


@pytest.mark.parametrize(("off", "is_said"), [(-420.0, True), (420.0, True), (200.0, False)])
async def test_a_clock_that_is_more_than_five_minutes_off_is_said(off: float, is_said: bool) -> None:  # noqa: FBT001
    found = await look(answer(""), off=off)
    assert bool(found) is is_said
    for error in found:
        assert isinstance(error, ClockWrong)
        assert (error.seconds, error.refused) == (off, False)


async def test_one_host_is_asked_once_without_any_secret() -> None:
    http = Told([answer("")])
    await quick_look(wish(), http, lambda: NOW)
    (request,) = http.sent
    assert (request.method, request.url, request.body, request.headers) == ("HEAD", "https://moneybird.com/", None, {})


async def test_the_customers_own_host_is_asked() -> None:
    http = Told([answer("")])
    await quick_look(wish("freshbooks-classic", account="jansen"), http, lambda: NOW)
    assert http.sent[0].url == "https://jansen.freshbooks.com/"


async def test_where_no_browser_is_needed_nothing_is_asked() -> None:
    http = Told([])
    assert await quick_look(wish("money-go", "codes"), http, lambda: NOW) == ()
    assert http.sent == []


async def test_a_computer_that_may_not_speak_with_itself_is_found_before_the_practice_company_is_opened() -> None:
    refused = Unreachable(host="127.0.0.1", reason="Connection refused")
    http = Told([refused])
    assert await quick_look(wish("practice", practice="http://127.0.0.1:1"), http, lambda: NOW) == (refused,)
    assert http.sent[0].url == "http://127.0.0.1:1/"


class Desktop:
    """What the desktop says of the user's browser."""

    def __init__(self, *, has_browser: bool) -> None:
        self._has_browser = has_browser

    def name(self) -> str:
        return "Firefox" if self._has_browser else ""

    def is_there(self) -> bool:
        return self._has_browser


@pytest.mark.parametrize(("provider_id", "found"), [("moneybird", [NoBrowser, Unreachable]), ("practice", [NoBrowser])])
async def test_that_no_browser_can_be_started_is_said_beforehand(provider_id: str, found: list[type]) -> None:
    there = answer("") if provider_id == "practice" else Unreachable(host="moneybird.com", reason="no name")
    wanted = wish(provider_id, practice="http://127.0.0.1:1")
    seen = await quick_look(wanted, Told([there]), lambda: NOW, Desktop(has_browser=False))
    assert [type(each) for each in seen] == found


async def test_a_browser_that_can_be_started_is_not_spoken_of() -> None:
    assert await quick_look(wish(), Told([answer("")]), lambda: NOW, Desktop(has_browser=True)) == ()


async def test_a_proxy_that_asks_who_is_there_ends_the_look_for_nothing_could_be_gone_on_with() -> None:
    asked = ProxyPasswordNeeded(host="moneybird.com", proxy="proxy.example:8080")
    with pytest.raises(ProxyPasswordNeeded):
        await look(asked)


async def test_who_does_not_answer_in_time_is_not_held_up_for() -> None:
    class Silent(Told):
        async def send(self, _request: HttpRequest) -> HttpResponse:
            await asyncio.get_running_loop().create_future()
            raise AssertionError

    began = time.monotonic()
    assert await quick_look(wish(), Silent([]), lambda: NOW) == ()
    assert time.monotonic() - began < WITHIN + 1
