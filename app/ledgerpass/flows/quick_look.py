"""A quick look before the browser opens: is anything in the way of finishing what is about to be begun?

It looks at the road to the provider's host all at once, and at the clock by the host's own, within two seconds; what
has not answered by then is not held against anybody. What it finds is shown; what is well is not. The keychain and
the port are looked at by those who use them.
"""

import asyncio
from urllib.parse import urlsplit

from ledgerpass.errors import ClockWrong, LedgerpassError, NetworkError
from ledgerpass.flows.http import Clock, Http
from ledgerpass.flows.wish import Wish
from ledgerpass.http_message import LOOPBACK_HOSTS, HttpRequest
from ledgerpass.providers.provider import AuthorizationCode, OAuth1

WITHIN = 2.0
"""Seconds that the whole look may take."""

CLOCK_LIMIT = 300.0
"""Seconds: providers refuse what is more than five minutes off, as a rule."""


async def quick_look(wish: Wish, http: Http, clock: Clock) -> tuple[LedgerpassError, ...]:
    """Give what is in the way: an unreachable host, an untrusted certificate, a wrong clock; or nothing."""
    origins = _origins(wish)
    looks = [asyncio.ensure_future(_look_at(origin, http, clock)) for origin in origins]
    if not looks:
        return ()
    done, late = await asyncio.wait(looks, timeout=WITHIN)
    for look in late:
        look.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    found = (look.result() for look in looks if look in done)
    return tuple(each for each in found if each is not None)


def _origins(wish: Wish) -> list[str]:
    """Give the origins that the sign-in goes to, each once; what runs on this computer needs no look."""
    if not isinstance(wish.way, AuthorizationCode | OAuth1):
        return []
    endpoints = (wish.way.authorization_endpoint, wish.way.token_endpoint)
    parts = [urlsplit(wish.address(endpoint)) for endpoint in endpoints]
    elsewhere = [each for each in parts if each.hostname not in LOOPBACK_HOSTS]
    return list(dict.fromkeys(f"{each.scheme}://{each.netloc}/" for each in elsewhere))


async def _look_at(origin: str, http: Http, clock: Clock) -> LedgerpassError | None:
    try:
        await http.send(HttpRequest(method="HEAD", url=origin))
    except NetworkError as error:
        return error
    offset = clock() - http.clock_at(origin)()
    if abs(offset) < CLOCK_LIMIT:
        return None
    return ClockWrong(host=urlsplit(origin).hostname or "", seconds=offset, refused=False)
