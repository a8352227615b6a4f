"""A credential written as text and read again: what lies in the keychain.

JSON in ASCII, so that one character is one UTF-16 unit and no keychain's idea of an encoding matters. The form has a
number; a later program that changes the form raises it, and an earlier one then knows that it can't read that.
"""

import json

import msgspec

from ledgerpass.connections.credential import Credential
from ledgerpass.errors import KeychainLost
from ledgerpass.oauth1.token_credentials import TokenCredentials
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.secret import Secret

_FORM = 1


class _Token(msgspec.Struct, kw_only=True, tag="oauth2", omit_defaults=True):
    access_token: str
    issued_at: float
    token_type: str
    refresh_token: str | None = None
    expires_at: float | None = None
    scope: tuple[str, ...] | None = None


class _TokenCredentials(msgspec.Struct, kw_only=True, tag="oauth1"):
    token: str
    token_secret: str


class _Record(msgspec.Struct, kw_only=True, omit_defaults=True):
    form: int
    fields: dict[str, str]
    issued: _Token | _TokenCredentials | None = None


def write_credential(credential: Credential) -> str:
    """Write a credential as one line of ASCII."""
    record = _Record(
        form=_FORM,
        fields={name: value.reveal() for name, value in credential.fields.items()},
        issued=_write_issued(credential.issued),
    )
    return json.dumps(msgspec.to_builtins(record), ensure_ascii=True, separators=(",", ":"))


def read_credential(text: str) -> Credential:
    """Read a credential that was written by `write_credential`.

    Raises:
        KeychainLost: a later program has written it ('newer'), or it is no credential ('torn').
    """
    try:
        data = json.loads(text)
        if isinstance(data, dict) and isinstance(form := data.get("form"), int) and form > _FORM:
            raise KeychainLost(reason="newer")
        json.dumps(data, ensure_ascii=False, allow_nan=False).encode()  # no half characters, no endless times
        record = msgspec.convert(data, _Record)
    except (ValueError, RecursionError, msgspec.ValidationError):
        record = None
    if record is None:  # raised out here, so that no message about the text comes along
        raise KeychainLost(reason="torn")
    fields = {name: Secret(value) for name, value in record.fields.items()}
    return Credential(fields=fields, issued=_read_issued(record.issued))


def _write_issued(issued: TokenResponse | TokenCredentials | None) -> _Token | _TokenCredentials | None:
    match issued:
        case None:
            return None
        case TokenCredentials():
            return _TokenCredentials(token=issued.token.reveal(), token_secret=issued.token_secret.reveal())
        case TokenResponse():
            return _Token(
                access_token=issued.access_token.reveal(),
                issued_at=issued.issued_at,
                token_type=issued.token_type,
                refresh_token=None if issued.refresh_token is None else issued.refresh_token.reveal(),
                expires_at=issued.expires_at,
                scope=issued.scope,
            )


def _read_issued(issued: _Token | _TokenCredentials | None) -> TokenResponse | TokenCredentials | None:
    match issued:
        case None:
            return None
        case _TokenCredentials():
            return TokenCredentials(token=Secret(issued.token), token_secret=Secret(issued.token_secret))
        case _Token():
            return TokenResponse(
                access_token=Secret(issued.access_token),
                issued_at=issued.issued_at,
                token_type=issued.token_type,
                refresh_token=None if issued.refresh_token is None else Secret(issued.refresh_token),
                expires_at=issued.expires_at,
                scope=issued.scope,
            )
