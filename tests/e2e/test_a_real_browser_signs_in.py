"""A real Chromium signs in at the practice company, and what comes of it works: the main job with every part real."""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from ledgerpass.assembly.program import Program
from ledgerpass.connections.copy_as.curl_header import copy_curl_header
from ledgerpass.errors import PermissionDenied
from ledgerpass.practice import codes
from ledgerpass.user_agents.browser_command import open_with_browser_variable
from ledgerpass.wizard.events import CompanyChosen, DeliveryChosen
from ledgerpass.wizard.state import ChoosingCompany, Done, SigningIn, Stage
from tests.support.chromium import Chromium, chromium
from tests.support.journey import fill_in, program, reach


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chromium]:
    with chromium(tmp_path) as browser:
        yield browser


@pytest.fixture
async def built(tmp_path: Path, browser: Chromium) -> AsyncIterator[Program]:
    environment = {**os.environ, "BROWSER": str(browser.command)}
    async with program(tmp_path / "books", lambda url: bool(open_with_browser_variable(url, environment))) as built:
        yield built


async def waiting(built: Program, way_id: str = "sign-in", *, out_of_band: bool = False) -> None:
    typed = {"consumer_key": codes.CONSUMER_KEY} if way_id == "sign-in-older" else {}
    await fill_in(built.connecting, built, "practice", way_id, typed)
    if out_of_band:
        built.connecting.send(DeliveryChosen(delivery="out_of_band"))
    built.connecting.start()
    await reach(built.connecting, lambda state: isinstance(state, SigningIn) and state.stage is Stage.WAITING)


async def finish(built: Program) -> Done:
    state = await reach(built.connecting, lambda state: isinstance(state, ChoosingCompany))
    assert isinstance(state, ChoosingCompany)
    built.connecting.send(CompanyChosen(company=state.companies[0]))
    done = await reach(built.connecting, lambda state: isinstance(state, Done))
    assert isinstance(done, Done)
    return done


@pytest.mark.parametrize("way_id", ["sign-in", "sign-in-older"])
async def test_pressing_allow_connects_and_the_copied_header_is_answered(
    built: Program, browser: Chromium, way_id: str
) -> None:
    await waiting(built, way_id)
    await asyncio.to_thread(browser.press, "allow")
    done = await finish(built)
    await asyncio.to_thread(browser.heading, "taken")
    assert "code=" not in browser.page.current_url
    assert "oauth_verifier" not in browser.page.current_url
    subject = await built.keeper.subject(done.connection.id)
    line = f"curl -sS -o /dev/null -w '%{{http_code}}' {copy_curl_header(subject).reveal()} '{subject.url}'"
    ran = await asyncio.to_thread(subprocess.run, ["bash", "-c", line], capture_output=True, text=True, check=True)
    assert ran.stdout == "200"


async def test_pressing_deny_is_told_in_the_browser_and_in_the_program(built: Program, browser: Chromium) -> None:
    await waiting(built)
    await asyncio.to_thread(browser.press, "deny")
    state = await reach(built.connecting, lambda state: getattr(state, "trouble", None) is not None)
    assert isinstance(state, SigningIn)
    assert isinstance(state.trouble, PermissionDenied)
    await asyncio.to_thread(browser.heading, "denied")


async def test_the_code_that_the_page_shows_is_pasted(built: Program, browser: Chromium) -> None:
    await waiting(built, out_of_band=True)
    await asyncio.to_thread(browser.press, "allow")
    code = await asyncio.to_thread(browser.text, "code")
    built.connecting.paste(code)
    done = await finish(built)
    assert [row.connection for row in built.keeper.rows()] == [done.connection]
