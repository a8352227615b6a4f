"""The third step: temporary credentials and verifier are exchanged for token credentials (RFC 5849 section 2.3).

The callback is not sent again; the consumer has been accepted once, so that a refusal here is about the token.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from ledgerpass.http_message import HttpRequest, HttpResponse
from ledgerpass.oauth1.credentials_response import Asked, read_credentials
from ledgerpass.oauth1.signature import Consumer, authorization_header
from ledgerpass.oauth1.token_credentials import TokenCredentials
from ledgerpass.secret import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRequest:
    """One exchange, signed with the temporary credentials. `provider` is the name that errors carry."""

    provider: str
    endpoint: str
    consumer: Consumer
    temporary: TokenCredentials
    verifier: Secret

    def message(
        self,
        *,
        clock: Callable[[], float] = time.time,
        randomness: Callable[[int], str] = secrets.token_urlsafe,
    ) -> HttpRequest:
        """Write it, signed for this moment; a second try needs a second one."""
        header = authorization_header(
            self.consumer,
            method="POST",
            url=self.endpoint,
            token=self.temporary,
            parameters={"oauth_verifier": self.verifier.reveal()},
            clock=clock,
            randomness=randomness,
        )
        return HttpRequest(method="POST", url=self.endpoint, headers={"Authorization": header})

    def read(self, response: HttpResponse, *, now: float) -> TokenCredentials:
        """Give the token credentials; `now` is in seconds since 1970-01-01 UTC.

        Raises:
            LedgerpassError: as `read_credentials`.
        """
        held = (self.verifier, self.temporary.token, self.temporary.token_secret)
        asked = Asked(provider=self.provider, sent=(*held, *self.consumer.secrets()), proven=True)
        credentials, _ = read_credentials(response, asked, now=now)
        return credentials
