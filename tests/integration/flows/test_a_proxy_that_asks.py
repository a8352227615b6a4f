"""A proxy that wants a name and a password: asked once, kept in the real keychain, not sent where it was refused."""

import asyncio
import contextlib
import logging
import ssl
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ledgerpass.connections.keychain import SystemKeychain
from ledgerpass.connections.vault import Vault
from ledgerpass.errors import CertificateNotTrusted, KeychainLocked, ProxyPasswordNeeded, Unreachable
from ledgerpass.flows.http import HttpClient
from ledgerpass.flows.proxies import ProxyLogin
from ledgerpass.flows.proxy_logins import KeptLogins
from ledgerpass.http_message import HttpRequest
from ledgerpass.secret import Secret
from tests.support.certificate import nobodys_certificate
from tests.support.keychains import MemoryKeychain
from tests.support.proxy import TunnelProxy, tunnel_proxy
from tests.support.tcp_server import Served, says, serving

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
REQUEST = HttpRequest(method="GET", url="https://acme.invalid/me")
RIGHT = ("jansen", "pass:wörd-0123456789")
WRONG = ("jansen", "last-month-0123456789")


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    """Acme's certificate, and the file that makes a client believe it."""
    folder = tmp_path_factory.mktemp("tls")
    return nobodys_certificate(folder, "DNS:acme.invalid"), folder / "certificate.pem"


@pytest.fixture
async def vault() -> AsyncIterator[Vault]:
    vault = Vault(SystemKeychain())
    yield vault
    await vault.close()


@pytest.fixture
async def target(trusted: tuple[ssl.SSLContext, Path]) -> AsyncIterator[Served]:
    async with serving(says(OK), tls=trusted[0]) as served:
        yield served


@contextlib.asynccontextmanager
async def client(trusted: tuple[ssl.SSLContext, Path], logins: KeptLogins) -> AsyncIterator[HttpClient]:
    http = HttpClient("Ledgerpass/test", deadline=5.0, extra_certificates=trusted[1], logins=logins)
    try:
        yield http
    finally:
        await http.close()


def through(proxy: TunnelProxy, monkeypatch: pytest.MonkeyPatch, user: str = "") -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://{user}{proxy.place}")
    monkeypatch.delenv("NO_PROXY", raising=False)


def login(pair: tuple[str, str]) -> ProxyLogin:
    return ProxyLogin(pair[0], Secret(pair[1]))


