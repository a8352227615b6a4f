"""Every way in which `ledgerpass connect` ends without a connection: exit code, plain sentence, nothing left behind."""

import asyncio
import json
import os
import signal
import socket
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.integration.cli.conftest import Browser
from tests.integration.cli.faraway_browser import sign_in_elsewhere
from tests.integration.cli.terminal import run, script
from tests.integration.cli.test_connecting import listed
from tests.support.scripted_browser import sign_in
from tests.support.tcp_server import says, serving

CODES = "client_id=practice-client-2718\nclient_secret=practice-secret-NothingHereIsReal\n"
ACME = """
id = "acme"
name = "Acme"
line = "Books"
mark = {{ letters = "Ac", colour = "#112233" }}
check = {{ url = "{origin}/companies" }}
companies = {{ items = "companies" }}

[[ways]]
kind = "client_credentials"
id = "codes"
label = "Two codes"
line = "Needs two codes."
token_endpoint = "{origin}/token"
fields = [{{ key = "client_id", label = "Client ID" }}, {{ key = "client_secret", label = "Client secret" }}]

[[ways]]
kind = "authorization_code"
id = "sign-in"
label = "Sign in"
line = "In your browser."
authorization_endpoint = "{origin}/authorize"
token_endpoint = "{origin}/token"
fixed = {{ client_id = "acme" }}
redirects = {{ preferred = "loopback", loopback = {{}} }}
"""

_ANSWER = json.dumps(
    {"access_token": "t0ken", "token_type": "Bearer", "companies": [{"id": "7\x1b", "name": "Only one Ltd"}]}
)
ONE_COMPANY = (
    f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(_ANSWER)}\r\n\r\n{_ANSWER}".encode()
)
"""A token, and one company whose id would steer a terminal; the same answer serves for both calls."""


def acme_at(folder: Path, origin: str) -> Path:
    folder.mkdir()
    (folder / "acme.toml").write_text(ACME.format(origin=origin), encoding="utf-8")
    return folder


def test_denied_is_3_and_the_browser_is_told_too(tmp_path: Path) -> None:
    with script("connect", "practice", "--profile", tmp_path, "--no-browser") as started:
        page = sign_in(started.address(), "deny")
        assert started.end() == 3
        assert started.said.endswith("You chose not to give permission. Nothing was changed.\n")
        assert started.result() == ""
    assert "You chose not to give permission" in page.text
    assert listed(tmp_path) == []


def test_a_denial_that_is_pasted_is_3_too(tmp_path: Path) -> None:
    with script("connect", "practice", "--profile", tmp_path, "--no-browser") as started:
        started.send(sign_in_elsewhere(started.address(), "deny"))
        assert started.end() == 3


def test_nothing_in_time_is_4(tmp_path: Path, browser: Browser) -> None:
    ran = run("connect", "practice", "--profile", tmp_path, "--patience", "0.5", environment=browser(""))
    assert (ran.returncode, ran.stdout) == (4, "")
    assert "Waiting for up to 1 second." in ran.stderr
    assert ran.stderr.endswith("No answer from Practice company came back in time. Nothing was changed; try again.\n")


@pytest.mark.parametrize(("given", "code"), [("", 4), ("there is no code in this\n", 5)])
def test_where_nothing_comes_by_itself_the_end_of_standard_input_is_the_end(
    tmp_path: Path, given: str, code: int
) -> None:
    arguments = ["connect", "practice", "--profile", tmp_path, "--delivery", "out_of_band", "--no-browser"]
    ran = run(*arguments, given=given)
    assert ran.returncode == code
    assert ran.stderr.count("There is no code in that.") == bool(given)


def test_a_code_that_the_provider_never_gave_is_5(tmp_path: Path) -> None:
    arguments = ["connect", "practice", "--profile", tmp_path, "--delivery", "out_of_band", "--no-browser"]
    ran = run(*arguments, given="thiscodeisnobodys\n")
    assert ran.returncode == 5
    assert "thiscodeisnobodys" not in ran.stderr
    assert listed(tmp_path) == []


