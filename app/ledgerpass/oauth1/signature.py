"""Signs a request (RFC 5849 section 3): the value of an `Authorization: OAuth …` header, made anew for each request.

The signatures themselves come from oauthlib, which many servers have been tried against; it is loaded when the first
one is asked for, because most connections never need it. Its `Client` is not used: it writes what it signs to the
log, leaves an empty realm out, and sends the callback again with every later request.
"""

import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl, quote, urlsplit

from ledgerpass.oauth1.token_credentials import TokenCredentials
from ledgerpass.secret import Secret

NONCE_OCTETS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Consumer:
    """The client credentials (RFC 5849 section 1.1) and how its requests are signed.

    Some providers have consumers without a secret. `realm` None leaves it out of the header; an empty one is sent as
    it is.
    """

    key: Secret
    secret: Secret | None = None
    signature_method: Literal["PLAINTEXT", "HMAC-SHA1"] = "HMAC-SHA1"
    realm: str | None = None

    def secrets(self) -> tuple[Secret, ...]:
        """Give what must not be seen in a text that comes back."""
        return (self.key, self.secret) if self.secret else (self.key,)


class _Keys(NamedTuple):
    """The two halves of a signing key, under the names by which oauthlib's functions look for them."""

    client_secret: str
    resource_owner_secret: str


def authorization_header(  # noqa: PLR0913  # the parts of a request, by name
    consumer: Consumer,
    *,
    method: str,
    url: str,
    token: TokenCredentials | None = None,
    parameters: Mapping[str, str] | None = None,
    form: Sequence[tuple[str, str]] = (),
    clock: Callable[[], float] = time.time,
    randomness: Callable[[int], str] = secrets.token_urlsafe,
) -> Secret:
    """Give the header's value for one request, with a fresh nonce (RFC 5849 section 3.3).

    `parameters` are further protocol parameters (oauth_callback, oauth_verifier); `form` is a form body's content,
    which is signed along (RFC 5849 section 3.4.1.3.1). `clock` gives seconds since 1970-01-01 UTC, `randomness` text
    of so many octets.
    """
    protocol = {
        **(parameters or {}),
        "oauth_consumer_key": consumer.key.reveal(),
        "oauth_signature_method": consumer.signature_method,
        "oauth_timestamp": str(int(clock())),
        "oauth_nonce": randomness(NONCE_OCTETS),
        "oauth_version": "1.0",
    }
    if token is not None:
        protocol["oauth_token"] = token.token.reveal()
    signature = sign(consumer, token, base_string(method, url, [*protocol.items(), *form]))
    # RFC 5849 section 3.5.1: every value is encoded; PLAINTEXT's has been encoded once already, by its own rule (3.4.4)
    sent = [
        f'{_encode(name)}="{_encode(value)}"' for name, value in (protocol | {"oauth_signature": signature}).items()
    ]
    realm = [] if consumer.realm is None else [f'realm="{_quote(consumer.realm)}"']
    return Secret(f"OAuth {', '.join([*realm, *sent])}")


def base_string(method: str, url: str, parameters: Sequence[tuple[str, str]]) -> str:
    """Give what is signed (RFC 5849 section 3.4.1): method, address and parameters, those of its query too."""
    from oauthlib.oauth1.rfc5849 import signature  # noqa: PLC0415  # loaded when the first signature is asked for

    query = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    normalized = signature.normalize_parameters([*query, *parameters])  # type: ignore[arg-type]  # it iterates over pairs
    return signature.signature_base_string(method, signature.base_string_uri(url), normalized)  # type: ignore[arg-type]  # any method


def sign(consumer: Consumer, token: TokenCredentials | None, text: str) -> str:
    """Sign a base string by the consumer's method (RFC 5849 sections 3.4.2 and 3.4.4)."""
    from oauthlib.oauth1.rfc5849 import signature  # noqa: PLC0415  # loaded when the first signature is asked for

    # RFC 5849 section 3.4.4: the & stays even where a secret is empty
    keys = _Keys(
        client_secret=consumer.secret.reveal() if consumer.secret else "",
        resource_owner_secret=token.token_secret.reveal() if token else "",
    )
    if consumer.signature_method == "PLAINTEXT":
        return str(signature.sign_plaintext_with_client(text, keys))
    return str(signature.sign_hmac_sha1_with_client(text, keys))


def _encode(text: str) -> str:
    """Encode as RFC 5849 section 3.6 asks: UTF-8, everything but letters, digits and `-._~`."""
    return quote(text, safe="~")


def _quote(text: str) -> str:
    """Write a realm as a quoted string (RFC 9110 section 5.6.4)."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
