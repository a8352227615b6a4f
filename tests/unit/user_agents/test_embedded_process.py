"""What is said over the pipe, and what the process is started with."""

import sys

import msgspec
import psutil
import pytest

from ledgerpass.flows.user_agent import Hindrance
from ledgerpass.providers.provider import ShownCode
from ledgerpass.user_agents.embedded_browser import availability
from ledgerpass.user_agents.embedded_browser.agent import EmbeddedBrowser
from ledgerpass.user_agents.embedded_browser.browser_process import PRIVATE_ARGUMENT, fit_environment, own_command
from ledgerpass.user_agents.embedded_browser.pipe_messages import (
    Arrived,
    CodeRead,
    HandOver,
    LoginAtProxy,
    Open,
    read_order,
    read_report,
    write_line,
)
from ledgerpass.user_agents.embedded_browser.refusing_hosts import is_refused, refusing_hosts
from tests.support.following_agent import FollowingAgent


def test_a_message_comes_through_on_one_line_and_shows_nothing_of_itself() -> None:
    order = Open(
        address="https://a/?state=s\n3cret",
        redirect_uri="x",
        provider="Ä",
        shown_code=ShownCode(title="(x)"),
        login_at_proxy=LoginAtProxy(host="proxy", name="n", password="s3cret"),
    )
    assert "3cret" not in repr(order.login_at_proxy)
    for message, read in (
        (order, read_order),
        (Arrived(address="s3cret"), read_report),
        (CodeRead(code="s"), read_report),
    ):
        line = write_line(message)
        assert line.count(b"\n") == 1
        assert read(line) == message
        assert "3cret" not in repr(message)


@pytest.mark.parametrize("line", [b"", b"{}", b"[]", b'{"kind":"open"}', b'{"kind":"closed","x":1}', b"\xff", b"1e999"])
def test_what_is_no_report_is_not_understood(line: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        read_report(line)


def test_every_reason_to_go_on_elsewhere_is_a_hindrance_that_is_told() -> None:
    for reason in ("refused", "passkey", "moved", "failed"):
        report = read_report(f'{{"kind":"hand_over","reason":"{reason}"}}'.encode())
        assert isinstance(report, HandOver)
        assert Hindrance(report.reason).value == reason


def test_what_would_open_the_browser_to_others_stays_out_of_its_environment() -> None:
    weakening = {
        "QTWEBENGINE_REMOTE_DEBUGGING": "9222",
        "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox --remote-debugging-port=9222",
        "SSLKEYLOGFILE": "/tmp/keys",  # noqa: S108 - a name in a variable, no file
        "CHROME_LOG_FILE": "x",
    }
    assert fit_environment({"HOME": "/h", **weakening}, by_software=False) == {"HOME": "/h"}
    by_software = fit_environment(weakening, by_software=True)
    assert by_software["QTWEBENGINE_CHROMIUM_FLAGS"] == "--disable-gpu"
    assert not any("sandbox" in f"{name}{value}".lower() for name, value in by_software.items())


@pytest.mark.parametrize(("user", "kept"), [(0, {"QTWEBENGINE_DISABLE_SANDBOX": "1"}), (1000, {})])
def test_nobody_but_root_can_switch_the_sandbox_off(
    monkeypatch: pytest.MonkeyPatch, user: int, kept: dict[str, str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: user)
    assert fit_environment({"QTWEBENGINE_DISABLE_SANDBOX": "1"}, by_software=False) == kept


def test_the_program_starts_itself_from_a_checkout_and_from_a_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    assert own_command()[1:] == ("-P", "-m", "ledgerpass.ui.embedded_browser")
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert own_command()[1:] == (PRIVATE_ARGUMENT,)


@pytest.mark.parametrize("missing", ["PySide6.QtWebEngineWidgets", "PySide6"])
def test_without_the_extra_it_is_not_offered(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    def find_spec(name: str) -> object:
        if missing == "PySide6":
            raise ModuleNotFoundError(name)
        return None if name == missing else object()

    assert availability.is_available()
    monkeypatch.setattr("importlib.util.find_spec", find_spec)
    assert not availability.is_available()


@pytest.mark.parametrize(
    ("address", "refused"),
    [
        ("https://accounts.google.com/o/oauth2/v2/auth", True),
        ("https://sub.accounts.google.com/", True),
        ("https://notaccounts.google.com.evil.example/", False),
        ("https://xaccounts.google.com/", False),
        ("https://moneybird.com/?next=accounts.google.com", False),
        ("https://[broken", False),
    ],
)
def test_a_host_that_refuses_is_known_with_what_lies_below_it(address: str, refused: bool) -> None:  # noqa: FBT001
    assert is_refused(address, refusing_hosts()) is refused


async def test_no_window_outlives_the_program_even_when_it_was_just_let_go() -> None:
    before = psutil.Process().children()
    agent = EmbeddedBrowser(FollowingAgent(), command=(sys.executable, "-c", "import sys; sys.stdin.read()"))
    process = await agent.start(by_software=False)
    agent.let_leave(process)
    await agent.close()
    assert psutil.Process().children() == before