@pytest.mark.parametrize(
    ("way", "given", "said"),
    [
        ("client-credentials", "nobody\nhush-hush-hush\n", "doesn't recognise these two codes"),
        ("personal-token", "hush-hush-hush\n", "doesn't accept this token"),
    ],
)
def test_wrong_codes_are_5_and_details_are_shown_on_request_alone(
    tmp_path: Path, way: str, given: str, said: str
) -> None:
    arguments = ["connect", "practice", "--way", way, "--profile", tmp_path]
    ran = run(*arguments, given=given)
    assert (ran.returncode, ran.stdout) == (5, "")
    assert said in ran.stderr.splitlines()[-1]
    with_details = run(*arguments, "--details", given=given)
    assert "  host: 127.0.0.1\n  status: 401\n" in with_details.stderr
    assert "hush" not in ran.stderr + with_details.stderr
    assert listed(tmp_path) == []


def test_a_way_that_only_the_window_can_go_is_1_before_anything_is_asked(tmp_path: Path) -> None:
    folder = acme_at(tmp_path / "providers", "http://127.0.0.1:9")
    file = folder / "acme.toml"
    text = file.read_text(encoding="utf-8").partition("fixed = { client_id")[0]
    catches = 'out_of_band = { redirect_uri = "nl.acme:/cb", shows = "address" }'
    redirects = f'preferred = "out_of_band", embedded = "only", {catches}'
    codes = '[{ key = "client_id", label = "Client ID" }]'
    file.write_text(f"{text}fields = {codes}\nredirects = {{ {redirects} }}\n", encoding="utf-8")
    ran = run("connect", "acme", "--way", "sign-in", "--providers", folder, "--profile", tmp_path, given="anything\n")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "This way needs a window of Ledgerpass" in ran.stderr.splitlines()[-1]
    assert 'pip install "ledgerpass[embedded]"' in ran.stderr
    assert "Client ID" not in ran.stderr
    assert "Open this address" not in ran.stderr
    assert "Other ways" not in ran.stderr, "a way was named"
    chosen = run("connect", "acme", "--providers", folder, "--profile", tmp_path)
    assert "Client ID" in chosen.stderr, "the other way is as it was"


def test_codes_in_each_others_place_are_noticed(tmp_path: Path) -> None:
    swapped = "practice-secret-NothingHereIsReal\npractice-client-2718\n"
    ran = run("connect", "practice", "--way", "client-credentials", "--profile", tmp_path, given=swapped)
    assert ran.returncode == 5
    assert "look as if they stood in each other's place" in ran.stderr


def test_a_host_that_nobody_has_is_6(tmp_path: Path) -> None:
    folder = acme_at(tmp_path / "providers", "https://nobody.invalid")
    arguments = ["connect", "acme", "--providers", folder, "--profile", tmp_path]
    codes = run(*arguments, given=CODES)
    assert (codes.returncode, codes.stdout) == (6, "")
    assert codes.stderr.splitlines()[-1].startswith("Can't reach Acme right now.")
    sign_in_first = run(*arguments, "--way", "sign-in")
    assert sign_in_first.returncode == 6, "it is found before anybody signs in"
    assert "Open this address" not in sign_in_first.stderr


def test_a_locked_keychain_is_7_and_nothing_is_asked_or_opened(
    tmp_path: Path, browser: Browser, visits: Path, locked_keychain: None
) -> None:
    ran = run("connect", "practice", "--profile", tmp_path, environment=browser("allow"))
    assert (ran.returncode, ran.stdout) == (7, "")
    assert "This computer's keychain is locked" in ran.stderr
    assert "Open this address" not in ran.stderr
    assert not visits.exists()


def test_no_keychain_is_7_and_no_secret_goes_into_a_file_instead(tmp_path: Path) -> None:
    nowhere = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/nobody"}
    arguments = ["connect", "practice", "--way", "client-credentials", "--profile", tmp_path / "profile"]
    ran = run(*arguments, given=CODES, environment=nowhere)
    assert (ran.returncode, ran.stdout) == (7, "")
    assert "No keychain is running on this computer" in ran.stderr
    nothing_given = run("connect", "moneybird", "--profile", tmp_path / "profile", environment=nowhere)
    assert nothing_given.returncode == 7, "it is said before anything is asked"
    for path in (tmp_path / "profile").rglob("*"):
        assert b"NothingHereIsReal" not in path.read_bytes()


