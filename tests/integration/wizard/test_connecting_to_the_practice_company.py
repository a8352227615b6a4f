"""Each way in leads from the first page to a kept, proved credential: real sockets, provider and keychain."""

import asyncio
import re
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ledgerpass.assembly.program import Program
from ledgerpass.connections.copy_as.curl_command import copy_curl_command
from ledgerpass.errors import ClientNotRecognised, CredentialRefused, PermissionDenied
from ledgerpass.flows.sign_in import Recognised
from ledgerpass.upkeep.standing import RenewsItself, Working
from ledgerpass.wizard.events import CompanyChosen, DeliveryChosen
from ledgerpass.wizard.state import ChoosingCompany, ChoosingProvider, Done, GivingDetails, SigningIn, Stage, State
from tests.support.journey import ThreadedBrowser, fill_in, program, reach
from tests.support.scripted_browser import get, shown_code, sign_in


@pytest.fixture
async def built(tmp_path: Path, browser: ThreadedBrowser) -> AsyncIterator[Program]:
    async with program(tmp_path, browser.open) as built:
        yield built


async def codes_for(built: Program, way_id: str) -> dict[str, str]:
    """Read the codes from the practice company's own page, as a user does."""
    provider = built.catalogue.providers["practice"]
    origin = (await built.connecting._means.premises.values(provider))["practice"]  # noqa: SLF001 - only it knows where
    page = (await asyncio.to_thread(get, f"{origin}/connect")).text
    shown = dict(re.findall(r'id="([a-z_-]+)"[^>]*>\s*([^<\s]+)\s*<', page))
    way = provider.way(way_id)
    assert way
    shown["token"] = shown["personal-token"]
    return {field.key: shown[field.key.replace("_", "-")] for field in way.fields}


def is_done(state: State) -> bool:
    return isinstance(state, Done)


def has_trouble(state: State) -> bool:
    return getattr(state, "trouble", None) is not None


async def finish(built: Program, company: str = "Bakkerij Smit B.V.") -> Done:
    connecting = built.connecting
    state = await reach(connecting, lambda state: isinstance(state, ChoosingCompany | Done) or has_trouble(state))
    assert isinstance(state, ChoosingCompany), state
    assert {each.name for each in state.companies} == {"Bakkerij Smit B.V.", "Jansen Advies"}
    chosen = next(each for each in state.companies if each.name == company)
    connecting.send(CompanyChosen(company=chosen))
    done = await reach(connecting, lambda state: isinstance(state, Done) or has_trouble(state))
    assert isinstance(done, Done), done
    return done


@pytest.mark.parametrize(
    "way_id", ["sign-in", "personal-token", "client-credentials", "sign-in-older", "account-token"]
)
async def test_every_way_in_ends_with_a_command_that_a_real_shell_runs(built: Program, way_id: str) -> None:
    await fill_in(built.connecting, built, "practice", way_id, await codes_for(built, way_id))
    if isinstance(built.connecting.state, SigningIn):
        built.connecting.start()
    done = await finish(built)
    assert done.connection.name == "Bakkerij Smit B.V."
    (row,) = built.keeper.rows()
    assert row.connection == done.connection
    command = copy_curl_command(await built.keeper.subject(done.connection.id)).reveal()
    ran = await asyncio.to_thread(subprocess.run, ["bash", "-c", command], capture_output=True, text=True, check=True)
    assert "2026-0141" in ran.stdout


@pytest.mark.parametrize(("way_id", "standing"), [("sign-in", RenewsItself), ("personal-token", Working)])
async def test_after_a_restart_everything_is_there_and_still_works(
    tmp_path: Path, browser: ThreadedBrowser, way_id: str, standing: type
) -> None:
    async with program(tmp_path, browser.open) as first:
        await fill_in(first.connecting, first, "practice", way_id, await codes_for(first, way_id))
        if isinstance(first.connecting.state, SigningIn):
            first.connecting.start()
        done = await finish(first)
    async with program(tmp_path, browser.open) as second:
        (row,) = second.keeper.rows()
        assert (row.connection.id, row.connection.company) == (done.connection.id, done.connection.company)
        tested = await second.keeper.test(row.connection.id)
        assert isinstance(tested.standing, standing)


