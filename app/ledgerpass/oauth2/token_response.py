"""The token endpoint's answer (RFC 6749 section 5), read tolerantly in its form, strictly in what it says.

Tolerance is for how an answer is written: JSON or a form, under any content type, its times in any notation. What
makes it an answer is not negotiable: a success with an access token and without an error. Everything else is an error
of its kind, and what the provider says in it is shown redacted.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ledgerpass.errors import AnswerNotUnderstood
from ledgerpass.form_encoding import read_form
from ledgerpass.http_message import HttpResponse
from ledgerpass.http_status import host_of, is_success, refuse_no_answer
from ledgerpass.oauth2.expiry import read_expiry
from ledgerpass.oauth2.token_error import Asked, token_error
from ledgerpass.secret import Secret

_SCOPE_SEPARATOR = re.compile(r"[\s,]+")
_VISIBLE = re.compile(r"[!-~]+")
_NO_LETTER = re.compile(r"[^a-z]")
_BEARER = frozenset({"bearer", "bearertoken"})
"""RFC 6750, in any case (RFC 6749 section 5.1). Some API gateways write BearerToken or bearer_token for it, which names
nothing else; every other type wants more than the token itself in a request, such as a signature (MAC, DPoP)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenResponse:
    """A successful answer (RFC 6749 section 5.1).

    `issued_at` and `expires_at` are seconds since 1970-01-01 UTC by this computer's clock; `expires_at` is None where
    the provider gave no end. `scope` is what was granted, None where the answer doesn't say (then: what was asked).
    """

    access_token: Secret
    issued_at: float
    token_type: str = "Bearer"
    refresh_token: Secret | None = None
    expires_at: float | None = None
    scope: tuple[str, ...] | None = None


def read_token_response(
    response: HttpResponse, *, now: float, provider: str = "", redirect_uri: str = "", sent: tuple[Secret, ...] = ()
) -> TokenResponse:
    """Read an answer; `now` is in seconds since 1970-01-01 UTC, `sent` is masked in what the provider says.

    Raises:
        PermissionEnded: invalid_grant.
        ClientNotRecognised: invalid_client, unauthorized_client, or a 401 that doesn't say.
        RedirectNotRegistered: an error about `redirect_uri`, where that was sent.
        TokenRefused: any other error.
        AnswerNotUnderstood: not a token answer, a token of a type other than Bearer, or a redirect.
        Unreachable: 408, 429, 5xx, a web page in place of the answer.
    """
    refuse_no_answer(response, now=now)
    members = _read_members(response.body)
    if members.get("error") or not is_success(response):
        raise token_error(members, response, Asked(provider=provider, redirect_uri=redirect_uri, sent=sent))
    token = _text(members.get("access_token"))
    # RFC 6749 appendix A.12; anything else could end the header that the token is sent in
    if token is None or not _VISIBLE.fullmatch(token):
        raise AnswerNotUnderstood(host=host_of(response.url), status=response.status, reason="no access token in it")
    issued_at, expires_at = read_expiry(members, now)
    refresh_token, token_type = _text(members.get("refresh_token")), _read_type(members.get("token_type"))
    scope = _read_scope(members.get("scope"))
    if reason := _unusable(token_type, (refresh_token or "", token_type, *(scope or ()))):
        raise AnswerNotUnderstood(host=host_of(response.url), status=response.status, reason=reason)
    return TokenResponse(
        access_token=Secret(token),
        issued_at=issued_at,
        token_type=token_type,
        refresh_token=Secret(refresh_token) if refresh_token else None,
        expires_at=expires_at,
        scope=scope,
    )


def carry_over(old: TokenResponse, new: TokenResponse) -> TokenResponse:
    """Give a refresh's answer, with the old refresh token and scope where it names none (RFC 6749 section 6)."""
    return replace(
        new,
        refresh_token=new.refresh_token or old.refresh_token,
        scope=old.scope if new.scope is None else new.scope,
    )


def granted_scope(response: TokenResponse, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Give what was granted: what was asked, where the answer doesn't say otherwise (RFC 6749 section 5.1)."""
    return asked if response.scope is None else response.scope


def _read_members(body: bytes) -> Mapping[str, object]:
    """Give what the body says by name, nothing where it is neither a JSON object nor a form.

    The first character tells the two apart; content types are too often wrong.
    """
    text = body.decode("utf-8-sig", "replace").strip()
    try:
        if not text.startswith("{"):
            return read_form(text)
        members: dict[str, object] = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return members


def _unusable(token_type: str, texts: Iterable[str]) -> str:
    """Tell why an answer with this type and these texts can't be used, empty where it can."""
    # RFC 6749 appendices A.4, A.13 and A.17: none holds what can't be seen. Half a character (\ud800), which JSON can
    # write, could be neither sent nor listed later
    if not all(text.isprintable() for text in texts):
        return "unseen characters in it"
    # RFC 6749 section 7.1: a type that is not understood must not be used
    return "" if _NO_LETTER.sub("", token_type.lower()) in _BEARER else "a token of a type other than Bearer"


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _read_type(value: object) -> str:
    """Read the token's type; many servers leave it out, and mean Bearer. What is no text is no type that we know."""
    return _text(value or "Bearer") or ("Bearer" if isinstance(value, str) else "unknown")


def _read_scope(value: object) -> tuple[str, ...] | None:
    """Read the granted scope: separated by spaces (RFC 6749 section 3.3), by commas, or as a list."""
    if isinstance(value, list):
        value = " ".join(item for item in value if isinstance(item, str))
    names = _SCOPE_SEPARATOR.split(value) if isinstance(value, str) else []
    return tuple(name for name in names if name) or None
