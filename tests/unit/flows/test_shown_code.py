"""A code that the user agent read off the provider's page is judged like one that the user pasted."""

import contextlib
from collections.abc import AsyncIterator

import pytest

from ledgerpass.errors import NothingCameBack, PermissionDenied
from ledgerpass.flows.obtain import Obtain
from ledgerpass.flows.user_agent import Judge, Notice, Verdict, Visit, WayBack, ignore
from ledgerpass.flows.wish import Wish
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.providers.catalogue import read_catalogue
from ledgerpass.resource_files import resource_path
from ledgerpass.secret import Secret
from tests.support.scripted_http import ScriptedHttp, answer

MONEYBIRD = read_catalogue([resource_path("providers")]).providers["moneybird"]


class ReadingAgent:
    """Brings back what it read, one after the other."""

    name = ""
    redirect_uri = "urn:ietf:wg:oauth:2.0:oob"

    def __init__(self, *read: str) -> None:
        self._read = read
        self.verdicts: list[Verdict] = []

    @contextlib.asynccontextmanager
    async def visit(self, way_back: WayBack) -> AsyncIterator[Visit]:
        assert way_back.shown_code is not None
        yield self

    async def show(self, address: str) -> None:
        pass

    async def bring_back(self, judge: Judge, notice: Notice = ignore) -> Secret:  # noqa: ARG002 - nothing in its way
        for text in self._read:
            self.verdicts.append(judge(Secret(text)))
        return Secret(self._read[-1])


def _wish() -> Wish:
    way = MONEYBIRD.way("sign-in")
    assert way
    fields = {"client_id": Secret("id"), "client_secret": Secret("s")}
    return Wish(provider=MONEYBIRD, way=way, values={}, fields=fields, delivery="out_of_band")


async def test_the_code_alone_is_taken_and_redeemed() -> None:
    http = ScriptedHttp([answer({"access_token": "at"})])
    agent = ReadingAgent("9b7f2c4de1a05386bb41")
    async with Obtain(http, agent).sign_in(_wish()) as sign_in:
        await sign_in.answer(5)
        credential = await sign_in.redeem()
    assert agent.verdicts == [Verdict.TAKEN]
    assert isinstance(credential.issued, TokenResponse)


async def test_words_and_another_sign_ins_answer_are_not_ours() -> None:
    theirs = "code=9b7f2c4de1a05386bb41&state=another"
    agent = ReadingAgent("these are words", "", theirs, f"urn:ietf:wg:oauth:2.0:oob?{theirs}")
    async with Obtain(ScriptedHttp([]), agent).sign_in(_wish()) as sign_in:
        with pytest.raises(NothingCameBack):
            await sign_in.answer(0.05)
    assert agent.verdicts == [Verdict.NOT_OURS] * 4


async def test_a_refusal_is_a_refusal() -> None:
    agent = ReadingAgent("urn:ietf:wg:oauth:2.0:oob?error=access_denied")
    async with Obtain(ScriptedHttp([]), agent).sign_in(_wish()) as sign_in:
        with pytest.raises(PermissionDenied):
            await sign_in.answer(5)
