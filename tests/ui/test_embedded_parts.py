"""Small parts of the embedded browser that no page can be made to show: the pipe, an address, a look that came late."""

import json
import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtNetwork import QAuthenticator
from pytestqt.qtbot import QtBot

from ledgerpass.providers.provider import ShownCode
from ledgerpass.ui.embedded_browser.addresses import Addresses, as_asked
from ledgerpass.ui.embedded_browser.asking.proxy_login import ProxyLogins
from ledgerpass.ui.embedded_browser.page.code_reader import CodeReader
from ledgerpass.ui.embedded_browser.page.lead import Lead
from ledgerpass.ui.embedded_browser.page.pulse import Pulse
from ledgerpass.user_agents.embedded_browser.pipe_messages import LoginAtProxy

CODE = "9b7f2c4de1a05386bb41"
PRINTS = """
import os
from ledgerpass.ui.embedded_browser.pipe import take_pipe
ends = take_pipe()
os.write(ends.writing, str([os.get_inheritable(each) for each in ends]).encode())
"""


def test_the_ends_of_the_pipe_go_to_no_process_that_this_one_starts() -> None:
    said = subprocess.run([sys.executable, "-c", PRINTS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, check=True)
    assert said.stdout == b"[False, False]"


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://acme.example/a?b=c#d", "https://acme.example/a?b=c"),
        ("https://who:knows@acme.example/a", "https://acme.example/a"),
        ("https://acme.example/%C3%BC%2F", "https://acme.example/%C3%BC%2F"),
    ],
)
def test_a_server_is_asked_without_a_fragment_and_without_a_name(address: str, asked: str) -> None:
    assert as_asked(QUrl.fromEncoded(address.encode())) == asked


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("wss://registered.example/callback?code=c", False),
        ("wss://registered.example:443/callback", False),
        ("wss://registered.example/news", True),
        ("wss://registered.example:8443/callback", True),
        ("ws://registered.example/callback", False),
        ("https://registered.example/callback", False),
        ("https://registered.example/style.css", True),
        ("file:///etc/passwd", False),
        ("chrome://version", False),
        ("data:image/png;base64,", True),
    ],
)
def test_no_part_of_a_page_comes_from_the_registered_address_in_whichever_protocol(address: str, *, may: bool) -> None:
    addresses = Addresses(redirect_uri="https://registered.example/callback", refusing_hosts=())
    assert addresses.may_be_framed(QUrl(address)) is may


class ScriptedPage(QObject):
    """A page whose answers come when the test wants it."""

    urlChanged = Signal(QUrl)  # noqa: N815 - Qt's names
    titleChanged = Signal(str)  # noqa: N815
    loadFinished = Signal(bool)  # noqa: N815
    navigationRequested = Signal(object)  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.address = "https://acme.example/shown"
        self.waiting: list[Callable[[object], None]] = []
        self.lead: Lead

    def url(self) -> QUrl:
        return QUrl(self.address)

    def title(self) -> str:
        return ""

    def setUrlRequestInterceptor(self, lead: Lead) -> None:  # noqa: N802 - Qt's name
        self.lead = lead

    def runJavaScript(self, _source: str, _world: int, then: Callable[[object], None]) -> None:  # noqa: N802
        self.waiting.append(then)


def test_what_a_page_said_that_has_gone_is_not_taken_for_the_next_ones(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledgerpass.ui.embedded_browser.page.code_reader.EVERY", 1)
    page = ScriptedPage()
    reader = CodeReader(page, ShownCode(), "https://acme.example/authorize")  # type: ignore[arg-type]  # a stand-in
    page.lead.is_own = True
    found: list[str] = []
    reader.found.connect(found.append)
    shows = json.dumps({"marked": [CODE], "said": ""})
    qtbot.waitUntil(lambda: len(page.waiting) >= 4)  # two for each page
    page.address = "https://acme.example/next"
    for then in page.waiting[:2]:
        then(shows)
    assert found == []
    page.address = "https://acme.example/shown"
    for then in page.waiting[2:4]:
        then(shows)
    assert found == [CODE]


class ScriptedQuestions(QObject):
    """Notes which proxy the user is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def ask_for_proxy_login(self, _login: QAuthenticator, proxy: str) -> None:
        self.asked.append(proxy)


def test_who_one_is_at_a_proxy_is_said_to_that_one_and_once() -> None:
    questions = ScriptedQuestions()
    known = LoginAtProxy(host="proxy.jansen.example", name="jansen", password="tulip")
    logins = ProxyLogins(known, questions)  # type: ignore[arg-type]  # a stand-in
    said: list[str] = []
    for proxy in ("evil.example", "proxy.jansen.example", "proxy.jansen.example"):
        logins.answer(QUrl("https://acme.example"), login := QAuthenticator(), proxy)
        said.append(login.password())
    assert said == ["", "tulip", ""]
    assert questions.asked == ["evil.example", "proxy.jansen.example"]


def test_a_page_that_answers_late_says_nothing_of_the_page_that_is_shown_now(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledgerpass.ui.embedded_browser.page.pulse.EVERY", 40)
    before, now, parent = ScriptedPage(), ScriptedPage(), QObject()
    shown = [before]
    pulse = Pulse(parent, lambda: shown[0])  # type: ignore[arg-type,return-value]  # a stand-in
    qtbot.waitUntil(lambda: len(before.waiting) > 0)
    shown[0] = now
    lost: list[bool] = []
    pulse.lost.connect(lambda: lost.append(True))
    for _ in range(6):
        asked = len(now.waiting)
        qtbot.waitUntil(lambda asked=asked: len(now.waiting) > asked)  # type: ignore[misc]
        before.waiting[0](1)
    assert lost == [True]
    pulse.stop()