async def test_it_is_asked_for_once_and_used_from_then_on_in_later_runs_too(
    vault: Vault, target: Served, trusted: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with tunnel_proxy(target.port, lets_in=RIGHT) as proxy:
        through(proxy, monkeypatch)
        logins = KeptLogins(vault)
        async with client(trusted, logins) as http:
            with pytest.raises(ProxyPasswordNeeded) as caught:
                await http.send(REQUEST)
            assert (caught.value.proxy, caught.value.refused, caught.value.wants) == (proxy.place, False, "")
            await logins.give(proxy.place, login(RIGHT))
            assert (await http.send(REQUEST)).body == b"ok"
            assert (await http.send(REQUEST)).body == b"ok"
        assert proxy.turned_away == 1
        async with client(trusted, KeptLogins(vault)) as later:
            assert (await later.send(REQUEST)).body == b"ok"
        assert proxy.logins == [RIGHT, RIGHT, RIGHT]
    assert proxy.opened == ["acme.invalid:443"] * 3


async def test_what_was_refused_is_asked_for_anew_and_not_sent_a_second_time(
    vault: Vault, target: Served, trusted: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with tunnel_proxy(target.port, lets_in=RIGHT) as proxy:
        through(proxy, monkeypatch)
        logins = KeptLogins(vault)
        await logins.give(proxy.place, login(WRONG))
        async with client(trusted, logins) as http:
            outcomes = await asyncio.gather(*(http.send(REQUEST) for _ in range(3)), return_exceptions=True)
            assert [type(each) for each in outcomes] == [ProxyPasswordNeeded] * 3
            tries = len(proxy.logins)
            with pytest.raises(ProxyPasswordNeeded):
                await http.send(REQUEST)
            assert len(proxy.logins) == tries
            await logins.give(proxy.place, login(RIGHT))
            assert (await http.send(REQUEST)).body == b"ok"


async def test_that_it_was_refused_is_said(
    vault: Vault, target: Served, trusted: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with tunnel_proxy(target.port, lets_in=RIGHT) as proxy:
        through(proxy, monkeypatch)
        logins = KeptLogins(vault)
        await logins.give(proxy.place, login(WRONG))
        async with client(trusted, logins) as http:
            with pytest.raises(ProxyPasswordNeeded) as caught:
                await http.send(REQUEST)
    assert caught.value.refused


async def test_what_stands_in_the_proxys_own_address_works_as_ever(
    vault: Vault, target: Served, trusted: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with tunnel_proxy(target.port, lets_in=("jansen", "p@ss")) as proxy:
        through(proxy, monkeypatch, "jansen:p%40ss@")
        async with client(trusted, KeptLogins(vault)) as http:
            assert (await http.send(REQUEST)).body == b"ok"
        assert (proxy.turned_away, proxy.opened) == (0, ["acme.invalid:443"])


async def test_a_proxy_that_takes_no_passwords_is_given_none_and_what_it_wants_is_named(
    vault: Vault, target: Served, trusted: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with tunnel_proxy(target.port, lets_in=RIGHT, asks=("Negotiate", "NTLM")) as proxy:
        through(proxy, monkeypatch)
        await KeptLogins(vault).give(proxy.place, login(RIGHT))
        async with client(trusted, KeptLogins(vault)) as http:
            with pytest.raises(ProxyPasswordNeeded) as caught:
                await http.send(REQUEST)
    assert caught.value.wants == "Negotiate, NTLM"
    assert proxy.logins == []


async def test_basic_is_found_among_what_else_a_proxy_takes(
    vault: Vault, target: Served, trusted: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asks = ('Digest realm="a, b", nonce="Basic"', 'Negotiate, basic realm="x"')
    async with tunnel_proxy(target.port, lets_in=RIGHT, asks=asks) as proxy:
        through(proxy, monkeypatch)
        logins = KeptLogins(vault)
        await logins.give(proxy.place, login(RIGHT))
        async with client(trusted, KeptLogins(vault)) as http:
            assert (await http.send(REQUEST)).body == b"ok"


async def test_a_locked_keychain_is_not_taken_for_one_that_knows_no_password(
    target: Served, trusted: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    keychain = MemoryKeychain()
    keychain.locked = True
    vault = Vault(keychain)
    async with tunnel_proxy(target.port, lets_in=RIGHT) as proxy, client(trusted, KeptLogins(vault)) as http:
        through(proxy, monkeypatch)
        with pytest.raises(KeychainLocked):
            await http.send(REQUEST)
    await vault.close()


async def test_the_password_is_nowhere_but_in_the_keychain_and_on_the_road_to_the_proxy(
    target: Served,
    trusted: tuple[ssl.SSLContext, Path],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    keychain = MemoryKeychain()
    vault, password = Vault(keychain), uuid.uuid4().hex
    async with tunnel_proxy(target.port, lets_in=RIGHT) as proxy:
        through(proxy, monkeypatch)
        logins = KeptLogins(vault)
        await logins.give(proxy.place, login(("jansen", password)))
        async with client(trusted, logins) as http:
            with pytest.raises(ProxyPasswordNeeded) as caught:
                await http.send(REQUEST)
    await vault.close()
    assert list(keychain.items) == [f"Ledgerpass proxy {proxy.place}"]
    assert password in keychain.items[f"Ledgerpass proxy {proxy.place}"]
    shown = f"{caught.value!r} {caught.value} {caught.value.values()} {vars(http)!r} {vars(logins)!r}"
    assert password not in shown + caplog.text


async def test_an_unknown_certificate_behind_the_proxy_is_refused_as_everywhere(
    vault: Vault, target: Served, trusted: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with tunnel_proxy(target.port) as proxy, client(trusted, KeptLogins(vault)) as http:
        through(proxy, monkeypatch)
        with pytest.raises(CertificateNotTrusted):  # it is Acme's, and good for no other name
            await http.send(HttpRequest(method="GET", url="https://other.invalid/"))


@pytest.mark.parametrize("said", ["socks5://127.0.0.1:1080", "socks://proxy.invalid:1080", "http://proxy.invalid:x"])
async def test_a_proxy_of_another_kind_is_said_and_loopback_still_reached(
    vault: Vault, trusted: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", said)
    async with serving(says(OK)) as served, client(trusted, KeptLogins(vault)) as http:
        with pytest.raises(Unreachable, match="proxy"):
            await http.send(REQUEST)
        answer = await http.send(HttpRequest(method="GET", url=f"http://127.0.0.1:{served.port}/"))
    assert answer.body == b"ok"


async def test_what_a_proxy_says_when_it_opens_no_way_is_told(
    vault: Vault, trusted: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(says(b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"127.0.0.1:{proxy.port}")
        async with client(trusted, KeptLogins(vault)) as http:
            with pytest.raises(Unreachable, match=f"the proxy 127.0.0.1:{proxy.port} answered 403"):
                await http.send(REQUEST)


@pytest.mark.parametrize("exceptions", ["*", "*.invalid", "invalid", ".invalid", "x.example, acme.invalid"])
async def test_an_excepted_host_is_not_looked_for_at_the_proxy(
    vault: Vault, trusted: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch, exceptions: str
) -> None:
    async with tunnel_proxy(1) as proxy, client(trusted, KeptLogins(vault)) as http:
        through(proxy, monkeypatch)
        monkeypatch.setenv("NO_PROXY", exceptions)
        with pytest.raises(Unreachable, match="can't be looked up"):
            await http.send(REQUEST)
    assert proxy.served.heads == []
