"""What the practice company answers when oauthlib's server side asks about OAuth 1.0a consumers, tokens and verifiers.

Signatures, base strings and the order of the steps (RFC 5849) are judged by oauthlib. Like FreshBooks Classic, the
practice company takes a consumer that comes without its secret, and warns the user of it on the consent page.
"""
# ruff: noqa: ARG002 - oauthlib hands every question more than its answer needs

import hmac
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from oauthlib.common import Request
from oauthlib.oauth1 import SIGNATURE_HMAC_SHA1, SIGNATURE_PLAINTEXT, RequestValidator
from oauthlib.oauth1.rfc5849.errors import InvalidRequestError
from oauthlib.oauth1.rfc5849.signature import verify_hmac_sha1, verify_plaintext

from ledgerpass.practice import codes
from ledgerpass.practice.oauth2_clients import is_registered
from ledgerpass.practice.short_lived import ShortLived
from ledgerpass.practice.terms import Terms
from ledgerpass.practice.tokens import Tokens

OUT_OF_BAND = "oob"
"""The callback that means: show the verifier instead (RFC 5849 section 2.1)."""

_NOBODY = "nobody"
_VERIFY = {SIGNATURE_HMAC_SHA1: verify_hmac_sha1, SIGNATURE_PLAINTEXT: verify_plaintext}


@dataclass(slots=True, kw_only=True)
class Temporary:
    """Temporary credentials (RFC 5849 section 2.1); `verifier` is there once the user has allowed the access."""

    secret: str
    callback: str
    secretless: bool
    verifier: str | None = None


