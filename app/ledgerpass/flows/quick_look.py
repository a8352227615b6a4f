"""A quick look before the browser opens: is anything in the way of finishing what is about to be begun?

It looks for a browser and at the road to the provider's host all at once, and at the clock by the host's own, within
two seconds; what has not answered by then is not held against anybody. What it finds is shown; what is well is not. The
keychain and the port are looked at by those who use them.
"""

import asyncio
from collections.abc import Coroutine
from urllib.parse import urlsplit

from ledgerpass.errors import ClockWrong, LedgerpassError, NetworkError, NoBrowser, ProxyPasswordNeeded
from ledgerpass.flows.http import Clock, Http
from ledgerpass.flows.user_agent import OwnBrowser
from ledgerpass.flows.wish import Wish
from ledgerpass.http_message import LOOPBACK_HOSTS, HttpRequest
from ledgerpass.providers.provider import AuthorizationCode, OAuth1

WITHIN = 2.0
"""Seconds that the whole look may take."""

CLOCK_LIMIT = 300.0
"""Seconds: providers refuse what is more than five minutes off, as a rule."""


async def quick_look(
    wish: Wish, http: Http, clock: Clock, own_browser: OwnBrowser | None = None
) -> tuple[LedgerpassError, ...]:
    """Give what is in the way: no browser, an unreachable host, an untrusted certificate, a wrong clock; or nothing.

    Raises:
        ProxyPasswordNeeded: nothing can be reached until the user has said who he is.
        KeychainError: the keychain, which may know it, can't be read.
    """
    tasks: list[Coroutine[None, None, LedgerpassError | None]] = [
        _look_at(origin, http, clock) for origin in _origins(wish)
    ]
    if own_browser:
        tasks.insert(0, _look_for(own_browser, wish.provider.name))
    looks = [asyncio.ensure_future(task) for task in tasks]
    if not looks:
        return ()
    done, late = await asyncio.wait(looks, timeout=WITHIN)
    for look in late:
        look.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    found = (look.result() for look in looks if look in done)
    return tuple(each for each in found if each is not None)


def _origins(wish: Wish) -> list[str]:
    """Give the origins that the sign-in goes to, each once.

    The practice company's is one of them: a virus scanner can keep a computer from speaking with itself.
    """
    if not isinstance(wish.way, AuthorizationCode | OAuth1):
        return []
    endpoints = (wish.way.authorization_endpoint, wish.way.token_endpoint)
    parts = [urlsplit(wish.address(endpoint)) for endpoint in endpoints]
    return list(dict.fromkeys(f"{each.scheme}://{each.netloc}/" for each in parts))


async def _look_for(own_browser: OwnBrowser, provider: str) -> LedgerpassError | None:
    if await asyncio.to_thread(own_browser.is_there):
        return None
    return NoBrowser(provider=provider, reason="nothing on this computer opens web pages", tried=False)


async def _look_at(origin: str, http: Http, clock: Clock) -> LedgerpassError | None:
    try:
        await http.send(HttpRequest(method="HEAD", url=origin))
    except ProxyPasswordNeeded:
        raise
    except NetworkError as error:
        return error
    host = urlsplit(origin).hostname or ""
    offset = clock() - http.clock_at(origin)()
    if host in LOOPBACK_HOSTS or abs(offset) < CLOCK_LIMIT:
        return None  # of this computer's clock, only another one can tell that it is wrong
    return ClockWrong(host=host, seconds=offset, refused=False)
