"""The token endpoint's errors (RFC 6749 section 5.2), by what the user can do about them.

Providers differ in the status they choose and in how much they say, so that the error's code decides, and the status
only where there is no code that the standard knows. Only `invalid_grant` ends a permission; nothing else may be taken
for it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ledgerpass.errors import (
    AnswerNotUnderstood,
    ClientNotRecognised,
    LedgerpassError,
    PermissionEnded,
    RedirectNotRegistered,
    TokenRefused,
    Unreachable,
)
from ledgerpass.http_message import HttpResponse
from ledgerpass.http_status import host_of
from ledgerpass.oauth2.authorization_request import names_redirect
from ledgerpass.provider_text import describe
from ledgerpass.secret import Secret

UNAUTHORIZED = 401

_CLIENT = frozenset({"invalid_client", "unauthorized_client"})
_BUSY = frozenset({"temporarily_unavailable", "server_error"})
_KNOWN = frozenset({"invalid_request", "unsupported_grant_type", "invalid_scope"})
# RFC 6749 section 5.2 describes invalid_grant in one sentence that names the redirect address among other causes, and
# servers send it whole
_SEVERAL_CAUSES = re.compile(r"expired|revoked", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who was asked and with what: `redirect_uri` where one was sent, `sent` the secrets in the request."""

    provider: str = ""
    redirect_uri: str = ""
    sent: tuple[Secret, ...] = ()


def token_error(members: Mapping[str, object], response: HttpResponse, asked: Asked) -> LedgerpassError:
    """Give the error that an answer names, or that its status speaks of."""
    code, text = _read_error(members)
    host, status, description = host_of(response.url), response.status, describe(text, asked.sent)
    if asked.redirect_uri and _is_about_redirect(code, text):
        return RedirectNotRegistered(provider=asked.provider, redirect_uri=asked.redirect_uri)
    if code == "invalid_grant":
        return PermissionEnded(host=host, status=status, error=code, description=description)
    if code in _CLIENT or (status == UNAUTHORIZED and code not in _KNOWN):
        # RFC 9110 section 15.5.2: 401 says that the credentials were not good enough, here the client's
        shown = code if code in _CLIENT else describe(code, asked.sent)
        return ClientNotRecognised(host=host, status=status, error=shown, description=description)
    if code in _BUSY:
        return Unreachable(host=host, status=status, reason=code)
    if code:
        return TokenRefused(host=host, status=status, error=describe(code, asked.sent), description=description)
    return AnswerNotUnderstood(host=host, status=status, reason="an error without a name")


def _read_error(members: Mapping[str, object]) -> tuple[str, str]:
    """Give the error's code and its description; some providers wrap both in an object of their own."""
    error, description = members.get("error"), members.get("error_description")
    if isinstance(error, dict):
        description = error.get("message")
        error = error.get("code") or error.get("type")
    return str(error or "").strip(), str(description or "")


def _is_about_redirect(code: str, description: str) -> bool:
    if code == "invalid_grant" and _SEVERAL_CAUSES.search(description):
        return False
    return names_redirect(code, description)
