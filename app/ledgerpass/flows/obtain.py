"""The one door to a credential: whichever way in was chosen, it is asked for here."""

import asyncio
import time
from contextlib import AbstractAsyncContextManager

from ledgerpass.connections.connection import Company
from ledgerpass.connections.credential import Credential
from ledgerpass.errors import LedgerpassError
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
from ledgerpass.providers.provider import AuthorizationCode, ClientCredentials, OAuth1


class Obtain:
    """Obtains, renews and proves credentials, with one HTTP client and one user agent."""

    def __init__(
        self, http: Http, user_agent: UserAgent, clock: Clock = time.time, own_browser: OwnBrowser | None = None
    ) -> None:
        """Send by `http`, show addresses by `user_agent`; `own_browser` tells what the user's own browser is."""
        self._http = http
        self._user_agent = user_agent
        self._clock = clock
        self._own_browser = own_browser

    async def browser(self) -> str:
        """Find out what the user calls the browser that will open, empty where that can't be told."""
        return await asyncio.to_thread(self._own_browser.name) if self._own_browser else ""

    def sign_in(self, wish: Wish) -> AbstractAsyncContextManager[SignIn]:
        """Prepare a sign-in that needs a browser; leaving the context frees everything it held.

        Raises:
            TypeError: the way in needs none.
        """
        match wish.way:
            case AuthorizationCode() as way:
                return authorization_code(wish, way, self._user_agent, self._http, self._clock)
            case OAuth1() as way:
                return oauth1_redirection(wish, way, self._user_agent, self._http, self._clock)
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
        return await quick_look(wish, self._http, self._clock, self._own_browser)

    async def renew(self, wish: Wish, credential: Credential) -> Credential:
        """Give a new credential for an old one; see `flows.renew`."""
        return await renew(wish, credential, self._http, self._clock)

    async def revoke(self, wish: Wish, credential: Credential) -> None:
        """End the permission at the provider; see `flows.revoke`."""
        await revoke(wish, credential, self._http, self._clock)

    async def verify(self, wish: Wish, credential: Credential) -> tuple[Company, ...]:
        """Prove a credential and give the companies it opens; see `flows.verify`."""
        return await verify(wish, credential, self._http)
