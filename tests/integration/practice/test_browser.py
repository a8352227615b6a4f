"""A real Chromium on the consent page: that its policy lets the answer through is for a browser to say."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from ledgerpass.practice import codes
from tests.integration.practice.peer import CHALLENGE, Peer

SECONDS = 20


@pytest.fixture
def chromium() -> Iterator[Chrome]:
    options = ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.binary_location = "/usr/bin/chromium"
    browser = Chrome(options, Service("/usr/bin/chromedriver"))
    yield browser
    browser.quit()


@pytest.fixture
def arrivals() -> Iterator[tuple[int, "Queue[str]"]]:
    queue: Queue[str] = Queue()

    class Catch(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith(codes.CALLBACK_PATH):
                queue.put(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Catch)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port, queue
    server.shutdown()
    thread.join()
    server.server_close()


def consent_address(peer: Peer, redirect_uri: str) -> str:
    asked = {
        "response_type": "code",
        "client_id": codes.PUBLIC_CLIENT_ID,
        "redirect_uri": redirect_uri,
        "state": "a-state",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    }
    return f"{peer.origin}/oauth/authorize?{urlencode(asked)}"


@pytest.mark.parametrize("button", ["allow", "deny"])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_press_brings_the_answer_to_the_client(
    peer: Peer, chromium: Chrome, arrivals: tuple[int, "Queue[str]"], host: str, button: str
) -> None:
    port, queue = arrivals
    chromium.get(consent_address(peer, f"http://{host}:{port}{codes.CALLBACK_PATH}"))
    chromium.find_element(By.ID, button).click()
    arrived = parse_qs(urlsplit(queue.get(timeout=SECONDS)).query)
    assert ("code" in arrived, "error" in arrived) == (button == "allow", button == "deny")
    assert arrived["state"] == ["a-state"]


def test_the_code_is_shown_and_one_click_selects_all_of_it(peer: Peer, chromium: Chrome) -> None:
    chromium.get(consent_address(peer, codes.OUT_OF_BAND))
    chromium.find_element(By.ID, "allow").click()
    shown = WebDriverWait(chromium, SECONDS).until(lambda browser: browser.find_element(By.ID, "code"))
    shown.click()
    selected = chromium.execute_script("return getSelection().toString().trim()")
    assert selected == shown.text
    assert chromium.current_url.endswith(f"?code={shown.text}")
    assert chromium.title.startswith(f"Success code={shown.text} ")


def test_the_browser_finds_nothing_to_complain_about(peer: Peer, chromium: Chrome) -> None:
    for path in ("/", "/connect"):
        chromium.get(peer.origin + path)
        assert chromium.find_element(By.TAG_NAME, "h1").is_displayed()
    chromium.get(consent_address(peer, codes.OUT_OF_BAND))
    assert not chromium.get_log("browser")  # type: ignore[no-untyped-call]
