"""How the program itself reaches providers, as far as the window has to know it to reach the same pages.

A company that inspects what goes out has a certificate of its own, and a way out that asks who is there. A sign-in that
the program's calls can finish and the window can't begin, or the other way around, helps nobody.
"""

import asyncio
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ledgerpass.errors import Unreachable
from ledgerpass.flows.proxies import Proxy, proxy_for
from ledgerpass.flows.proxy_logins import NoLogins, ProxyLogins
from ledgerpass.user_agents.embedded_browser.pipe_messages import LoginAtProxy


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """`certificates` are the company's own (PEM), trusted beside the system's; `logins` are those at proxies."""

    certificates: tuple[str, ...] = ()
    logins: ProxyLogins = field(default_factory=NoLogins)

    async def login_on_the_way_to(self, address: str) -> LoginAtProxy | None:
        """Give who one is at the proxy before an address, as far as the program's own calls have found it out.

        They go first: a quick look at the provider's host stands before every sign-in. The keychain is not read here.
        """
        proxy = await asyncio.to_thread(_proxy_before, address)  # the system may look up names for it
        login = self.logins.first(proxy) if proxy else None
        if not proxy or not login:
            return None
        return LoginAtProxy(host=urlsplit(proxy.url).hostname or "", name=login.name, password=login.password.reveal())


def _proxy_before(address: str) -> Proxy | None:
    try:
        return proxy_for(address)
    except Unreachable:
        return None  # the web engine will say so too
