"""Nothing of a page reaches the registered address's host: not even where a part of it is sent on to there."""

from urllib.parse import quote

import pytest

from ledgerpass.flows.user_agent import Hindrance, WayBack
from tests.support.embedded_provider import EmbeddedProvider, doorstep, page
from tests.support.embedded_visit import embedded, titled
from tests.support.proxy import tunnel_proxy

PARTS = """
<link rel="preconnect" href="{to}"><img src="{on}"><iframe src="{on}"></iframe><script src="{on}"></script>
<link rel="stylesheet" href="{on}"><object data="{on}"></object><video src="{on}"></video>
<script type="speculationrules">{{"prefetch": [{{"source": "list", "urls": ["{on}", "{to}"]}}]}}</script>
<script>
new Worker('/worker.js');
navigator.sendBeacon('{on}', 'x');
const asked = new XMLHttpRequest(); asked.open('GET', '{on}'); asked.send();
const over = () => setTimeout(() => document.title = 'over', 300);
Promise.allSettled([
  fetch('{on}', {{mode: 'no-cors'}}), fetch('{on}', {{mode: 'no-cors', keepalive: true}}),
  navigator.serviceWorker.register('/service.js').then(() => navigator.serviceWorker.ready),
]).then(over);
</script>"""
FETCHES = "self.addEventListener('install', (event) => event.waitUntil({asked})); {asked}"
ASKED = "fetch('{on}', {{mode: 'no-cors'}}).catch(() => 0)"


def _start(provider: EmbeddedProvider, registered: str) -> str:
    on = provider.leading("302", f"{registered}?code=evil&state=good")
    for name in ("worker", "service"):
        script = FETCHES.replace("{asked}", ASKED.format(on=on))
        provider.pages[f"/{name}.js"] = page(script).replace(b"text/html", b"text/javascript")
    return provider.showing("/start", titled("/start", PARTS.format(on=on, to=registered)))


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_a_part_of_a_page_that_is_sent_on_never_arrives_there(scheme: str, provider: EmbeddedProvider) -> None:
    async with doorstep() as step:
        registered = f"{scheme}://127.0.0.1:{step.port}/callback"
        way_back = WayBack(host=None, redirect_uri=registered, provider="Acme")
        async with embedded(way_back, _start(provider, registered)) as at:
            await at.eye.until_page("over")
            assert provider.paths.count("/302") > 5
            await at.eye.do("go", provider.leading("302", f"{registered}?code=c&state=good"))
            assert await at.caught() == f"{registered}?code=c&state=good"
            assert at.judged.arrived == [f"{registered}?code=c&state=good"]
        assert step.visitors == 0


async def test_where_the_sign_in_goes_on_at_that_host_the_users_own_browser_is_offered(
    provider: EmbeddedProvider,
) -> None:
    async with doorstep() as step:
        way_back = WayBack(host=None, redirect_uri=f"http://127.0.0.1:{step.port}/callback", provider="Acme")
        async with embedded(way_back, provider.showing("/start", titled("/start"))) as at:
            await at.eye.until_page("/start")
            await at.eye.do("go", f"http://127.0.0.1:{step.port}/login")
            seen = await at.eye.until(lambda seen: seen["message"])
            assert seen["message"] == (f"The sign-in goes on at 127.0.0.1:{step.port}, which this window can't open.")
            assert await at.eye.do("press", "Continue in your own browser")
            assert (await at.handed_over())[1] == [Hindrance.MOVED]


async def test_where_the_sign_in_begins_elsewhere_and_goes_on_at_that_host_at_once_the_bar_says_it_was_not_opened(
    provider: EmbeddedProvider,
) -> None:
    async with doorstep() as step:
        way_back = WayBack(host=None, redirect_uri=f"http://127.0.0.1:{step.port}/callback", provider="Acme")
        to = f"http://127.0.0.1:{step.port}/login"
        async with embedded(way_back, provider.leading("302", to)) as at:
            seen = await at.eye.until(lambda seen: seen["message"])
            assert seen["host"] == f"127.0.0.1:{step.port} was not opened"
            assert "which this window can't open" in str(seen["message"])


async def test_a_proxy_is_never_asked_for_it(provider: EmbeddedProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    async with tunnel_proxy(provider.served.port) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://{proxy.place}")
        registered = "https://registered.example/callback"
        way_back = WayBack(host=None, redirect_uri=registered, provider="Acme")
        async with embedded(way_back, _start(provider, registered)) as at:
            await at.eye.until_page("over")
        assert proxy.opened == []
        way_back = WayBack(host=None, redirect_uri="https://elsewhere.example/callback", provider="Acme")
        async with embedded(way_back, _start(provider, registered)) as at:
            await at.eye.until(lambda _seen: "registered.example:443" in proxy.opened)  # as any other host


async def test_where_the_provider_needs_the_place_itself_no_frame_that_is_sent_on_is_opened_there(
    provider: EmbeddedProvider,
) -> None:
    registered = f"{provider.origin}/callback"
    frame = f"<iframe src='/302?{quote(f'{registered}?code=evil&state=good', safe='')}' onload='seen()'></iframe>"
    body = f"<script>const seen = () => document.title = 'over'; setTimeout(seen, 1000)</script>{frame}"
    way_back = WayBack(host=None, redirect_uri=registered, provider="Acme")
    async with embedded(way_back, provider.showing("/start", titled("/start", body))) as at:
        await at.eye.until_page("over")
        assert "/302" in provider.paths
        assert at.judged.arrived == []
        await at.eye.do("go", provider.leading("302", f"{registered}?code=c&state=good"))
        assert await at.caught() == f"{registered}?code=c&state=good"
    assert "/callback" not in provider.paths
