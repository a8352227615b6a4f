"""A pasted verifier: FreshBooks Classic shows the verifier and the token, to be handled by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerpass.errors import AnswerRefused, LedgerpassError, PasteNotUnderstood, PermissionDenied
from ledgerpass.oauth1.pasted import Pasted, read_pasted
from ledgerpass.oauth1.redirection import ResourceOwnerAuthorization
from ledgerpass.oauth1.token_credentials import TokenCredentials
from ledgerpass.secret import Secret

TOKEN = "hh5s93j4hdidpola"
VERIFIER = "hfdp7dh39dks9884"
PAGE = "https://sample.freshbooks.com/oauth/oauth_authorize.php"
AUTHORIZATION = ResourceOwnerAuthorization(
    provider="FreshBooks Classic",
    endpoint=PAGE,
    redirect_uri="oob",
    temporary=TokenCredentials(token=Secret(TOKEN), token_secret=Secret("hdhd0244k9j7ao03")),
)


def reason(text: str) -> str:
    with pytest.raises(PasteNotUnderstood) as caught:
        read_pasted(text, AUTHORIZATION)
    return caught.value.reason


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (VERIFIER, Pasted.VERIFIER),
        (f' "{VERIFIER}"\n', Pasted.VERIFIER),
        (f"oauth_verifier={VERIFIER}", Pasted.VERIFIER_PARAMETER),
        (f"oauth_token={TOKEN}  oauth_verifier={VERIFIER}", Pasted.VERIFIER_PARAMETER),
        (f"oauth_verifier={VERIFIER}\r\noauth_token={TOKEN}\r\n", Pasted.VERIFIER_PARAMETER),
        (f"oauth_token: {TOKEN}\noauth_verifier: {VERIFIER}", Pasted.VERIFIER_PARAMETER),
        (f"oauth_token={TOKEN}&amp;oauth_verifier={VERIFIER}", Pasted.VERIFIER_PARAMETER),
        (f"http://127.0.0.1:53121/callback?oauth_token={TOKEN}&oauth_verifier={VERIFIER}", Pasted.ADDRESS),
        (f"{PAGE}?oauth_verifier={VERIFIER}", Pasted.ADDRESS),
    ],
)
def test_a_verifier_is_understood_and_what_it_was_is_said(text: str, what: Pasted) -> None:
    assert read_pasted(text, AUTHORIZATION) == (what, Secret(VERIFIER))


@pytest.mark.parametrize(
    "text",
    [
        f"oauth_token=other oauth_verifier={VERIFIER}",
        f"oauth_token=&oauth_verifier={VERIFIER}",
        f"http://127.0.0.1:53121/callback?oauth_token=other&oauth_verifier={VERIFIER}",
        "oauth_token=other&oauth_problem=user_refused",
        "http://127.0.0.1:53121/callback?denied=other",
    ],
)
def test_a_pasted_answer_to_an_earlier_try_is_refused(text: str) -> None:
    with pytest.raises(AnswerRefused) as caught:
        read_pasted(text, AUTHORIZATION)
    assert caught.value.reason == "token"


@pytest.mark.parametrize(
    "text", [f"{PAGE}?oauth_problem=user_refused", f"denied={TOKEN}", f"http://a.example/?denied={TOKEN}"]
)
def test_a_pasted_refusal_is_a_refusal(text: str) -> None:
    with pytest.raises(PermissionDenied):
        read_pasted(text, AUTHORIZATION)


def test_the_page_where_the_sign_in_begins_is_recognised() -> None:
    assert reason(AUTHORIZATION.address) == "sign_in_address"


def test_other_pastes_are_told_apart() -> None:
    assert reason("") == "empty"
    assert reason("https://sample.freshbooks.com/dashboard") == "other_page"
    assert reason(f"oauth_token={TOKEN}") == "no_code"
    assert reason("I see no code") == "no_code"


@given(st.text() | st.text().map(lambda rest: f"oauth_verifier={VERIFIER}&{rest}"))
def test_any_paste_is_understood_or_refused_and_told_without_the_verifier(text: str) -> None:
    try:
        _, verifier = read_pasted(text, AUTHORIZATION)
    except LedgerpassError as error:
        told = str(error)
    else:
        told = repr(verifier)
        assert verifier
    assert VERIFIER not in told
