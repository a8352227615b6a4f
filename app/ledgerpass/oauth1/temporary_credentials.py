"""The first step: temporary credentials, asked for with the callback (RFC 5849 section 2.1).

The callback is sent here and nowhere else. The provider has to confirm it: a server of the protocol's first edition
would take no notice of it, and a sign-in there can be taken over by whoever sends the link.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from ledgerpass.errors import AnswerNotUnderstood
from ledgerpass.http_message import HttpRequest, HttpResponse
from ledgerpass.http_status import host_of
from ledgerpass.oauth1.credentials_response import Asked, read_credentials
from ledgerpass.oauth1.signature import Consumer, authorization_header
from ledgerpass.oauth1.token_credentials import TokenCredentials


@dataclass(frozen=True, slots=True, kw_only=True)
class TemporaryCredentialRequest:
    """A request for temporary credentials. `redirect_uri` is the callback, or the provider's word for none ("oob").

    `provider` is the name that errors carry.
    """

    provider: str
    endpoint: str
    consumer: Consumer
    redirect_uri: str

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
            parameters={"oauth_callback": self.redirect_uri},
            clock=clock,
            randomness=randomness,
        )
        return HttpRequest(method="POST", url=self.endpoint, headers={"Authorization": header})

    def read(self, response: HttpResponse, *, now: float) -> TokenCredentials:
        """Give the temporary credentials; `now` is in seconds since 1970-01-01 UTC.

        Raises:
            LedgerpassError: as `read_credentials`; AnswerNotUnderstood also where the callback is not confirmed.
        """
        asked = Asked(provider=self.provider, redirect_uri=self.redirect_uri, sent=self.consumer.secrets())
        credentials, said = read_credentials(response, asked, now=now)
        # RFC 5849 section 2.1: it must be there, and be "true"
        if said.get("oauth_callback_confirmed") != "true":
            reason = "the callback is not confirmed (oauth_callback_confirmed)"
            raise AnswerNotUnderstood(host=host_of(response.url), status=response.status, reason=reason)
        return credentials
