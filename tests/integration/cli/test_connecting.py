"""`ledgerpass connect` as IT runs it from a script: pipes, a browser in `BROWSER`, a real keychain and provider."""

import asyncio
import json
import os
import socket
import ssl
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

from ledgerpass.connections.connection import Connection
from ledgerpass.connections.copy_as.curl_command import copy_curl_command
from ledgerpass.upkeep.standing import RenewsItself
from tests.integration.cli.conftest import Browser
from tests.integration.cli.faraway_browser import sign_in_elsewhere
from tests.integration.cli.terminal import PATIENCE, command, run, script
from tests.support.journey import program
from tests.support.scripted_browser import get, shown_code, sign_in

WAYS_WITHOUT_A_BROWSER = ["personal-token", "client-credentials", "account-token"]


def listed(profile: Path) -> list[Connection]:
    """Give what another process finds connected."""

    async def look() -> list[Connection]:
        async with program(profile, lambda _url: False) as built:
            return [row.connection for row in built.keeper.rows()]

    return asyncio.run(look())


def answer_to_curl(profile: Path) -> str:
    """Have another process copy the only connection's curl command, and a real shell run it."""

    async def copy() -> str:
        async with program(profile, lambda _url: False) as built:
            (row,) = built.keeper.rows()
            line = copy_curl_command(await built.keeper.subject(row.connection.id)).reveal()
            ran = await asyncio.to_thread(subprocess.run, ["bash", "-c", line], capture_output=True, text=True)
            return str(ran.stdout)

    return asyncio.run(copy())


def test_the_redirect_connects_and_another_process_finds_it_working(tmp_path: Path, browser: Browser) -> None:
    ran = run("connect", "practice", "--profile", tmp_path, "--company", "1001", environment=browser("allow"))
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("Connected to Bakkerij Smit B.V. (Practice company).\nIt may: See the names of")

    async def test_again() -> object:
        async with program(tmp_path, lambda _url: False) as built:
            (row,) = built.keeper.rows()
            return (await built.keeper.test(row.connection.id)).standing

    assert isinstance(asyncio.run(test_again()), RenewsItself)
    assert "2026-0141" in answer_to_curl(tmp_path)


@pytest.mark.parametrize("way", WAYS_WITHOUT_A_BROWSER)
def test_codes_are_read_from_standard_input_in_the_order_of_the_fields(
    tmp_path: Path, shown_codes: dict[str, str], way: str
) -> None:
    keys = ["client_id", "client_secret"] if way == "client-credentials" else ["token"]
    given = "".join(f"{shown_codes[key]}\n" for key in keys)
    ran = run("connect", "practice", "--way", way, "--profile", tmp_path, "--company", "Jansen Advies", given=given)
    assert ran.returncode == 0, ran.stderr
    assert [connection.name for connection in listed(tmp_path)] == ["Jansen Advies"]
    assert "2026-" in answer_to_curl(tmp_path)


def test_codes_may_come_as_key_value_lines_in_any_order(tmp_path: Path, shown_codes: dict[str, str]) -> None:
    given = f"client_secret = {shown_codes['client_secret']}\r\nclient_id={shown_codes['client_id']}\r\n"
    arguments = ["connect", "practice", "--way", "client-credentials", "--company", "1001", "--profile", tmp_path]
    assert run(*arguments, given=given).returncode == 0


def test_a_code_that_is_no_secret_may_be_an_argument(tmp_path: Path, shown_codes: dict[str, str]) -> None:
    ran = run(
        *("connect", "practice", "--way", "client-credentials", "--company", "1001", "--profile", tmp_path),
        *("--set", f"client_id={shown_codes['client_id']}"),
        given=shown_codes["client_secret"],
    )
    assert ran.returncode == 0, ran.stderr


def test_an_optional_code_is_left_out_by_an_empty_line_and_the_older_way_works_too(
    tmp_path: Path, browser: Browser, shown_codes: dict[str, str]
) -> None:
    arguments = ["connect", "practice", "--way", "sign-in-older", "--company", "1001", "--profile", tmp_path]
    ran = run(*arguments, given=f"{shown_codes['consumer_key']}\n\n", environment=browser("allow"))
    assert ran.returncode == 0, ran.stderr
    assert "2026-0141" in answer_to_curl(tmp_path)


