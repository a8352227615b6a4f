"""Requests that end a permission at the provider (RFC 7009), each able to read its own answer.

Their body is a form whatever the token endpoint takes (section 2.1). The answer has nothing in it: a success says that
the token is good for nothing any more, also where it never was (section 2.2). A server that is busy or broken has ended
nothing (section 2.2.1), and must not be taken for one that has.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from ledgerpass.http_message import HttpRequest, HttpResponse
from ledgerpass.http_status import is_success, refuse_no_answer
from ledgerpass.oauth2.client_authentication import Client
from ledgerpass.oauth2.token_error import Asked, token_error
from ledgerpass.secret import Secret

TokenKind = Literal["refresh_token", "access_token"]
"""What a token is, for the provider that keeps the two apart (RFC 7009 section 2.1, token_type_hint)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationRequest:
    """One request, ready to be sent. `sent` are the secrets in it, masked in what the provider says."""

    message: HttpRequest
    provider: str
    sent: tuple[Secret, ...]

    def read(self, response: HttpResponse, *, now: float) -> None:
        """Return when the token is ended; `now` is in seconds since 1970-01-01 UTC.

        Raises:
            TokenRefused: the provider doesn't end such a token (`unsupported_token_type`), or names another error.
            ClientNotRecognised: it doesn't know the client.
            PermissionEnded: it says that the token was no good before; there is nothing left to end.
            AnswerNotUnderstood: a redirect, or an error without a name.
            Unreachable: 408, 429, 5xx, or a web page in place of the answer; nothing has ended.
        """
        refuse_no_answer(response, now=now)
        if not is_success(response):
            raise token_error(_members(response.body), response, Asked(provider=self.provider, sent=self.sent))


def revocation_request(
    url: str, client: Client, token: Secret, kind: TokenKind, *, provider: str = ""
) -> RevocationRequest:
    """Write the request that ends `token`, authenticated as `client` (RFC 7009 section 2.1)."""
    parameters = client.parameters() | {"token": token}
    headers = {
        "Accept": Secret("application/json"),
        "Content-Type": Secret("application/x-www-form-urlencoded"),
        **client.headers(),
    }
    revealed = {name: value.reveal() for name, value in parameters.items()}
    body = Secret(urlencode(revealed | {"token_type_hint": kind}))
    message = HttpRequest(method="POST", url=url, headers=headers, body=body)
    return RevocationRequest(message=message, provider=provider, sent=(token, *client.secrets()))


def _members(body: bytes) -> Mapping[str, object]:
    """Give what an error says by name (RFC 6749 section 5.2), nothing where it is no JSON object."""
    try:
        members = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return members if isinstance(members, dict) else {}