@pytest.mark.parametrize("way_id", ["sign-in", "sign-in-older"])
@pytest.mark.parametrize("shape", ["code", "address"])
async def test_a_code_that_the_page_shows_is_pasted_and_understood(
    built: Program, browser: ThreadedBrowser, way_id: str, shape: str
) -> None:
    browser.decision = ""
    connecting = built.connecting
    await fill_in(connecting, built, "practice", way_id, await codes_for(built, way_id))
    connecting.send(DeliveryChosen(delivery="out_of_band"))
    connecting.start()
    waiting = await reach(connecting, lambda state: isinstance(state, SigningIn) and state.stage is Stage.WAITING)
    assert isinstance(waiting, SigningIn)
    page = await asyncio.to_thread(sign_in, waiting.address)
    connecting.paste(f"  {shown_code(page)}\n" if shape == "code" else page.url)
    state = connecting.state
    assert isinstance(state, SigningIn)
    assert state.recognised in set(Recognised)
    await finish(built)


@pytest.mark.parametrize("way_id", ["sign-in", "sign-in-older"])
async def test_a_denied_sign_in_is_said_and_never_leads_to_a_token_request(
    built: Program, browser: ThreadedBrowser, way_id: str
) -> None:
    browser.decision = "deny"
    await fill_in(built.connecting, built, "practice", way_id, await codes_for(built, way_id))
    built.connecting.start()
    state = await reach(built.connecting, has_trouble)
    assert isinstance(state, SigningIn)
    assert isinstance(state.trouble, PermissionDenied)
    assert not state.can_finish
    assert built.keeper.rows() == ()
    await asyncio.to_thread(browser.close)
    assert "denied" in browser.seen[-1].text


async def test_wrong_codes_lead_back_to_the_page_where_they_were_typed(built: Program) -> None:
    await fill_in(
        built.connecting, built, "practice", "client-credentials", {"client_id": "nobody", "client_secret": "wrong"}
    )
    state = await reach(built.connecting, has_trouble)
    assert isinstance(state, GivingDetails)
    assert isinstance(state.trouble, ClientNotRecognised)
    assert state.draft.filled == {"client_id", "client_secret"}


async def test_a_wrong_token_is_not_called_connected(built: Program) -> None:
    await fill_in(built.connecting, built, "practice", "personal-token", {"token": "practice-wrong.token"})
    state = await reach(built.connecting, has_trouble)
    assert isinstance(state, GivingDetails)
    assert isinstance(state.trouble, CredentialRefused)
    assert built.keeper.rows() == ()


async def test_closing_in_the_middle_leaves_nothing_half_saved(tmp_path: Path) -> None:
    opened = asyncio.Event()

    def open_address(_address: str) -> bool:
        opened.set()
        return True

    async with program(tmp_path, open_address) as built:
        await fill_in(built.connecting, built, "practice", "sign-in")
        built.connecting.start()
        async with asyncio.timeout(20):
            await opened.wait()
    async with program(tmp_path, lambda _address: True) as again:
        assert again.keeper.rows() == ()
        assert isinstance(again.connecting.state, ChoosingProvider)


async def test_cancel_and_a_new_try_at_once_are_clean_and_the_old_page_is_told(built: Program, tmp_path: Path) -> None:
    connecting = built.connecting
    await fill_in(connecting, built, "practice", "sign-in")
    connecting.start()
    await reach(connecting, lambda state: isinstance(state, SigningIn) and state.stage >= Stage.WAITING)
    connecting.cancel()
    assert connecting.state == SigningIn(draft=connecting.state.draft)  # type: ignore[union-attr]
    connecting.start()
    await finish(built)


async def test_signing_in_again_asks_nothing_twice_and_keeps_the_connection(built: Program) -> None:
    await fill_in(built.connecting, built, "practice", "sign-in")
    built.connecting.start()
    before = (await finish(built, "Jansen Advies")).connection
    built.connecting.reconnect(before.id)
    done = await reach(built.connecting, is_done)
    assert isinstance(done, Done)
    assert (done.connection.id, done.connection.company) == (before.id, before.company)
    assert len(built.keeper.rows()) == 1