def test_the_result_is_one_json_object_and_everything_else_is_beside_it(tmp_path: Path, browser: Browser) -> None:
    arguments = ["--profile", tmp_path, "--company", "jansen  advies", "--json", "--name", "For the month's end"]
    scopes = ["--scope", "invoices.read", "bank.read"]
    ran = run("connect", "practice", *arguments, *scopes, environment=browser("allow"))
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    (connection,) = listed(tmp_path)
    assert told["id"] == connection.id
    assert told["name"] == connection.name == "For the month's end"
    assert told["company"] == {"id": "1002", "name": "Jansen Advies"}
    assert (told["provider"], told["way"]) == ("practice", "sign-in")
    assert told["granted"] == ["companies.read", "invoices.read", "bank.read"], "the required one is always asked for"
    assert told["expires_at"].endswith("Z")
    assert told["renews"] is True
    assert set(told) == {
        *("id", "name", "provider", "provider_name", "way"),
        *("company", "asked", "granted", "expires_at", "renews"),
    }


def test_the_address_is_said_before_any_browser_is_started(tmp_path: Path) -> None:
    said, saw = tmp_path / "said", tmp_path / "saw"
    witness = tmp_path / "browser"
    witness.write_text(f'#!/bin/sh\ngrep -cF "$1" {said} >{saw}.part; mv {saw}.part {saw}\n', encoding="utf-8")
    witness.chmod(0o755)
    with said.open("wb") as errors:
        subprocess.run(
            command("connect", "practice", "--profile", tmp_path, "--patience", "2"),
            env={**os.environ, "BROWSER": str(witness)},
            stdin=subprocess.DEVNULL,
            stderr=errors,
            check=False,
            timeout=PATIENCE,
        )
    assert saw.read_text(encoding="utf-8") == "1\n"


def test_without_a_browser_none_is_opened_and_any_other_one_will_do(
    tmp_path: Path, browser: Browser, visits: Path
) -> None:
    arguments = ["connect", "practice", "--no-browser", "--profile", tmp_path, "--company", "1001"]
    with script(*arguments, environment=browser("allow")) as started:
        page = sign_in(started.address())
        assert started.end() == 0, started.said
    assert "Almost done" in page.text
    assert "terminal" in page.text
    assert not visits.exists()


def test_a_browser_that_can_not_be_started_is_said_and_ends_nothing(tmp_path: Path) -> None:
    arguments = ["connect", "practice", "--profile", tmp_path, "--company", "1001"]
    with script(*arguments, environment={"BROWSER": "/nowhere/browser"}) as started:
        started.wait_for("No browser could be opened here")
        sign_in(started.address())
        assert started.end() == 0, started.said


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        (lambda code, _url: code, "That is the code."),
        (lambda code, _url: f'  "code={code}" ', "The code was found in what you pasted."),
        (lambda _code, url: url, "The code was found in that address."),
    ],
)
def test_what_the_page_shows_may_come_on_standard_input(
    tmp_path: Path, pasted: Callable[[str, str], str], said: str
) -> None:
    arguments = ["--profile", tmp_path, "--company", "1001", "--delivery", "out_of_band", "--no-browser"]
    with script("connect", "practice", *arguments) as started:
        page = sign_in(started.address())
        started.send(pasted(shown_code(page), page.url))
        assert started.end() == 0, started.said
        assert said in started.said
        assert shown_code(page) not in started.said


def test_the_address_that_a_browser_on_another_computer_ends_on_may_come_too(tmp_path: Path) -> None:
    with script("connect", "practice", "--profile", tmp_path, "--company", "1001", "--no-browser") as started:
        redirect = sign_in_elsewhere(started.address())
        assert redirect.startswith("http://127.0.0.1:")
        started.send("that is not it")
        started.wait_for("There is no code in that.")
        started.send(redirect.replace("state=", "state=another"))
        started.wait_for("doesn't belong to this sign-in")
        started.send(redirect)
        assert started.end() == 0, started.said
        assert "code=" not in started.said


