"""A protected page draws in nothing that came unprotected, and sends nothing that way: not even to this computer."""

import ssl

import pytest

from ledgerpass.flows.user_agent import WayBack
from ledgerpass.user_agents.embedded_browser.network import Network
from tests.support.authority import Authority
from tests.support.embedded_provider import doorstep, page
from tests.support.embedded_visit import embedded, titled
from tests.support.secured_provider import secured_provider
from tests.support.tcp_server import says, serving

WAY_BACK = WayBack(host=None, redirect_uri="https://registered.example/callback", provider="Acme")
OURS = Authority()
NETWORK = Network(certificates=(OURS.certificate,))
DRAWS = """
<link rel="stylesheet" href="{there}/style.css"><img src="{there}/picture.png"><iframe src="{there}/frame"></iframe>
<video src="{there}/film"></video><embed src="{there}/embedded"><script src="{there}/script.js"></script>
<iframe name="inner"></iframe><form id="form" target="inner" method="post" action="{there}/inner"></form>
<script>
document.getElementById('form').submit();
navigator.sendBeacon('{there}/beacon', 'x');
try {{ new WebSocket('{there}/socket'.replace('http', 'ws')) }} catch (refused) {{ }}
new EventSource('{there}/events');
const frame = document.createElement('iframe');
frame.srcdoc = '<img src="{there}/from-inside">';
document.body.append(frame);
const asked = new XMLHttpRequest(); asked.open('GET', '{there}/asked');
try {{ asked.send() }} catch (refused) {{ }}
const done = () => setTimeout(() => document.title = 'asked', 500);
fetch('{there}/fetched', {{mode: 'no-cors'}}).catch(() => 0).then(done);
</script>"""


@pytest.fixture(scope="module")
def tls() -> ssl.SSLContext:
    return OURS.server("localhost")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "books.example"])
async def test_a_protected_page_draws_in_nothing_that_is_not(
    host: str, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(says(page("x"))) as there, secured_provider(tls) as provider:
        monkeypatch.setenv("HTTPS_PROXY", f"127.0.0.1:{there.port}")  # what goes to books.example would arrive there
        port = "" if host == "books.example" else f":{there.port}"
        start = provider.showing("/start", titled("/start", DRAWS.format(there=f"http://{host}{port}")))
        async with embedded(WAY_BACK, start, network=NETWORK) as at:
            await at.eye.until_page("asked")
    # a picture of another host is asked for over https instead, and that is well
    assert [head for head in there.heads if not head.startswith(b"CONNECT books.example:443")] == []


FORM = '<form id="form" method="{method}" action="{to}"><input name="password" value="typed"></form>'
SEND = "document.getElementById('form').submit()"


@pytest.mark.parametrize("method", ["post", "get"])
@pytest.mark.parametrize("host", ["localhost", "books.example"])
async def test_a_protected_page_sends_no_form_to_what_is_not(
    method: str, host: str, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with doorstep() as step, secured_provider(tls) as provider:
        monkeypatch.setenv("HTTPS_PROXY", f"127.0.0.1:{step.port}")
        place = f"localhost:{step.port}" if host == "localhost" else host
        form = FORM.format(method=method, to=f"http://{place}/take")
        async with embedded(WAY_BACK, provider.showing("/start", titled("/start", form)), network=NETWORK) as at:
            await at.eye.until_page("/start")
            await at.eye.do("script", f"{SEND}; 1")
            seen = await at.eye.until(lambda seen: seen["message"])
            assert seen["message"] == f"The way to {place} is not protected, so we didn't go there."
            assert seen["page_title"] == "/start"
        assert step.visitors == 0
