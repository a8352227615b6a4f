"""What the practice company answers when oauthlib's server side asks about clients, scopes, codes and tokens.

The protocol itself (RFC 6749, 7636) is judged by oauthlib, by hands other than those that wrote this program's client,
so that the two can't be wrong together. Here stand only the facts: who is registered, what is still good, what was used
before.
"""
# ruff: noqa: ARG002 - oauthlib hands every question more than its answer needs

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from oauthlib.common import Request
from oauthlib.oauth2 import RequestValidator

from ledgerpass.practice import permissions
from ledgerpass.practice.oauth2_clients import CLIENTS, Presented, is_registered, presented_in_header, proves
from ledgerpass.practice.short_lived import ShortLived
from ledgerpass.practice.terms import Terms
from ledgerpass.practice.tokens import Tokens


@dataclass(slots=True, kw_only=True)
class _Code:
    """One authorization code: what it was given for, and whether it has been exchanged."""

    client_id: str
    redirect_uri: str
    scopes: tuple[str, ...]
    challenge: str
    permission: str
    spent: bool = False


class OAuth2Rules(RequestValidator):
    """oauthlib's questions, answered. `Request.user` carries the id of the permission that a token comes of."""

    def __init__(self, tokens: Tokens, terms: Terms, clock: Callable[[], float]) -> None:
        """Keep codes for as long as the terms say."""
        super().__init__()
        self._tokens = tokens
        self._codes: ShortLived[_Code] = ShortLived(life=terms.short_life, clock=clock)

    def is_open_code(self, code: str) -> bool:
        """Tell whether a code is one of ours and can still be exchanged."""
        kept = self._codes.get(code)
        return kept is not None and not kept.spent

    # Who asks (RFC 6749 sections 2.3 and 3.2.1)

    def validate_client_id(self, client_id: str, request: Request) -> bool:
        """Know the client by its id."""
        request.client = CLIENTS.get(client_id)
        return request.client is not None

    def client_authentication_required(self, request: Request) -> bool:
        """Ask for the secret of whoever has one or shows one; a public client shows none."""
        client = CLIENTS.get(request.client_id or "")
        return client is None or client.secret is not None or "Authorization" in request.headers

    def authenticate_client(self, request: Request) -> bool:
        """Check id and secret, from the header or from the body, never from both (RFC 6749 section 2.3)."""
        in_header = presented_in_header(request.headers)
        if in_header and request.client_secret is not None:
            return False
        presented = in_header or Presented(request.client_id or "", request.client_secret or "")
        client = CLIENTS.get(presented.client_id)
        if client is None or not proves(client, presented) or request.client_id not in (None, client.client_id):
            return False
        request.client = client
        return True

    def authenticate_client_id(self, client_id: str, request: Request) -> bool:
        """Know a public client by its id alone."""
        client = CLIENTS.get(client_id)
        request.client = client
        return client is not None and client.secret is None

    # What may be asked

    def validate_redirect_uri(self, client_id: str, redirect_uri: str, request: Request) -> bool:
        """Accept the registered redirect addresses."""
        return is_registered(redirect_uri)

    def get_default_redirect_uri(self, client_id: str, request: Request) -> str:
        """Have none: the address must be named."""
        return ""

    def validate_response_type(self, client_id: str, response_type: str, client: Any, request: Request) -> bool:  # noqa: ANN401 - whatever was put into request.client
        """Offer the code alone (RFC 9700 section 2.1.2)."""
        return response_type == "code"

    def validate_grant_type(self, client_id: str, grant_type: str, client: Any, request: Request) -> bool:  # noqa: ANN401 - likewise
        """Offer what the client is registered for."""
        return grant_type in client.grants

    def get_default_scopes(self, client_id: str, request: Request) -> list[str]:
        """Give these to a request that names none (RFC 6749 section 3.3)."""
        return list(permissions.DEFAULT)

    def validate_scopes(self, client_id: str, scopes: Sequence[str], client: Any, request: Request) -> bool:  # noqa: ANN401 - likewise
        """Know every scope that is asked."""
        return all(scope in permissions.PLAIN for scope in scopes)

    def is_pkce_required(self, client_id: str, request: Request) -> bool:
        """Ask PKCE of everybody (RFC 9700 section 2.1.1)."""
        return True

    # Codes (RFC 6749 section 4.1.2)

    def save_authorization_code(self, client_id: str, code: Mapping[str, object], request: Request) -> None:
        """Keep a new code with what it was given for."""
        self._codes.put(
            str(code["code"]),
            _Code(
                client_id=client_id,
                redirect_uri=request.redirect_uri or "",
                scopes=tuple(request.scopes or ()),
                challenge=request.code_challenge or "",
                permission=secrets.token_urlsafe(9),
            ),
        )

    def validate_code(self, client_id: str, code: str, client: Any, request: Request) -> bool:  # noqa: ANN401 - likewise
        """Accept a code once, from the client it was given to; a second time revokes what the first one got."""
        kept = self._codes.get(code)
        if kept is None or kept.client_id != client.client_id:
            return False
        if kept.spent:
            self._tokens.revoke(kept.permission)
            return False
        request.user, request.scopes = kept.permission, list(kept.scopes)
        return True

    def confirm_redirect_uri(self, client_id: str, code: str, redirect_uri: str, client: Any, request: Request) -> bool:  # noqa: ANN401 - likewise
        """Compare with the address the code was sent to, to the letter (RFC 6749 section 4.1.3)."""
        kept = self._codes.get(code)
        return kept is not None and kept.redirect_uri == redirect_uri

    def get_code_challenge(self, code: str, request: Request) -> str:
        """Give the challenge that came with the request for the code."""
        kept = self._codes.get(code)
        return kept.challenge if kept else ""

    def get_code_challenge_method(self, code: str, request: Request) -> str:
        """Know one method: others were refused before a code was given."""
        return "S256"

    def invalidate_authorization_code(self, client_id: str, code: str, request: Request) -> None:
        """Note that the code has been exchanged."""
        if kept := self._codes.get(code):
            kept.spent = True

    # Tokens (RFC 6749 sections 5 and 6, RFC 6750)

    def validate_refresh_token(self, refresh_token: str, client: Any, request: Request) -> bool:  # noqa: ANN401 - likewise
        """Accept a refresh token once, from the client it was given to; a second time revokes the whole permission."""
        claims = self._tokens.good(refresh_token, "refresh")
        if claims is None or claims.client != client.client_id:
            return False
        if self._tokens.is_used_up(claims):
            self._tokens.revoke(claims.permission)
            return False
        request.user = claims.permission
        return True

    def get_original_scopes(self, refresh_token: str, request: Request) -> list[str]:
        """Give the scopes that the refresh token stands for."""
        claims = self._tokens.good(refresh_token, "refresh")
        return list(claims.scopes) if claims else []

    def rotate_refresh_token(self, request: Request) -> bool:
        """Give a new refresh token each time (RFC 9700 section 4.14.2)."""
        return True

    def save_token(self, token: Mapping[str, object], request: Request) -> None:
        """Save nothing, the token is its own record; note only that a refresh token has been used."""
        if request.refresh_token and (claims := self._tokens.good(request.refresh_token, "refresh")):
            self._tokens.use_up(claims)

    def revoke_token(self, token: str, token_type_hint: str, request: Request) -> None:
        """End a token of the client that asks; another's is left alone, and nobody is told whose it is."""
        claims = self._tokens.good(token, "access", "refresh")
        if claims is not None and request.client is not None and claims.client == request.client.client_id:
            self._tokens.end(claims)

    def validate_bearer_token(self, token: str | None, scopes: Sequence[str], request: Request) -> bool:
        """Accept a good access token or the personal token, if it holds every scope that is needed."""
        claims = self._tokens.good(token or "", "access", "personal")
        return claims is not None and set(scopes) <= set(claims.scopes)
