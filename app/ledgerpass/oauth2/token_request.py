"""Requests to the token endpoint (RFC 6749 sections 4.1.3, 4.4.2 and 6), each able to read its own answer.

A request holds the finished message and what it sent, so that an answer's text can be shown with exactly those values
masked, and so that a refresh whose answer brings no new refresh token goes on with the one it has.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import urlencode

from ledgerpass.http_message import HttpRequest, HttpResponse
from ledgerpass.oauth2.authorization_request import AuthorizationRequest, AuthorizationResponse
from ledgerpass.oauth2.client_authentication import Client
from ledgerpass.oauth2.token_response import TokenResponse, read_token_response
from ledgerpass.secret import Secret

_NEVER_EXTRA = frozenset(
    {"grant_type", "code", "redirect_uri", "code_verifier", "refresh_token", "client_id", "client_secret", "scope"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenEndpoint:
    """Where tokens are asked for, as whom, and how the body is written.

    `provider` is the name that errors carry. `parameters` are sent besides the protocol's own and can't take their
    place.
    """

    url: str
    client: Client
    provider: str
    body: Literal["form", "json"] = "form"
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRequest:
    """One request, ready to be sent once. `sent` are the secrets in it."""

    message: HttpRequest
    provider: str
    sent: tuple[Secret, ...]
    redirect_uri: str = ""
    refresh_token: Secret | None = None

    def read(self, response: HttpResponse, *, now: float) -> TokenResponse:
        """Read the answer; `now` is in seconds since 1970-01-01 UTC.

        Raises:
            TokenError, Unreachable, RedirectNotRegistered: as `read_token_response`.
        """
        answer = read_token_response(
            response, now=now, provider=self.provider, redirect_uri=self.redirect_uri, sent=self.sent
        )
        # RFC 6749 section 6: without a new refresh token the old one stays good
        return answer if answer.refresh_token else replace(answer, refresh_token=self.refresh_token)


def authorization_code_request(
    endpoint: TokenEndpoint, request: AuthorizationRequest, response: AuthorizationResponse
) -> TokenRequest:
    """Write the exchange of a code for a token (RFC 6749 section 4.1.3)."""
    parameters = {
        "grant_type": Secret("authorization_code"),
        "code": response.code,
        # RFC 6749 section 4.1.3: identical to the one in the authorization request
        "redirect_uri": Secret(request.redirect_uri),
    }
    sent = [response.code]
    if request.code_verifier is not None:
        # RFC 7636 section 4.5; a provider that saw no challenge may refuse a verifier
        parameters["code_verifier"] = request.code_verifier
        sent.append(request.code_verifier)
    written = _write(endpoint, parameters, sent)
    return replace(written, redirect_uri=request.redirect_uri)


def refresh_request(endpoint: TokenEndpoint, refresh_token: Secret) -> TokenRequest:
    """Write the renewal of a token (RFC 6749 section 6); without a scope in it, that stays what was granted."""
    parameters = {"grant_type": Secret("refresh_token"), "refresh_token": refresh_token}
    return replace(_write(endpoint, parameters, [refresh_token]), refresh_token=refresh_token)


def client_credentials_request(
    endpoint: TokenEndpoint, scope: tuple[str, ...] = (), scope_separator: str = " "
) -> TokenRequest:
    """Write a request for a token in the client's own name (RFC 6749 section 4.4.2)."""
    parameters = {"grant_type": Secret("client_credentials")}
    if scope:
        parameters["scope"] = Secret(scope_separator.join(scope))
    return _write(endpoint, parameters, [])


def _write(endpoint: TokenEndpoint, parameters: Mapping[str, Secret], sent: list[Secret]) -> TokenRequest:
    extra = {name: Secret(value) for name, value in endpoint.parameters.items() if name not in _NEVER_EXTRA}
    content_type, body = _BODIES[endpoint.body](extra | endpoint.client.parameters() | dict(parameters))
    headers = {"Accept": Secret("application/json"), "Content-Type": Secret(content_type), **endpoint.client.headers()}
    message = HttpRequest(method="POST", url=endpoint.url, headers=headers, body=body)
    return TokenRequest(message=message, provider=endpoint.provider, sent=(*sent, *endpoint.client.secrets()))


def _write_form(parameters: Mapping[str, Secret]) -> tuple[str, Secret]:
    # RFC 6749 appendix B: UTF-8, then form encoding
    text = urlencode({name: value.reveal() for name, value in parameters.items()})
    return "application/x-www-form-urlencoded", Secret(text)


def _write_json(parameters: Mapping[str, Secret]) -> tuple[str, Secret]:
    return "application/json", Secret(json.dumps({name: value.reveal() for name, value in parameters.items()}))


_BODIES = {"form": _write_form, "json": _write_json}
