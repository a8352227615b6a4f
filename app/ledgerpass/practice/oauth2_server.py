"""The practice company's OAuth 2.0 server: oauthlib's endpoints, with PKCE S256 asked of everybody.

oauthlib's server side judges what a request says and leaves it to the caller how it travelled; that it is plain http
here is right, because it never leaves this computer (RFC 8252 section 8.3).
"""

import re
import secrets
from collections.abc import Callable
from typing import Any

from oauthlib.common import Request
from oauthlib.oauth2 import (
    AuthorizationCodeGrant,
    AuthorizationEndpoint,
    BearerToken,
    ClientCredentialsGrant,
    RefreshTokenGrant,
    ResourceEndpoint,
    RevocationEndpoint,
    TokenEndpoint,
)
from oauthlib.oauth2.rfc6749.errors import InvalidRequestError, UnsupportedCodeChallengeMethodError

from ledgerpass.practice.oauth2_rules import OAuth2Rules
from ledgerpass.practice.terms import Terms
from ledgerpass.practice.tokens import Tokens

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


class OAuth2Server:
    """The endpoints: `authorization` and `token` (RFC 6749), `resource` (RFC 6750), `revocation` (RFC 7009)."""

    def __init__(self, tokens: Tokens, terms: Terms, clock: Callable[[], float]) -> None:
        """Set the endpoints up around one set of rules."""
        self.rules = OAuth2Rules(tokens, terms, clock)
        self._tokens = tokens
        # oauthlib wants the handler of a token type where its type stubs name a string
        bearer: Any = BearerToken(self.rules, self._access_token, terms.access_token_life, self._refresh_token)
        code = AuthorizationCodeGrant(self.rules, post_auth=[_ask_for_s256], pre_token=[_look_at_verifier])
        grants = {
            "authorization_code": code,
            "refresh_token": RefreshTokenGrant(self.rules),
            "client_credentials": ClientCredentialsGrant(self.rules),
        }
        self.authorization = AuthorizationEndpoint("code", bearer, {"code": code})
        self.token = TokenEndpoint("authorization_code", bearer, grants)
        self.resource = ResourceEndpoint("Bearer", {"Bearer": bearer})
        self.revocation = RevocationEndpoint(self.rules)

    def _access_token(self, request: Request) -> str:
        return self._tokens.access(request.client_id or "", tuple(request.scopes or ()), _permission(request))

    def _refresh_token(self, request: Request) -> str:
        # a new refresh token stands for all that the old one did, whatever was asked this time (RFC 6749 section 6)
        scopes = self.rules.get_original_scopes(request.refresh_token or "", request) or request.scopes or ()
        return self._tokens.refresh(request.client_id or "", tuple(scopes), _permission(request))


def _permission(request: Request) -> str:
    """Give the permission that a token comes of; client credentials are one of their own each time."""
    request.user = request.user or secrets.token_urlsafe(9)
    return str(request.user)


def _ask_for_s256(request: Request) -> dict[str, str]:
    """Refuse the method "plain", which oauthlib would allow (RFC 7636 section 7.2), and what no SHA-256 looks like."""
    if request.code_challenge_method != "S256":
        raise UnsupportedCodeChallengeMethodError(request=request)
    if not _CHALLENGE.fullmatch(request.code_challenge or ""):
        raise InvalidRequestError(description="The code_challenge must be 43 characters long.", request=request)
    return {}


def _look_at_verifier(request: Request) -> None:
    """Refuse a verifier that no client may make (RFC 7636 section 4.1); whether it fits is for oauthlib to judge."""
    if request.code_verifier is not None and not _VERIFIER.fullmatch(request.code_verifier):
        raise InvalidRequestError(description="The code_verifier must be 43 to 128 characters long.", request=request)
