"""The window takes the same way out of the computer as the program's own calls, and says who is there as they do."""

import contextlib
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest

from ledgerpass.connections.vault import Vault
from ledgerpass.flows.proxies import ProxyLogin, proxy_for
from ledgerpass.flows.proxy_logins import KeptLogins
from ledgerpass.flows.user_agent import WayBack
from ledgerpass.secret import Secret
from ledgerpass.user_agents.embedded_browser.network import Network
from tests.support.authority import Authority
from tests.support.embedded_visit import Embedded, embedded, titled
from tests.support.keychains import MemoryKeychain
from tests.support.proxy import TunnelProxy, tunnel_proxy
from tests.support.secured_provider import secured_provider

WAY_BACK = WayBack(host=None, redirect_uri="https://registered.example/callback", provider="Acme")
OURS = Authority()
ADDRESS = "https://books.example/start"
RIGHT = ("jansen", "pass-wörd-0123456789")
WRONG = ("jansen", "last-month-0123456789")


@pytest.fixture(scope="module")
def tls() -> ssl.SSLContext:
    return OURS.server("books.example")


@pytest.fixture
async def proxy(tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[TunnelProxy]:
    """The way out to a provider that no other way leads to, as the environment names it."""
    async with secured_provider(tls) as provider, tunnel_proxy(provider.served.port) as proxy:
        provider.showing("/start", titled("/start"))
        monkeypatch.setenv("HTTPS_PROXY", f"http://{proxy.place}")
        yield proxy


@contextlib.asynccontextmanager
async def window(logins: KeptLogins | None = None) -> AsyncIterator[Embedded]:
    known = (OURS.certificate,)
    network = Network(certificates=known, logins=logins) if logins else Network(certificates=known)
    async with embedded(WAY_BACK, ADDRESS, network=network) as at:
        yield at


@contextlib.asynccontextmanager
async def kept(place: str, login: tuple[str, str]) -> AsyncIterator[KeptLogins]:
    vault = Vault(MemoryKeychain())
    logins = KeptLogins(vault)
    await logins.give(place, ProxyLogin(login[0], Secret(login[1])))
    yield logins
    await vault.close()


@pytest.mark.parametrize("exceptions", ["oks.example", ".books.example", "*.example"])
async def test_the_window_reads_the_environment_as_the_program_does(
    proxy: TunnelProxy, exceptions: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", exceptions)
    monkeypatch.delenv("no_proxy", raising=False)
    async with window() as at:
        if proxy_for(ADDRESS):
            await at.eye.until_page("/start")
        else:
            await at.eye.until(lambda seen: "can't reach books.example" in str(seen["message"]))
    assert bool(proxy.opened) is bool(proxy_for(ADDRESS))


@pytest.mark.parametrize("said", ["ProxyType=0", "ProxyType=1\nhttpsProxy=http://127.0.0.1 9"])
async def test_a_desktop_that_says_otherwise_is_asked_by_neither(
    proxy: TunnelProxy, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Path.home() / ".config" / "kioslaverc"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(f"[Proxy Settings]\n{said}\n", encoding="utf-8")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    monkeypatch.setenv("KDE_SESSION_VERSION", "5")
    try:
        async with window() as at:
            await at.eye.until_page("/start")
    finally:
        settings.unlink()
    assert proxy.opened == ["books.example:443"]


async def test_what_the_program_knows_is_said_to_a_proxy_that_asks_and_the_user_not_asked_again(
    proxy: TunnelProxy,
) -> None:
    proxy.lets_in = RIGHT
    async with kept(proxy.place, RIGHT) as logins, window(logins) as at:
        seen = await at.eye.until_page("/start")
        assert seen["card"] == []
        for each in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):  # one has just ended
                assert RIGHT[1] not in " ".join([*each.cmdline(), *each.environ().values()]), each
    assert set(proxy.logins) == {RIGHT}


async def test_a_login_that_the_proxy_refuses_is_sent_once_and_then_the_user_is_asked(proxy: TunnelProxy) -> None:
    proxy.lets_in = RIGHT
    async with kept(proxy.place, WRONG) as logins, window(logins) as at:
        seen = await at.eye.until(lambda seen: seen["card"])
        assert "Your network's way out, 127.0.0.1, asks who you are" in str(seen["card"])
        await at.eye.do("fill", *RIGHT)
        await at.eye.do("press", "Sign in")
        await at.eye.until_page("/start")
    assert proxy.logins.count(WRONG) == 1


async def test_a_login_in_the_proxys_own_address_is_used_too(
    proxy: TunnelProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy.lets_in = ("jansen", "secret")
    monkeypatch.setenv("HTTPS_PROXY", f"http://jansen:secret@{proxy.place}")
    async with window() as at:
        assert (await at.eye.until_page("/start"))["card"] == []
