"""The one door to a credential: whichever way in was chosen, it is asked for here."""

import asyncio
import time
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from ledgerpass.connections.connection import Company
from ledgerpass.connections.credential import Credential
from ledgerpass.errors import LedgerpassError, NoEmbeddedBrowser
from ledgerpass.flows.authorization_code import authorization_code
from ledgerpass.flows.client_credentials import client_credentials
from ledgerpass.flows.http import Clock, Http
from ledgerpass.flows.oauth1_redirection import oauth1_redirection
from ledgerpass.flows.quick_look import quick_look
from ledgerpass.flows.renew import renew
from ledgerpass.flows.revoke import revoke
from ledgerpass.flows.sign_in import SignIn
from ledgerpass.flows.user_agent import OwnBrowser, UserAgent
from ledgerpass.flows.verify import verify
from ledgerpass.flows.wish import Wish
from ledgerpass.providers.provider import AuthorizationCode, ClientCredentials, OAuth1, WayIn


class EmbeddedUserAgent(UserAgent, Protocol):
    """Who shows the authorization address in a window of ours."""

    @property
    def has_failed(self) -> bool:
        """Tell whether its last window couldn't be used here."""

    def is_refused(self, address: str) -> bool:
        """Tell whether the page at an address wants no embedded browser."""


class Obtain:
    """Obtains, renews and proves credentials, with one HTTP client, and the user's own browser or the embedded one."""

    def __init__(
        self,
        http: Http,
        user_agent: UserAgent,
        clock: Clock = time.time,
        own_browser: OwnBrowser | None = None,
        embedded: EmbeddedUserAgent | None = None,
    ) -> None:
        """Send by `http`, show addresses by `user_agent`, or by `embedded` where that is wished for.

        `own_browser` tells what the user's own browser is.
        """
        self._http = http
        self._user_agent = user_agent
        self._clock = clock
        self._own_browser = own_browser
        self._embedded = embedded

    async def browser(self) -> str:
        """Find out what the user calls the browser that will open, empty where that can't be told."""
        return await asyncio.to_thread(self._own_browser.name) if self._own_browser else ""

    def can_embed(self, way: WayIn) -> bool:
        """Tell whether a way in can be gone in the embedded browser: there is one, and the provider allows it."""
        if self._embedded is None or not isinstance(way, AuthorizationCode | OAuth1):
            return False
        return way.redirects.embedded != "never" and not self._embedded.is_refused(way.authorization_endpoint)

    def is_out_of_reach(self, way: WayIn) -> bool:
        """Tell whether a way in can't be gone on this computer: it needs the embedded browser, and there is none."""
        is_only = isinstance(way, AuthorizationCode | OAuth1) and way.redirects.embedded == "only"
        return is_only and not self.can_embed(way)

    @property
    def has_embedded_failed(self) -> bool:
        """Tell whether the embedded browser's last window couldn't be used here: it can still be tried."""
        return self._embedded is not None and self._embedded.has_failed

    def sign_in(self, wish: Wish) -> AbstractAsyncContextManager[SignIn]:
        """Prepare a sign-in that needs a browser; leaving the context frees everything it held.

        Raises:
            NoEmbeddedBrowser: the way in needs that, and it is not there.
            TypeError: the way in needs none.
        """
        match wish.way:
            case AuthorizationCode() as way:
                return authorization_code(wish, way, self._agent_for(wish), self._http, self._clock)
            case OAuth1() as way:
                return oauth1_redirection(wish, way, self._agent_for(wish), self._http, self._clock)
            case _:
                message = f"{wish.way.id} needs no browser"
                raise TypeError(message)

    async def without_browser(self, wish: Wish) -> Credential:
        """Give the credential of a way in without a browser: a token that was pasted, or one asked for with two codes.

        Raises:
            TokenError: the provider refuses the codes.
            NetworkError: it was not reached.
        """
        if isinstance(wish.way, ClientCredentials):
            return await client_credentials(wish, wish.way, self._http, self._clock)
        return Credential(fields=wish.fields)

    async def quick_look(self, wish: Wish) -> tuple[LedgerpassError, ...]:
        """Give what is in the way of a sign-in, before a browser is opened; see `flows.quick_look`.

        The HTTP client gets ready on the way, so that the answer that the browser brings back is exchanged at once.
        """
        await self._http.get_ready()
        needed = self._own_browser if self._embedded_for(wish) is None else None
        return await quick_look(wish, self._http, self._clock, needed)

    async def renew(self, wish: Wish, credential: Credential) -> Credential:
        """Give a new credential for an old one; see `flows.renew`."""
        return await renew(wish, credential, self._http, self._clock)

    async def revoke(self, wish: Wish, credential: Credential) -> None:
        """End the permission at the provider; see `flows.revoke`."""
        await revoke(wish, credential, self._http, self._clock)

    async def verify(self, wish: Wish, credential: Credential) -> tuple[Company, ...]:
        """Prove a credential and give the companies it opens; see `flows.verify`."""
        return await verify(wish, credential, self._http)

    def _embedded_for(self, wish: Wish) -> EmbeddedUserAgent | None:
        return self._embedded if wish.embedded and self.can_embed(wish.way) else None

    def _agent_for(self, wish: Wish) -> UserAgent:
        if embedded := self._embedded_for(wish):
            return embedded
        if self.is_out_of_reach(wish.way):
            raise NoEmbeddedBrowser(provider=wish.provider.name)
        return self._user_agent
