"""One hunt for live secrets through everything that anybody could read afterwards.

Every value that was ever wrapped in a `Secret` during whole sign-ins, copies, failures and a restart is looked for in
the log (of all libraries, at its most talkative), in every file of the profile, in the pages that the browser saw, in
what child processes were given, in every state of the wizard, and in the text of every error.
"""

import asyncio
import contextlib
import logging
import os
import sys
import time
import traceback
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from ledgerpass.assembly.program import Program
from ledgerpass.connections.copy_as.curl_command import copy_curl_command
from ledgerpass.connections.copy_as.token import copy_token
from ledgerpass.errors import LedgerpassError
from ledgerpass.practice import codes
from ledgerpass.secret import RedactingFilter
from ledgerpass.user_agents.browser_command import open_with_browser_variable
from ledgerpass.wizard.events import CompanyChosen
from ledgerpass.wizard.state import ChoosingCompany, Done, SigningIn, State
from tests.support.journey import fill_in, program, reach

SHORTEST = 12
"""Shorter values are ordinary words ("X", "body") and would be found everywhere."""

PUBLIC = {codes.PUBLIC_CLIENT_ID, "application/json", "application/x-www-form-urlencoded"}
"""Headers travel as secrets, all of them; these values are none."""


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Let every logger say all it has to say, through the program's own filter, as a handler of the program would."""
    caplog.set_level(logging.DEBUG)
    redacting = RedactingFilter()
    caplog.handler.addFilter(redacting)
    yield caplog
    caplog.handler.removeFilter(redacting)


@pytest.fixture
def witness(tmp_path: Path) -> Path:
    """A browser that writes down its arguments and its environment, and the page that it ended on."""
    script = tmp_path / "browser"
    notes = tmp_path / "witness.txt"
    program = (
        "import os, sys\n"
        "from tests.support.scripted_browser import sign_in\n"
        "page = sign_in(sys.argv[1])\n"
        f"open({str(notes)!r}, 'a').write(f'{{sys.argv}} {{dict(os.environ)}} {{page}}')\n"
    )
    script.write_text(f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(Path.cwd())!r})\n{program}")
    script.chmod(0o755)
    return script


@contextlib.asynccontextmanager
async def running(tmp_path: Path, witness: Path) -> AsyncIterator[Program]:
    environment = {**os.environ, "BROWSER": str(witness)}
    async with program(tmp_path / "profile", lambda url: bool(open_with_browser_variable(url, environment))) as built:
        yield built


async def connect(built: Program, states: list[State], way_id: str, codes: dict[str, str]) -> str:
    connecting = built.connecting
    connecting.watch(states.append)
    await fill_in(connecting, built, "practice", way_id, codes)
    if isinstance(connecting.state, SigningIn):
        connecting.start()
    choosing = await reach(connecting, lambda state: isinstance(state, ChoosingCompany))
    assert isinstance(choosing, ChoosingCompany)
    connecting.send(CompanyChosen(company=choosing.companies[0]))
    done = await reach(connecting, lambda state: isinstance(state, Done))
    assert isinstance(done, Done)
    return done.connection.id


def public(states: list[State]) -> set[str]:
    """Give what a sign-in's address shows to everybody by design: the state, the challenge, the request token."""
    addresses = {state.address for state in states if isinstance(state, SigningIn)}
    return {value for address in addresses for _, value in parse_qsl(urlsplit(address).query)}


async def test_no_secret_is_found_in_any_log_file_page_process_state_or_error(
    tmp_path: Path, live: set[str], log: pytest.LogCaptureFixture, witness: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    states: list[State] = []
    errors: list[str] = []
    shown: list[str] = []
    typed = {"client_id": codes.CLIENT_ID, "client_secret": codes.CLIENT_SECRET}
    consumer = {"consumer_key": codes.CONSUMER_KEY, "consumer_secret": codes.CONSUMER_SECRET}
    async with running(tmp_path, witness) as built:
        connections = [
            await connect(built, states, "sign-in", {}),
            await connect(built, states, "client-credentials", typed),
            await connect(built, states, "sign-in-older", consumer),
        ]
        for connection in connections:
            subject = await built.keeper.subject(connection)
            shown.append(f"{subject!r} {subject}")
            copy_curl_command(subject)
            copy_token(subject)
            await built.keeper.test(connection)
            shown.append(await built.keeper.export_activity(connection))
        shown.append(repr([built.keeper.calendar(), await built.keeper.end_now(connections[0])]))
        await built.keeper.remove(connections[1])
        shown.append(repr(await built.keeper.purge()))
        await fill_in(built.connecting, built, "practice", "client-credentials", typed | {"client_secret": "wrong" * 5})
        await reach(built.connecting, lambda state: getattr(state, "trouble", None) is not None)
    async with running(tmp_path, witness) as built:
        for row in built.keeper.rows():
            await built.keeper.test(row.connection.id)
        try:
            await built.keeper.subject("unknown")
        except LedgerpassError:
            errors.append(traceback.format_exc())
    await asyncio.to_thread(wait_for_the_witness, tmp_path / "witness.txt")

    hunted = {value for value in live if len(value) >= SHORTEST} - public(states) - PUBLIC
    assert len(hunted) > 20, "the hunt has nothing to hunt for"
    places = {
        "the log": log.text,
        "the wizard's states": repr(states),
        "what is copied, when it is shown by chance": "".join(shown),
        "an error": "".join(errors + [f"{getattr(state, 'trouble', '')!r}" for state in states]),
        "standard output": "".join(capfd.readouterr()),
        "the browser's page, arguments or environment": (tmp_path / "witness.txt").read_text(),
    }
    for path in (tmp_path / "profile").rglob("*"):
        if path.is_file():
            places[f"the file {path.name}"] = path.read_bytes().decode("latin-1")
    assert "the file connections.sqlite" in places
    for place, text in places.items():
        assert text or place == "standard output", f"{place} is empty: nothing was looked through"
        found = [value for value in hunted if value in text]
        assert not found, f"{len(found)} secrets stand in {place}"


def wait_for_the_witness(notes: Path) -> None:
    """Wait until both browsers have written down what they saw."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if notes.exists() and notes.read_text().count("Seen(") >= 2:
            return
        time.sleep(0.02)
    message = "the browsers never came back"
    raise AssertionError(message)
