"""The answers that carry credentials: temporary ones (RFC 5849 section 2.1) and token credentials (section 2.3).

Both are the same form-encoded text. RFC 5849 names no errors; what most providers speak is the *Problem Reporting*
extension's `oauth_problem`, in the body or in the WWW-Authenticate header. Others use OAuth 2.0's `error`, or nothing
but the status.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from ledgerpass.errors import (
    AnswerNotUnderstood,
    ClientNotRecognised,
    ClockWrong,
    LedgerpassError,
    PermissionDenied,
    PermissionEnded,
    RedirectNotRegistered,
    TokenRefused,
)
from ledgerpass.form_encoding import read_form
from ledgerpass.http_message import HttpResponse
from ledgerpass.http_status import clock_offset, host_of, is_success, refuse_no_answer
from ledgerpass.oauth1.token_credentials import TokenCredentials
from ledgerpass.provider_text import describe
from ledgerpass.secret import Secret

DENIALS = frozenset({"permission_denied", "user_refused"})
"""The problems that mean that the user said no."""

CLOCK_TOLERANCE = 60.0
"""Seconds; a smaller difference is no explanation."""

CLOCK_SUSPECT = 300.0
"""Seconds; such a difference explains a refusal that nobody explained: providers allow five minutes, as a rule."""

_CLIENT = frozenset(
    {"consumer_key_unknown", "consumer_key_rejected", "consumer_key_refused", "signature_invalid", "invalid_client"}
)
_ENDED = frozenset({"token_expired", "token_revoked", "token_rejected", "token_used", "verifier_invalid"})
_CHALLENGE = re.compile(r'\b(oauth_problem\w*|oauth_parameters_\w+)="?([^",]*)')
_UNAUTHORIZED = 401
_REFUSALS = (400, 403)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who was asked and with what: `redirect_uri` where one was sent, `sent` the secrets in the request.

    `proven` says that the consumer has been accepted before, so that a bare 401 is about the token.
    """

    provider: str
    redirect_uri: str = ""
    sent: tuple[Secret, ...] = ()
    proven: bool = False


def read_credentials(response: HttpResponse, asked: Asked, *, now: float) -> tuple[TokenCredentials, Mapping[str, str]]:
    """Give the credentials, and everything that the answer says, by name; `now` is in seconds since 1970-01-01 UTC.

    Raises:
        ClientNotRecognised: the consumer is unknown, or its secret is wrong.
        RedirectNotRegistered: the problem is the callback.
        PermissionDenied, PermissionEnded: the user said no; the token or the verifier is no longer good.
        ClockWrong: the timestamp was refused, and this computer's clock is off.
        TokenRefused: any other problem.
        AnswerNotUnderstood: no credentials in it, or a redirect.
        Unreachable: 408, 429, 5xx, a web page in place of the answer.
    """
    refuse_no_answer(response, now=now)
    said = _read_body(response)
    if not is_success(response) or said.get("oauth_problem") or said.get("error"):
        raise _problem(response, said | _read_challenge(response), asked, now)
    if not said.get("oauth_token") or "oauth_token_secret" not in said:
        raise AnswerNotUnderstood(host=host_of(response.url), status=response.status, reason="no credentials in it")
    credentials = TokenCredentials(token=Secret(said["oauth_token"]), token_secret=Secret(said["oauth_token_secret"]))
    return credentials, said


def _read_body(response: HttpResponse) -> dict[str, str]:
    try:
        return read_form(response.body.decode("utf-8-sig", "replace").strip())
    except ValueError:
        return {}


def _read_challenge(response: HttpResponse) -> dict[str, str]:
    challenge = response.headers.get("www-authenticate", "")
    return {match[1]: unquote(match[2]) for match in _CHALLENGE.finditer(challenge)}


def _problem(response: HttpResponse, said: Mapping[str, str], asked: Asked, now: float) -> LedgerpassError:
    code = said.get("oauth_problem") or said.get("error", "")
    text = _text(said)
    if asked.redirect_uri and code not in _CLIENT and "callback" in f"{code} {text}".lower():
        return RedirectNotRegistered(provider=asked.provider, redirect_uri=asked.redirect_uri)
    if code in DENIALS:
        return PermissionDenied(provider=asked.provider)
    offset = clock_offset(response, now=now) or 0.0
    names_the_time = code == "timestamp_refused" or "timestamp" in text.lower()
    if abs(offset) >= CLOCK_TOLERANCE and (names_the_time or (not code and abs(offset) >= CLOCK_SUSPECT)):
        return ClockWrong(host=host_of(response.url), seconds=offset)
    return _refusal(response, code, describe(text, asked.sent), asked)


def _refusal(response: HttpResponse, code: str, description: str, asked: Asked) -> LedgerpassError:
    host, status = host_of(response.url), response.status
    unexplained = status == _UNAUTHORIZED and not code
    if code in _CLIENT or (unexplained and not asked.proven):
        return ClientNotRecognised(host=host, status=status, error=code, description=description)
    if code in _ENDED or unexplained:
        # RFC 5849 section 3.2: 401 is for the client's credentials or for the token's
        return PermissionEnded(host=host, status=status, error=code, description=description)
    if code or status in _REFUSALS:
        return TokenRefused(host=host, status=status, error=describe(code, asked.sent), description=description)
    return AnswerNotUnderstood(host=host, status=status, reason="an error without a name")


def _text(said: Mapping[str, str]) -> str:
    """Give what the answer says besides the problem's name: values that explain it, and text, but no web page."""
    explaining = ("oauth_problem_advice", "oauth_parameters_rejected", "oauth_parameters_absent", "error_description")
    words = [name for name, value in said.items() if not value and "<" not in name]
    return " ".join([*(said[name] for name in explaining if name in said), *words])