def test_a_list_that_can_not_be_opened_is_1(tmp_path: Path) -> None:
    (tmp_path / "connections.sqlite").mkdir()
    ran = run("connect", "practice", "--profile", tmp_path)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "The list of connections can't be read or written." in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nobody"], "These are known: freshbooks-classic,"),
        (["practice", "--way", "x"], "These are its ways: account-token,"),
        (["practice", "--scope", "x"], "these are known: bank.read,"),
        (["moneybird", "--delivery", "loopback"], "leave --delivery out"),
        (["freshbooks-classic", "--company", "x"], "leave --company out"),
        (["freshbooks-classic"], "give it with --set account=jansen"),
        (["freshbooks-classic", "--set", "account=not a name!"], "It looks like jansen."),
        (["practice", "--set", "colour=blue"], "there is nothing to give"),
        (["practice", "--patience", "soon"], "soon is not a number of seconds"),
        (["moneybird"], '"Personal token" is missing'),
        ([], "the following arguments are required: PROVIDER"),
    ],
)
def test_wrong_arguments_are_2(tmp_path: Path, arguments: list[str], said: str) -> None:
    ran = run("connect", *arguments, "--profile", tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert said in ran.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--way", "client-credentials", "--set", "client_secret=hush-hush"],
        ["--set", "token=hush-hush"],
        ["--set", "password=hush-hush"],
        ["--token", "hush-hush"],
        ["--client-secret=hush-hush"],
    ],
)
def test_a_secret_among_the_arguments_is_refused_with_a_sentence_and_not_repeated(
    tmp_path: Path, arguments: list[str]
) -> None:
    ran = run("connect", "practice", "--profile", tmp_path, *arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "A secret never stands among the arguments" in ran.stderr
    assert "hush" not in ran.stderr


def test_several_companies_without_a_terminal_have_to_be_told_apart_by_the_arguments(
    tmp_path: Path, browser: Browser
) -> None:
    for choice in ([], ["--company", "Nobody & Sons"]):
        ran = run("connect", "practice", "--profile", tmp_path, *choice, environment=browser("allow"))
        assert (ran.returncode, ran.stdout) == (2, "")
        assert "name one by its id with --company:\n  1001  Bakkerij Smit B.V.\n  1002  Jansen Advies" in ran.stderr
    assert listed(tmp_path) == []


async def test_the_only_company_is_not_taken_where_another_is_wanted(tmp_path: Path) -> None:
    async with serving(says(ONE_COMPANY)) as served:
        folder = acme_at(tmp_path / "providers", f"http://127.0.0.1:{served.port}")
        arguments = ["connect", "acme", "--providers", folder, "--profile", tmp_path]
        other = await in_a_thread(*arguments, "--company", "Another")
        assert (other.returncode, other.stdout) == (2, "")
        assert "nothing was kept. The only one is:\n  7   Only one Ltd" in other.stderr
        assert (await in_a_thread(*arguments, "--company", "only ONE ltd")).returncode == 0
    assert [b" /token " in head for head in served.heads] == [True, False] * 2


async def test_what_a_provider_writes_can_not_steer_the_terminal(tmp_path: Path) -> None:
    async with serving(says(ONE_COMPANY)) as served:
        folder = acme_at(tmp_path / "providers", f"http://127.0.0.1:{served.port}")
        arguments = ["connect", "acme", "--providers", folder, "--profile", tmp_path]
        refused = await in_a_thread(*arguments, "--company", "Another")
        as_json = await in_a_thread(*arguments, "--json")
    assert "\x1b" not in refused.stderr + as_json.stdout
    assert json.loads(as_json.stdout)["company"]["id"] == "7\x1b"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_is_130_frees_the_port_and_keeps_nothing(tmp_path: Path, number: signal.Signals) -> None:
    with script("connect", "practice", "--profile", tmp_path, "--no-browser") as started:
        address = started.address()
        port = urlsplit(parse_qs(urlsplit(address).query)["redirect_uri"][0]).port
        with socket.create_connection(("127.0.0.1", port or 0)):
            pass
        os.kill(started.process.pid, number)
        assert started.process.wait(20) == 130
        assert started.said.endswith("Stopped. Nothing was kept.\n")
        assert "Traceback" not in started.said
        assert started.result() == ""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port or 0))
    assert listed(tmp_path) == []


def test_an_interruption_while_codes_are_read_is_130_too(tmp_path: Path) -> None:
    with script("connect", "practice", "--way", "personal-token", "--profile", tmp_path) as started:
        started.wait_for("You find what is asked here")
        os.kill(started.process.pid, signal.SIGINT)
        assert started.process.wait(20) == 130


async def in_a_thread(*arguments: object) -> subprocess.CompletedProcess[str]:
    return await asyncio.to_thread(run, *arguments, given=CODES)
