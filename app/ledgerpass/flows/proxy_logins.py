"""Who the user is at a proxy: asked for once, kept in the keychain, used until the proxy refuses it.

The keychain is read only when a proxy asks. A login that was refused is not sent a second time: a company locks an
account after a few wrong tries, and a program makes many.
"""

import asyncio
import json
from collections import defaultdict
from typing import Protocol

from ledgerpass.connections.keychain import Keychain
from ledgerpass.connections.vault import Vault
from ledgerpass.flows.proxies import Proxy, ProxyLogin
from ledgerpass.secret import Secret


class ProxyLogins(Protocol):
    """The logins at the proxies."""

    def first(self, proxy: Proxy) -> ProxyLogin | None:
        """Give what to say to a proxy without being asked, None for nothing."""

    async def next(self, proxy: Proxy, refused: ProxyLogin | None) -> ProxyLogin | None:
        """Give what to say to a proxy that has refused `refused`, or nothing said; None where nothing is left.

        Raises:
            KeychainError: the keychain can't be read.
        """


class NoLogins:
    """Knows none but what stands in a proxy's own address."""

    def first(self, proxy: Proxy) -> ProxyLogin | None:
        """Give the one in the address."""
        return proxy.login

    async def next(self, _proxy: Proxy, _refused: ProxyLogin | None) -> None:
        """Know no other."""


class KeptLogins:
    """The logins that the user gave, in the keychain; one for each proxy."""

    def __init__(self, vault: Vault) -> None:
        """Keep them in `vault`."""
        self._vault = vault
        self._in_use: dict[str, ProxyLogin] = {}
        self._refused: defaultdict[str, list[ProxyLogin]] = defaultdict(list)
        self._turn = asyncio.Lock()

    def first(self, proxy: Proxy) -> ProxyLogin | None:
        """Give the one that worked, or the one in the proxy's address; never one that was refused."""
        login = self._in_use.get(proxy.place, proxy.login)
        return None if login in self._refused[proxy.place] else login

    async def next(self, proxy: Proxy, refused: ProxyLogin | None) -> ProxyLogin | None:
        """Give another than `refused`: what is in use meanwhile, or what the keychain holds; see `ProxyLogins.next`."""
        async with self._turn:
            known = self._refused[proxy.place]
            if refused is not None and refused not in known:
                known.append(refused)
            login = self.first(proxy)
            if login is None:
                login = await self._vault.carry_out(lambda keychain: _read(keychain, proxy.place))
            if login is None or login in known:
                return None
            self._in_use[proxy.place] = login
            return login

    async def give(self, place: str, login: ProxyLogin) -> None:
        """Take what the user gave for the proxy at `place`, a host and port, and keep it.

        Raises:
            KeychainError: it can't be kept.
        """
        async with self._turn:
            await self._vault.carry_out(lambda keychain: _write(keychain, place, login))
            self._in_use[place] = login
            self._refused[place].clear()


def _service(place: str) -> str:
    return f"Ledgerpass proxy {place}"


def _read(keychain: Keychain, place: str) -> ProxyLogin | None:
    text = keychain.read(_service(place))
    if text is None:
        return None
    try:
        kept = json.loads(text.reveal())
        return ProxyLogin(name=str(kept["name"]), password=Secret(str(kept["password"])))
    except (ValueError, LookupError, TypeError):
        return None  # not ours: the user is asked, and it is written anew


def _write(keychain: Keychain, place: str, login: ProxyLogin) -> None:
    text = json.dumps({"name": login.name, "password": login.password.reveal()})  # ASCII, as every item
    keychain.write(_service(place), Secret(text))
