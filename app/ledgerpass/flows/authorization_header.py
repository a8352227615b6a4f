"""How a credential is presented to the provider's API: the headers that carry it.

An OAuth 1.0a header is signed for one call at one moment (RFC 5849 section 3.1), so it is made each time it is needed.
"""

import time
from collections.abc import Callable, Mapping

from ledgerpass.connections.credential import Credential
from ledgerpass.flows.wish import Wish
from ledgerpass.oauth1.signature import Consumer, authorization_header
from ledgerpass.oauth1.token_credentials import TokenCredentials
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.providers.provider import OAuth1
from ledgerpass.providers.template import fill_header
from ledgerpass.secret import Secret


def bare_token(credential: Credential) -> Secret:
    """Give the token alone, as a program asks for it."""
    match credential.issued:
        case TokenResponse(access_token=token) | TokenCredentials(token=token):
            return token
        case None:
            return credential.fields["token"]


def authorization_headers(
    wish: Wish, credential: Credential, method: str, url: str, clock: Callable[[], float] = time.time
) -> Mapping[str, Secret]:
    """Give the headers that carry the credential on a call of `url`; `clock` is for those signed with a time."""
    if not isinstance(wish.way, OAuth1):
        values = {**credential.fields, "token": bare_token(credential)}
        return {name: fill_header(template, values) for name, template in wish.way.headers.items()}
    assert isinstance(credential.issued, TokenCredentials)  # noqa: S101 - the flow of this way gives nothing else
    header = authorization_header(
        consumer_of(wish, wish.way), method=method, url=url, token=credential.issued, clock=clock
    )
    return {"Authorization": header}


def consumer_of(wish: Wish, way: OAuth1) -> Consumer:
    """Give the consumer that signs; one without a secret signs with an empty one (RFC 5849 section 3.4.4)."""
    return Consumer(
        key=wish.code("consumer_key"),
        secret=wish.code("consumer_secret") or None,
        signature_method=way.signature_method,
        realm=way.realm,
    )