def test_a_browser_that_insists_on_https_is_noticed_and_its_address_may_be_pasted(tmp_path: Path) -> None:
    with script("connect", "practice", "--profile", tmp_path, "--company", "1001", "--no-browser") as started:
        redirect = sign_in_elsewhere(started.address())
        with (
            socket.create_connection(("127.0.0.1", urlsplit(redirect).port or 0)) as plain,
            pytest.raises(OSError, match=r"\w"),
        ):
            ssl.create_default_context().wrap_socket(plain, server_hostname="127.0.0.1")
        started.wait_for("The browser can't open the last page by itself")
        started.send(redirect.replace("http://", "https://"))
        assert started.end() == 0, started.said


def test_a_provider_of_ones_own_is_connected_by_its_name(tmp_path: Path, browser: Browser) -> None:
    folder = tmp_path / "providers"
    folder.mkdir()
    (folder / "broken.toml").write_text("id = 1", encoding="utf-8")
    ran = run(
        *("connect", "Practice Company", "--providers", folder, "--profile", tmp_path, "--company", "1001"),
        environment=browser("allow"),
    )
    assert ran.returncode == 0, ran.stderr
    assert "The provider file broken.toml" in ran.stderr


def test_nobody_sees_a_secret_among_the_arguments_or_in_what_is_said(
    tmp_path: Path, shown_codes: dict[str, str]
) -> None:
    arguments = ["connect", "practice", "--way", "sign-in-older", "--company", "1001", "--profile", tmp_path]
    sleeping = tmp_path / "browser"
    sleeping.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    sleeping.chmod(0o755)
    with script(*arguments, "--delivery", "out_of_band", environment={"BROWSER": str(sleeping)}) as started:
        started.send(shown_codes["consumer_key"])
        started.send(shown_codes["consumer_secret"])
        page = sign_in(started.address())
        process = psutil.Process(started.process.pid)
        family = [process, *process.children(recursive=True)]
        visible = "".join(f"{each.cmdline()}{each.environ()}" for each in family)
        started.send(shown_code(page))
        assert started.end() == 0, started.said
        for child in family[1:]:
            child.kill()
        told = started.said + started.result()
    assert "ledgerpass" in visible
    for secret in (shown_codes["consumer_secret"], shown_code(page)):
        assert secret not in visible
        assert secret not in told


@pytest.mark.parametrize("arguments", [["providers"], ["connect", "--help"], ["connect", "practice"]])
def test_qt_is_not_loaded(tmp_path: Path, browser: Browser, arguments: list[str]) -> None:
    more = ["--profile", str(tmp_path), "--company", "1001"] if arguments == ["connect", "practice"] else []
    look = (
        "import sys\nfrom ledgerpass.__main__ import main\n"
        "try:\n    code = main()\nexcept SystemExit as ended:\n    code = ended.code\n"
        "print(code, sorted(name for name in sys.modules if name.partition('.')[0] in {'PySide6', 'qasync'}))"
    )
    environment = {**os.environ, **browser("allow")}
    for name in ("DISPLAY", "XAUTHORITY"):
        environment.pop(name, None)
    ran = subprocess.run(
        [sys.executable, "-c", look, *arguments, *more],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=environment,
        timeout=PATIENCE,
        check=False,
    )
    assert ran.stdout.splitlines()[-1] == "0 []", ran.stderr


def test_the_list_of_providers_says_what_connect_has_to_be_told(tmp_path: Path) -> None:
    ran = run("providers")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "freshbooks-classic  (FreshBooks Classic)\n    --set account=jansen" in ran.stdout
    assert "    --way sign-in  Sign in at Moneybird\n        codes: client_id (not secret), client_secret" in ran.stdout
    assert "        codes: consumer_key (not secret), consumer_secret (optional)" in ran.stdout


def test_a_page_that_is_asked_for_again_shows_that_nobody_listens_any_more(tmp_path: Path, browser: Browser) -> None:
    with script("connect", "practice", "--profile", tmp_path, "--company", "1001", "--no-browser") as started:
        page = sign_in(started.address())
        assert started.end() == 0, started.said
    with pytest.raises(ConnectionRefusedError):
        get(page.url)
