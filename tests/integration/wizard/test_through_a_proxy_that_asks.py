"""A whole sign-in at a provider that is reached only through a proxy which wants a name and a password."""

import asyncio
from pathlib import Path

import pytest

from ledgerpass.errors import ProxyPasswordNeeded
from ledgerpass.flows.proxies import ProxyLogin
from ledgerpass.secret import Secret
from ledgerpass.wizard.state import Done, SigningIn, Stage
from tests.support.acme import Acme, come_back
from tests.support.certificate import nobodys_certificate
from tests.support.journey import fill_in, program, reach
from tests.support.proxy import tunnel_proxy
from tests.support.tcp_server import serving

LOGIN = ("jansen", "the-way-out-0123456789")


async def test_it_is_asked_before_the_browser_opens_and_never_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_address(address: str) -> bool:
        opened.append(address)
        return True

    tls = await asyncio.to_thread(nobodys_certificate, tmp_path, "DNS:acme.invalid")
    provider = Acme()
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / "settings.toml").write_text(f'extra_certificates = "{tmp_path}/certificate.pem"\n', encoding="utf-8")
    folder = provider.file(tmp_path / "providers")
    path = folder / "acme.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(provider.origin, "https://acme.invalid"), encoding="utf-8")
    async with serving(provider.behave, tls=tls) as served, tunnel_proxy(served.port, lets_in=LOGIN) as proxy:
        provider.served = served
        monkeypatch.setenv("HTTPS_PROXY", f"http://{proxy.place}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        async with program(profile, open_address, folder) as built:
            connecting = built.connecting
            await fill_in(connecting, built, "acme", "sign-in")
            connecting.start()
            asked = await reach(connecting, lambda state: getattr(state, "trouble", None) is not None)
            assert isinstance(asked, SigningIn)
            assert isinstance(asked.trouble, ProxyPasswordNeeded)
            assert opened == []
            await built.proxies.give(asked.trouble.proxy, ProxyLogin(LOGIN[0], Secret(LOGIN[1])))
            connecting.try_again()
            waits = await reach(connecting, lambda state: isinstance(state, SigningIn) and state.stage is Stage.WAITING)
            assert isinstance(waits, SigningIn)
            turned_away = proxy.turned_away
            await come_back(waits.address, code="the-code")  # to loopback, which never goes through a proxy
            await reach(connecting, lambda state: isinstance(state, Done))
        async with program(profile, open_address, folder) as later:
            row = await later.keeper.test(later.keeper.rows()[0].connection.id)
        assert row.connection.outcome.value == "working"
        assert set(proxy.logins) == {LOGIN}
        assert proxy.turned_away == turned_away + 1  # a new run asks without one first, and finds it by itself
        assert set(proxy.opened) == {"acme.invalid:443"}
    assert not [path for path in profile.rglob("*") if path.is_file() and LOGIN[1].encode() in path.read_bytes()]
