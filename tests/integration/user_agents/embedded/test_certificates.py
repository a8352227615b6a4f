"""Whose certificates the window believes: the same as the program's own calls, and no others, with no way around."""

import ssl
from pathlib import Path

import pytest

from ledgerpass.flows.user_agent import UserAgent, WayBack
from ledgerpass.settings import SETTINGS
from ledgerpass.user_agents.embedded_browser.agent import EmbeddedBrowser
from ledgerpass.user_agents.embedded_browser.network import Network
from tests.support.authority import Authority
from tests.support.certificate import nobodys_certificate
from tests.support.embedded_provider import doorstep, page
from tests.support.embedded_visit import Judged, embedded, titled
from tests.support.journey import program
from tests.support.secured_provider import secured_provider
from tests.support.tcp_server import says, serving

REGISTERED = "https://registered.example/callback"
WAY_BACK = WayBack(host=None, redirect_uri=REGISTERED, provider="Acme")
OURS = Authority("Jansen Inspection")
WAYS = ("302", "script", "meta", "post")
NOBODYS = Authority("Somebody Else")


@pytest.fixture(scope="module")
def tls() -> ssl.SSLContext:
    return OURS.server("localhost")


async def test_an_authority_that_the_settings_name_is_believed_and_the_host_shown(tls: ssl.SSLContext) -> None:
    others = [Authority(f"Authority {number}").certificate for number in range(200)]  # more than one line could hold
    network = Network(certificates=(*others, OURS.certificate))
    async with (
        secured_provider(tls) as provider,
        embedded(WAY_BACK, provider.showing("/start", titled("/start")), network=network) as at,
    ):
        seen = await at.eye.until_page("/start")
        assert seen["host"] == f"localhost:{provider.served.port}"
        assert seen["where"] == f"The way to localhost:{provider.served.port} is protected"
        assert seen["message"] == ""


async def test_an_authority_in_the_operating_systems_trust_store_is_believed(
    tls: ssl.SSLContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "system.pem"
    store.write_text(NOBODYS.certificate + OURS.certificate, encoding="utf-8")
    monkeypatch.setenv("SSL_CERT_FILE", str(store))
    async with (
        secured_provider(tls) as provider,
        embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at,
    ):
        await at.eye.until_page("/start")


async def test_the_window_is_told_what_the_program_itself_was_told(tmp_path: Path) -> None:
    (tmp_path / "company.pem").write_text(OURS.certificate, encoding="utf-8")
    (tmp_path / SETTINGS).write_text(f'extra_certificates = "{tmp_path}/company.pem"', encoding="utf-8")
    told: list[Network] = []

    def make(own: UserAgent, /, *, network: Network) -> EmbeddedBrowser:
        told.append(network)
        return EmbeddedBrowser(own, network=network)

    async with program(tmp_path, lambda _: True, embedded_browser=make) as built:
        assert [each.strip() for each in told[0].certificates] == [OURS.certificate.strip()]
        assert told[0].logins is built.proxies


@pytest.mark.parametrize(
    ("shown", "says_what"),
    [
        ("an unknown authority's", "doesn't trust “Somebody Else”, which signed the certificate of {host}"),
        ("its own", "doesn't trust “Acme Inspection”, which signed the certificate of {host}"),
        ("one that ran out", "The certificate of {host} is not valid today"),
        ("one that is not valid yet", "The certificate of {host} is not valid today"),
        ("another host's", "What answered for {host} showed somebody else's certificate"),
    ],
)
async def test_each_other_certificate_is_refused_in_plain_words_and_with_no_way_around(
    shown: str, says_what: str, tmp_path: Path
) -> None:
    contexts = {
        "an unknown authority's": lambda: NOBODYS.server("localhost"),
        "its own": lambda: nobodys_certificate(tmp_path, "DNS:localhost"),
        "one that ran out": lambda: OURS.server("localhost", days_ago=9),
        "one that is not valid yet": lambda: OURS.server("localhost", days_ago=-9),
        "another host's": lambda: OURS.server("acme.example"),
    }
    async with serving(says(page(titled("/evil"))), contexts[shown]()) as served:
        host = f"localhost:{served.port}"
        network = Network(certificates=(OURS.certificate,))
        async with embedded(WAY_BACK, f"https://{host}/login", network=network) as at:
            seen = await at.eye.until(lambda seen: "certificate" in str(seen["message"]))
            assert says_what.format(host=host) in str(seen["message"])
            assert seen["action"] == ""
            await at.eye.until(lambda seen: seen["host"] == f"{host} was not opened")
            await at.eye.do("write", "thisisunsafe")
            await at.eye.do("press", "Load the page again")
            await at.eye.until(lambda seen: seen["message"])
            assert (await at.eye.look())["page_title"] != "/evil"
        assert served.heads == []


async def test_a_part_of_a_page_with_another_certificate_is_refused_as_well_and_the_page_stays(
    tls: ssl.SSLContext, tmp_path: Path
) -> None:
    network = Network(certificates=(OURS.certificate,))
    async with (
        serving(says(page("x")), nobodys_certificate(tmp_path, "DNS:localhost")) as bad,
        secured_provider(tls) as provider,
    ):
        there = f"https://localhost:{bad.port}"
        parts = (
            f"<iframe src='{there}/frame'></iframe><img src='{there}/picture' onerror='over()'>"
            f"<script src='{there}/script' onerror='over()'></script><script>fetch('{there}/call').catch(over)</script>"
        )
        count = "<script>let left = 3; const over = () => { if (--left === 0) document.title = 'over' }</script>"
        start = provider.showing("/start", titled("/start", count + parts))
        async with embedded(WAY_BACK, start, network=network) as at:
            seen = await at.eye.until_page("over")
            assert (seen["message"], seen["host"]) == ("", f"localhost:{provider.served.port}")
            assert not await at.eye.look_for_a_while(lambda seen: bad.heads or seen["message"])


async def test_a_registered_https_address_is_caught_on_a_protected_page_and_never_connected_to(
    tls: ssl.SSLContext,
) -> None:
    network = Network(certificates=(OURS.certificate,))
    async with doorstep() as step, secured_provider(tls) as provider:
        to = f"https://localhost:{step.port}/callback"
        way_back = WayBack(host=None, redirect_uri=to, provider="Acme")
        start = provider.showing("/start", titled("/start"))
        async with embedded(way_back, start, network=network, judged=Judged(wanted=lambda _: False)) as at:
            await at.eye.until_page("/start")
            for number, way in enumerate(WAYS, start=1):
                await at.eye.do("go", provider.leading(way, to if way == "post" else f"{to}?code=c&state={way}"))
                assert "state=" in (await at.arrivals(number))[-1], way
        assert step.visitors == 0
