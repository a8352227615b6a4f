"""`ledgerpass connect` as somebody at a remote desktop uses it: questions on a terminal, answers that are not shown."""

import asyncio
import json
import os
import signal
import socket
import ssl
import termios
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.integration.cli.conftest import Browser
from tests.integration.cli.faraway_browser import sign_in_elsewhere
from tests.integration.cli.terminal import terminal
from tests.integration.cli.test_connecting import listed
from tests.integration.cli.test_not_connecting import acme_at
from tests.support.scripted_browser import get, shown_code, sign_in
from tests.support.tcp_server import Served, says, serving


def test_a_secret_is_asked_for_and_not_shown_and_the_company_goes_by_its_number(
    tmp_path: Path, shown_codes: dict[str, str]
) -> None:
    with terminal("connect", "practice", "--way", "client-credentials", "--profile", tmp_path) as started:
        started.see("Client ID: ")
        assert not started.echoes()
        started.type(f"{shown_codes['client_id']}\r")
        started.see("Client secret: ")
        started.type(f"{shown_codes['client_secret']}\r")
        shown = started.see("Which company? Its number: ")
        assert "   1  Bakkerij Smit B.V.\r\n   2  Jansen Advies\r\n" in shown
        started.type("3\r")
        started.see("Type a number from 1 to 2.")
        started.type("x2\x15\x7f2\r")
        assert started.end() == 0, started.shown
        assert started.echoes(), "the terminal is as it was"
        assert shown_codes["client_id"] in started.shown, "what is no secret is shown while it is typed"
        assert shown_codes["client_secret"] not in started.shown
        assert started.result().startswith("Connected to Jansen Advies (Practice company).\n")
    assert [connection.name for connection in listed(tmp_path)] == ["Jansen Advies"]


def test_a_pasted_code_is_taken_and_not_shown(tmp_path: Path) -> None:
    arguments = ["connect", "practice", "--profile", tmp_path, "--company", "1001", "--no-browser"]
    with terminal(*arguments, "--delivery", "out_of_band") as started:
        page = sign_in(started.address())
        started.see("Paste the code that the page shows here")
        started.type("\r")
        started.type("not a code at all\r")
        started.see("There is no code in that.")
        started.type(f"{shown_code(page)}\r")
        assert started.end() == 0, started.shown
        assert "That is the code." in started.shown
        assert shown_code(page) not in started.shown
        assert "not a code" not in started.shown


@pytest.mark.parametrize("broken_by", ["\r", "\n", "\r\n"])
def test_a_pasted_address_that_a_mail_has_broken_into_lines_is_put_together(tmp_path: Path, broken_by: str) -> None:
    with terminal("connect", "practice", "--profile", tmp_path, "--company", "1001", "--no-browser") as started:
        address = sign_in_elsewhere(started.address())
        started.see("paste the whole address")
        middle = address.index("code=") + 12
        started.type(f"\x1b[200~{address[:middle]}{broken_by}{address[middle:]}\x1b[201~")
        started.type("\r")
        assert started.end() == 0, started.shown
        assert "The code was found in that address." in started.shown


def test_the_redirect_is_caught_while_the_terminal_waits_for_a_paste(tmp_path: Path, browser: Browser) -> None:
    arguments = ["connect", "practice", "--profile", tmp_path, "--json"]
    with terminal(*arguments, environment=browser("allow")) as started:
        started.see("Which company? Its number: ")
        started.type("Jansen Advies\r")
        assert started.end() == 0, started.shown
        assert json.loads(started.result())["company"]["id"] == "1002"
        assert started.echoes()


def test_an_input_that_can_not_be_right_is_asked_for_again(tmp_path: Path) -> None:
    with terminal("connect", "freshbooks-classic", "--profile", tmp_path) as started:
        started.see("Your FreshBooks address: ")
        started.type("not a name!\r")
        started.see("It looks like jansen.")
        started.type("https://Jansen.freshbooks.com/menu\r")
        started.see("Authentication token: ")
        started.type("\r")
        started.see("It can't be done without.")
        started.type("\x04")
        assert started.end() == 2, started.shown


async def test_a_token_longer_than_a_terminals_line_arrives_whole(tmp_path: Path) -> None:
    token = "0123456789abcdef" * 512
    body = b'{"companies": [{"id": "7", "name": "Only one"}]}'
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(body), body)

    def paste(served: Served) -> None:
        folder = acme_at(tmp_path / "providers", f"http://127.0.0.1:{served.port}")
        text = (folder / "acme.toml").read_text(encoding="utf-8").partition("[[ways]]")[0]
        way = (
            '[[ways]]\nkind = "personal_token"\nid = "token"\nlabel = "A token"\nline = "Paste it."\n'
            'headers = { Authorization = "Bearer {token}" }\nfields = [{ key = "token", label = "Token" }]\n'
        )
        (folder / "acme.toml").write_text(text + way, encoding="utf-8")
        with terminal("connect", "acme", "--providers", folder, "--profile", tmp_path) as started:
            started.see("Token: ")
            started.type(f"{token}\r")
            assert started.end() == 0, started.shown

    async with serving(says(answer)) as served:
        await asyncio.to_thread(paste, served)
    assert f"Bearer {token}\r\n".encode() in served.heads[0]


