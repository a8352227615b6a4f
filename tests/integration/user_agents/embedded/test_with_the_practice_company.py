"""The whole sign-in in the embedded browser, at the practice company: allowed, denied, and with a shown code."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from ledgerpass.connections.credential import Credential
from ledgerpass.errors import PermissionDenied
from ledgerpass.flows.http import HttpClient
from ledgerpass.flows.obtain import Obtain
from ledgerpass.flows.wish import Wish
from ledgerpass.practice import codes
from ledgerpass.practice.company import PracticeCompany
from ledgerpass.practice.terms import Terms
from ledgerpass.providers.catalogue import read_catalogue
from ledgerpass.providers.provider import AuthorizationCode, Delivery
from ledgerpass.resource_files import resource_path
from ledgerpass.secret import Secret
from ledgerpass.user_agents.embedded_browser.agent import EmbeddedBrowser
from tests.support.embedded_visit import Eye
from tests.support.listening import browser

PRACTICE = read_catalogue([resource_path("providers")]).providers["practice"]


@pytest.fixture
def company() -> Iterator[PracticeCompany]:
    company = PracticeCompany(bytes(range(32)), terms=Terms(access_token_life=3600), ports=(0,), clock=time.time)
    company.start()
    yield company
    company.stop()


@pytest.fixture
async def eye() -> AsyncIterator[Eye]:
    with tempfile.TemporaryDirectory() as folder:
        async with Eye(Path(folder)) as eye:
            yield eye


async def _sign_in(company: PracticeCompany, eye: Eye, delivery: Delivery, *, way_id: str, press: str) -> Credential:
    way = PRACTICE.way(way_id)
    assert way
    fields = {field.key: Secret(_CODES[field.key]) for field in way.fields}
    scopes = ("companies.read",) if isinstance(way, AuthorizationCode) else ()
    values = {"practice": company.origin or ""}
    wish = Wish(provider=PRACTICE, way=way, values=values, fields=fields, scopes=scopes, delivery=delivery)
    own = browser()
    agent = EmbeddedBrowser(own, eye.command)
    http = HttpClient("Ledgerpass/test")
    try:
        async with Obtain(http, agent).sign_in(wish) as sign_in:
            await sign_in.show()
            answer = asyncio.create_task(sign_in.answer(40))
            await eye.until(lambda seen: "authorize" in str(seen["path"]) and not answer.done())
            await eye.press_in_page(press)
            await answer
            return await sign_in.redeem()
    finally:
        await agent.close()
        await own.close()
        await http.close()


_CODES = {"consumer_key": codes.CONSUMER_KEY, "consumer_secret": codes.CONSUMER_SECRET}


@pytest.mark.parametrize(
    ("way_id", "delivery"), [("sign-in", "loopback"), ("sign-in", "out_of_band"), ("sign-in-older", "out_of_band")]
)
async def test_pressing_allow_gives_a_credential(
    company: PracticeCompany, eye: Eye, way_id: str, delivery: Delivery
) -> None:
    credential = await _sign_in(company, eye, delivery, way_id=way_id, press="allow")
    assert credential.issued is not None


async def test_pressing_deny_is_understood(company: PracticeCompany, eye: Eye) -> None:
    with pytest.raises(PermissionDenied):
        await _sign_in(company, eye, "loopback", way_id="sign-in", press="deny")