class OAuth1Rules(RequestValidator):
    """oauthlib's questions, answered."""

    def __init__(self, tokens: Tokens, terms: Terms, clock: Callable[[], float]) -> None:
        """Keep temporary credentials and nonces for as long as the terms say."""
        super().__init__()
        self._tokens = tokens
        self._temporary: ShortLived[Temporary] = ShortLived(life=terms.short_life, clock=clock)
        self._nonces: ShortLived[bool] = ShortLived(life=2 * self.timestamp_lifetime, clock=clock, most=10_000)

    def temporary(self, token: str) -> Temporary | None:
        """Give the temporary credentials with this token, None where there are none or they have ended."""
        return self._temporary.get(token)

    def forget(self, token: str) -> None:
        """Let go of temporary credentials."""
        self._temporary.forget(token)

    # What a request may look like

    @property
    def enforce_ssl(self) -> bool:
        """Take plain http: it never leaves this computer, the practice company listens on 127.0.0.1 alone."""
        return False

    @property
    def allowed_signature_methods(self) -> tuple[str, ...]:
        """Take these two (RFC 5849 sections 3.4.2 and 3.4.4)."""
        return (SIGNATURE_HMAC_SHA1, SIGNATURE_PLAINTEXT)

    @property
    def safe_characters(self) -> set[str]:
        """Take RFC 5849's unreserved characters in tokens and nonces (section 3.6)."""
        return set(string.ascii_letters + string.digits + "-._~")

    @property
    def client_key_length(self) -> tuple[int, int]:
        """Take any sensible length; here and below, what a token is worth is for the rules further on to say."""
        return 1, 100

    @property
    def nonce_length(self) -> tuple[int, int]:
        """Take short nonces too: RFC 5849's own examples have six characters."""
        return 1, 100

    @property
    def access_token_length(self) -> tuple[int, int]:
        """Take sealed tokens, which are long."""
        return 20, 1000

    # Who asks (RFC 5849 section 3.1)

    @property
    def dummy_client(self) -> str:
        """Name nobody: oauthlib goes on with this where the consumer is unknown, so that the answer takes as long."""
        return _NOBODY

    @property
    def dummy_request_token(self) -> str:
        """Name nobody's temporary credentials, likewise."""
        return _NOBODY

    @property
    def dummy_access_token(self) -> str:
        """Name nobody's token, likewise."""
        return _NOBODY

    def validate_client_key(self, client_key: str, request: Request) -> bool:
        """Know the one consumer."""
        return client_key == codes.CONSUMER_KEY

    def get_client_secret(self, client_key: str, request: Request) -> str:
        """Give the secret that this consumer signs with: its own, or none if it began without."""
        return "" if self.is_secretless(request) else codes.CONSUMER_SECRET

    def is_secretless(self, request: Request) -> bool:
        """Tell whether the consumer comes without its secret; how it began decides how it goes on."""
        token = request.resource_owner_key
        if not token:
            verify = _VERIFY[str(request.signature_method)]
            return verify(request, "", "")
        if kept := self._temporary.get(token):
            return kept.secretless
        claims = self._tokens.good(token, "oauth1")
        return claims is not None and claims.secretless

    def validate_timestamp_and_nonce(  # noqa: PLR0913, PLR0917 - oauthlib asks so
        self,
        client_key: str,
        timestamp: str,
        nonce: str,
        request: Request,
        request_token: str | None = None,
        access_token: str | None = None,
    ) -> bool:
        """Take each nonce once (RFC 5849 section 3.3)."""
        seen = f"{client_key} {timestamp} {nonce} {request_token or access_token}"
        if self._nonces.get(seen):
            return False
        self._nonces.put(seen, kept=True)
        return True

    # Realms are not used

    def get_default_realms(self, client_key: str, request: Request) -> list[str]:
        """Name none."""
        return []

    def get_realms(self, token: str, request: Request) -> list[str]:
        """Name none."""
        return []

    def check_realms(self, realms: list[str]) -> bool:
        """Take any realm; it says nothing here."""
        return True

    def validate_requested_realms(self, client_key: str, realms: list[str], request: Request) -> bool:
        """Take any realm, likewise."""
        return True

    def validate_realms(
        self, client_key: str, token: str, request: Request, uri: str | None = None, realms: list[str] | None = None
    ) -> bool:
        """Take any realm, likewise."""
        return True

    # Temporary credentials (RFC 5849 sections 2.1 and 2.2)

    def validate_redirect_uri(self, client_key: str, redirect_uri: str, request: Request) -> bool:
        """Accept `oob` and the registered addresses; say so where it is another one.

        Raises:
            InvalidRequestError: it is another one.
        """
        if redirect_uri != OUT_OF_BAND and not is_registered(redirect_uri):
            raise InvalidRequestError(description="This oauth_callback is not registered.")
        return True

    def save_request_token(self, token: Mapping[str, str], request: Request) -> None:  # type: ignore[override]  # stubs: str
        """Keep new temporary credentials."""
        kept = Temporary(
            secret=token["oauth_token_secret"],
            callback=request.redirect_uri or "",
            secretless=self.is_secretless(request),
        )
        self._temporary.put(token["oauth_token"], kept)

    def verify_request_token(self, token: str, request: Request) -> bool:
        """Know temporary credentials that are still waiting for the user."""
        kept = self._temporary.get(token)
        return kept is not None and kept.verifier is None

    def get_redirect_uri(self, token: str, request: Request) -> str:
        """Give the callback that came with the request for them."""
        kept = self._temporary.get(token)
        return kept.callback if kept else OUT_OF_BAND

    def save_verifier(self, token: str, verifier: Mapping[str, str], request: Request) -> None:
        """Keep the verifier: the user has allowed the access."""
        if kept := self._temporary.get(token):
            kept.verifier = verifier["oauth_verifier"]

    def validate_request_token(self, client_key: str, token: str, request: Request) -> bool:
        """Know temporary credentials that have not been exchanged."""
        return self._temporary.get(token) is not None

    def get_request_token_secret(self, client_key: str, token: str, request: Request) -> str:
        """Give their secret, or one that fits nothing."""
        kept = self._temporary.get(token)
        return kept.secret if kept else self._tokens.oauth1_secret(_NOBODY)

    def validate_verifier(self, client_key: str, token: str, verifier: str, request: Request) -> bool:
        """Compare the verifier with the one the user was given."""
        kept = self._temporary.get(token)
        return bool(kept and kept.verifier and hmac.compare_digest(kept.verifier.encode(), verifier.encode()))

    def invalidate_request_token(self, client_key: str, request_token: str, request: Request) -> None:
        """Let go of temporary credentials that have been exchanged."""
        self.forget(request_token)

    # Token credentials (RFC 5849 section 2.3)

    def validate_access_token(self, client_key: str, token: str, request: Request) -> bool:
        """Know a token of ours."""
        return self._tokens.good(token, "oauth1") is not None

    def get_access_token_secret(self, client_key: str, token: str, request: Request) -> str:
        """Give its secret, which follows from the token itself."""
        return self._tokens.oauth1_secret(token)

    def save_access_token(self, token: Mapping[str, str], request: Request) -> None:  # type: ignore[override]  # stubs: str
        """Save nothing: the token is its own record."""