async def test_a_dropped_network_is_tried_again_without_a_new_sign_in(tmp_path: Path, browser: Browser) -> None:
    busy = b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

    def work(served: Served) -> None:
        folder = acme_at(tmp_path / "providers", f"http://127.0.0.1:{served.port}")
        arguments = ["connect", "acme", "--way", "sign-in", "--providers", folder, "--profile", tmp_path]
        with terminal(*arguments, "--no-browser") as started:
            query = parse_qs(urlsplit(started.address()).query)
            get(f"{query['redirect_uri'][0]}?code=c0de&state={query['state'][0]}")
            started.see("Nothing is lost. Press Enter to try again")
            assert len(_exchanges(served)) == 1
            started.type("\r")
            started.see("Nothing is lost. Press Enter to try again", times=2)
            started.type("\x04")
            assert started.end() == 6, started.shown

    async with serving(says(busy)) as served:
        await asyncio.to_thread(work, served)
    assert len(_exchanges(served)) == 2


def _exchanges(served: Served) -> list[bytes]:
    return [head for head in served.heads if head.startswith(b"POST /token ")]


def test_what_a_quick_look_finds_is_said_and_one_may_go_on_all_the_same(tmp_path: Path) -> None:
    folder = acme_at(tmp_path / "providers", "https://nobody.invalid")
    arguments = ["connect", "acme", "--way", "sign-in", "--providers", folder, "--profile", tmp_path, "--no-browser"]
    with terminal(*arguments) as started:
        started.see("Press Enter to go on all the same")
        started.type("\r")
        assert started.address().startswith("https://nobody.invalid/authorize?")
        started.type("\x03")
        assert started.end() == 130
        assert started.shown.count("Can't reach Acme right now.") == 1


def test_a_browser_that_insists_on_https_is_told_of_and_the_address_it_ends_on_is_taken(tmp_path: Path) -> None:
    arguments = ["connect", "practice", "--profile", tmp_path, "--company", "1001", "--no-browser"]
    with terminal(*arguments) as started:
        address = started.address()
        port = urlsplit(parse_qs(urlsplit(address).query)["redirect_uri"][0]).port or 0
        with socket.create_connection(("127.0.0.1", port)) as browser, pytest.raises(ssl.SSLError):
            ssl.create_default_context().wrap_socket(browser, server_hostname="127.0.0.1")
        started.see("The browser can't open the last page by itself")
        started.type(sign_in_elsewhere(address).replace("http:", "https:", 1) + "\r")
        assert started.end() == 0, started.shown
    assert [connection.name for connection in listed(tmp_path)] == ["Bakkerij Smit B.V."]


def test_a_locked_keychain_is_asked_to_be_unlocked_once_before_anything_else_is_asked(
    tmp_path: Path, locked_keychain: None
) -> None:
    with terminal("connect", "practice", "--profile", tmp_path, "--no-browser") as started:
        assert started.end() == 7  # no prompter is on this bus: dismissed at once
    assert started.shown.count("The system asks for its password now") == 1
    assert "This computer's keychain is locked, so there is nowhere to keep the connection." in started.shown
    assert "Open this address" not in started.shown


@pytest.mark.parametrize("at", ["Personal token: ", "Waiting for up to"])
def test_ctrl_c_ends_it_and_leaves_the_terminal_as_it_was(tmp_path: Path, at: str) -> None:
    way = "personal-token" if at == "Personal token: " else "sign-in"
    with terminal("connect", "practice", "--way", way, "--profile", tmp_path, "--no-browser") as started:
        started.see(at)
        assert not started.echoes()
        started.type("\x03")
        assert started.end() == 130, started.shown
        assert started.echoes()
        assert started.shown.endswith("Stopped. Nothing was kept.\r\n")
        assert "Traceback" not in started.shown
    assert listed(tmp_path) == []


def test_a_program_that_was_stopped_and_resumed_still_shows_nothing(tmp_path: Path) -> None:
    with terminal("connect", "practice", "--way", "personal-token", "--profile", tmp_path) as started:
        started.see("Personal token: ")
        echoing = termios.tcgetattr(started.keys)
        echoing[3] |= termios.ECHO | termios.ICANON  # as a shell does that takes its terminal back
        termios.tcsetattr(started.keys, termios.TCSANOW, echoing)
        assert started.echoes()
        os.kill(started.process.pid, signal.SIGCONT)
        deadline = time.monotonic() + 10
        while started.echoes():
            assert time.monotonic() < deadline
            time.sleep(0.01)
        started.type("hush-hush-hush\r")
        assert started.end() == 5, started.shown
        assert "hush" not in started.shown


def test_in_the_background_of_a_terminal_it_waits_for_the_redirect_and_is_not_stopped(tmp_path: Path) -> None:
    arguments = ["connect", "practice", "--profile", tmp_path, "--company", "1001", "--no-browser"]
    with terminal(*arguments, in_the_background=True) as started:
        sign_in(started.address())
        assert started.end() == 0, started.shown
        assert "Connected to Bakkerij Smit B.V." in started.result()
