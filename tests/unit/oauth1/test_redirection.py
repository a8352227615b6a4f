"""OAuth 1.0a, second step (RFC 5849 section 2.2): sent there, and back."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerpass.errors import AnswerRefused, AuthorizationFailed, LedgerpassError, NotProtected, PermissionDenied
from ledgerpass.oauth1.redirection import ResourceOwnerAuthorization
from ledgerpass.oauth1.token_credentials import TokenCredentials
from ledgerpass.secret import Secret

CALLBACK = "http://127.0.0.1:53121/callback"
TOKEN = "hh5s93j4hdidpola"
VERIFIER = "hfdp7dh39dks9884"


def make(endpoint: str = "https://sample.freshbooks.com/oauth/oauth_authorize.php") -> ResourceOwnerAuthorization:
    return ResourceOwnerAuthorization(
        provider="FreshBooks Classic",
        endpoint=endpoint,
        redirect_uri=CALLBACK,
        temporary=TokenCredentials(token=Secret(TOKEN), token_secret=Secret("hdhd0244k9j7ao03")),
    )


def target(address: str = CALLBACK, **parameters: str) -> Secret:
    return Secret(f"{address}?{urlencode(parameters)}")


def refusal(arrived: Secret) -> str:
    with pytest.raises(AnswerRefused) as caught:
        make().read(arrived)
    return caught.value.reason


def test_the_user_is_sent_with_the_temporary_token_and_nothing_else() -> None:
    assert make().address == f"https://sample.freshbooks.com/oauth/oauth_authorize.php?oauth_token={TOKEN}"


def test_the_endpoints_own_query_is_kept() -> None:
    assert make("https://books.example/a?lang=nl").address == f"https://books.example/a?lang=nl&oauth_token={TOKEN}"


def test_an_endpoint_without_https_is_not_shown_to_anybody() -> None:
    with pytest.raises(NotProtected):
        _ = make("http://sample.freshbooks.com/oauth/oauth_authorize.php").address


def test_the_answer_to_our_own_request_gives_its_verifier() -> None:
    assert make().read(target(oauth_token=TOKEN, oauth_verifier=VERIFIER)) == Secret(VERIFIER)


@pytest.mark.parametrize("token", [{}, {"oauth_token": ""}, {"oauth_token": "other"}, {"oauth_token": TOKEN[:-1]}])
@pytest.mark.parametrize(
    "rest", [{"oauth_verifier": VERIFIER}, {"oauth_problem": "user_refused"}, {"oauth_problem": "odd"}]
)
def test_an_answer_without_our_token_is_not_believed(token: dict[str, str], rest: dict[str, str]) -> None:
    assert refusal(target(**token, **rest)) == "token"


def test_no_token_is_not_the_same_as_an_empty_one() -> None:
    empty = replace(make(), temporary=TokenCredentials(token=Secret(""), token_secret=Secret("")))
    with pytest.raises(AnswerRefused):
        empty.read(target(oauth_token="", oauth_verifier=VERIFIER))


def test_an_answer_at_another_address_is_not_believed() -> None:
    elsewhere = "http://127.0.0.1:53122/callback"
    assert refusal(target(elsewhere, oauth_token=TOKEN, oauth_verifier=VERIFIER)) == "redirect"


def test_a_repeated_parameter_is_refused() -> None:
    assert refusal(Secret(f"{CALLBACK}?oauth_token={TOKEN}&oauth_verifier=a&oauth_verifier=b")) == "repeated"


@pytest.mark.parametrize(
    "said",
    [
        {"oauth_token": TOKEN, "oauth_problem": "user_refused"},
        {"oauth_token": TOKEN, "oauth_problem": "permission_denied"},
        {"denied": TOKEN},
        {"oauth_token": TOKEN, "denied": "true"},
        {"oauth_token": TOKEN, "oauth_problem": "user_refused", "oauth_verifier": VERIFIER},
        {"denied": TOKEN, "oauth_verifier": VERIFIER},
    ],
)
def test_a_refusal_is_a_refusal_even_with_a_verifier_beside_it(said: dict[str, str]) -> None:
    with pytest.raises(PermissionDenied):
        make().read(target(**said))


def test_somebody_elses_refusal_is_not_believed() -> None:
    assert refusal(target(denied="other")) == "token"


def test_another_problem_is_told_as_it_is_named() -> None:
    with pytest.raises(AuthorizationFailed) as caught:
        make().read(target(oauth_token=TOKEN, oauth_problem=f"token {TOKEN} expired", oauth_verifier=VERIFIER))
    assert caught.value.error == "token ••• expired"


@pytest.mark.parametrize("verifier", [{}, {"oauth_verifier": ""}])
def test_an_answer_without_a_verifier_is_no_answer(verifier: dict[str, str]) -> None:
    assert refusal(target(oauth_token=TOKEN, **verifier)) == "no_code"


def test_an_authorization_shows_none_of_its_secrets() -> None:
    assert TOKEN not in repr(make())


@given(st.text() | st.text().map(lambda rest: f"{CALLBACK}?oauth_token={TOKEN}&oauth_problem={VERIFIER}{rest}"))
def test_any_address_is_judged_or_refused(arrived: str) -> None:
    with pytest.raises(LedgerpassError) as caught:
        make().read(Secret(arrived))
    assert TOKEN not in str(caught.value)
