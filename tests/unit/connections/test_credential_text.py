"""What lies in the keychain can be read again, whatever was in the credential, and what can't be read is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerpass.connections.credential import Credential
from ledgerpass.connections.credential_text import read_credential, write_credential
from ledgerpass.errors import KeychainLost
from ledgerpass.oauth1.token_credentials import TokenCredentials
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.secret import Secret

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
_SECRETS = _TEXTS.map(Secret)
_TIMES = st.floats(min_value=0, max_value=1e11)
_TOKENS = st.builds(
    TokenResponse,
    access_token=_SECRETS,
    issued_at=_TIMES,
    token_type=_TEXTS,
    refresh_token=st.none() | _SECRETS,
    expires_at=st.none() | _TIMES,
    scope=st.none() | st.lists(_TEXTS).map(tuple),
)
_CREDENTIALS = st.builds(
    Credential,
    fields=st.dictionaries(_TEXTS, _SECRETS),
    issued=st.none() | _TOKENS | st.builds(TokenCredentials, token=_SECRETS, token_secret=_SECRETS),
)


@given(_CREDENTIALS)
def test_every_credential_comes_back_as_it_was(credential: Credential) -> None:
    text = write_credential(credential)
    assert text.isascii()
    assert text.isprintable()
    assert read_credential(text) == credential


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"fields":{}}', '{"form":1}', '{"form":1,"fields":{"a":1}}'])
def test_what_is_no_credential_is_lost(text: str) -> None:
    with pytest.raises(KeychainLost) as loss:
        read_credential(text)
    assert loss.value.reason == "torn"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 20_000, id="a bottomless list"),
        pytest.param('{"form":' * 20_000, id="a bottomless object"),
        pytest.param('{"form":1,"fields":{"token":"a\\ud800"}}', id="half a character"),
        pytest.param(
            '{"form":1,"fields":{},"issued":{"type":"oauth2","access_token":"a","issued_at":NaN,"token_type":"b"}}',
            id="a time that is none",
        ),
    ],
)
def test_what_could_not_be_used_later_is_lost(text: str) -> None:
    with pytest.raises(KeychainLost) as loss:
        read_credential(text)
    assert loss.value.reason == "torn"


def test_what_a_later_program_has_written_is_lost_to_this_one_and_says_so() -> None:
    with pytest.raises(KeychainLost) as loss:
        read_credential('{"form":2,"sealed":"..."}')
    assert loss.value.reason == "newer"


def test_an_error_about_it_holds_nothing_of_it() -> None:
    with pytest.raises(KeychainLost) as loss:
        read_credential('{"form":1,"fields":"a live token"}')
    assert "a live token" not in str(loss.value)
    assert loss.value.__context__ is None
