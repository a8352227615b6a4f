"""OAuth 1.0a, third step (RFC 5849 section 2.3)."""

import re
from typing import TypeVar
from urllib.parse import unquote

import pytest

from ledgerpass.errors import (
    AnswerNotUnderstood,
    ClientNotRecognised,
    LedgerpassError,
    PermissionDenied,
    PermissionEnded,
    TokenRefused,
    Unreachable,
)
from ledgerpass.http_message import HttpResponse
from ledgerpass.oauth1.signature import Consumer
from ledgerpass.oauth1.token_credentials import TokenCredentials
from ledgerpass.oauth1.token_request import TokenRequest
from ledgerpass.secret import Secret

NOW = 1_795_305_600.0
ENDPOINT = "https://sample.freshbooks.com/oauth/oauth_access.php"
REQUEST = TokenRequest(
    provider="FreshBooks Classic",
    endpoint=ENDPOINT,
    consumer=Consumer(key=Secret("consumer-key"), signature_method="PLAINTEXT", realm=""),
    temporary=TokenCredentials(token=Secret("temporary-token"), token_secret=Secret("temporary-secret")),
    verifier=Secret("the-verifier"),
)

E = TypeVar("E", bound=LedgerpassError)


def answer(body: str, status: int = 200) -> HttpResponse:
    return HttpResponse(status=status, headers={}, body=body.encode(), url=ENDPOINT)


def refuse(kind: type[E], body: str, status: int) -> E:
    with pytest.raises(kind) as caught:
        REQUEST.read(answer(body, status), now=NOW)
    assert type(caught.value) is kind
    return caught.value


def test_the_verifier_is_sent_and_the_callback_is_not_sent_again() -> None:
    message = REQUEST.message(clock=lambda: NOW, randomness=lambda _: "nonce")
    header = message.headers["Authorization"].reveal()
    sent = {name: unquote(value) for name, value in re.findall(r'(\w+)="([^"]*)"', header)}
    assert (message.method, message.url, message.body) == ("POST", ENDPOINT, None)
    assert sent == {
        "realm": "",
        "oauth_verifier": "the-verifier",
        "oauth_token": "temporary-token",
        "oauth_consumer_key": "consumer-key",
        "oauth_signature_method": "PLAINTEXT",
        "oauth_signature": "&temporary-secret",
        "oauth_timestamp": "1795305600",
        "oauth_nonce": "nonce",
        "oauth_version": "1.0",
    }


def test_a_second_try_is_signed_anew() -> None:
    assert REQUEST.message().headers["Authorization"] != REQUEST.message().headers["Authorization"]


def test_token_credentials_need_no_confirmation() -> None:
    taken = REQUEST.read(answer("oauth_token=foo&oauth_token_secret=bar"), now=NOW)
    assert taken == TokenCredentials(token=Secret("foo"), token_secret=Secret("bar"))


@pytest.mark.parametrize("problem", ["token_expired", "token_rejected", "token_used", "verifier_invalid"])
@pytest.mark.parametrize("status", [200, 400, 401, 403])
def test_a_token_or_verifier_that_is_no_longer_good_needs_a_new_sign_in(problem: str, status: int) -> None:
    assert refuse(PermissionEnded, f"oauth_problem={problem}", status).error == problem


def test_a_401_that_doesnt_say_is_about_the_verifier_because_the_codes_were_good_before() -> None:
    refuse(PermissionEnded, "", 401)


def test_wrong_codes_are_wrong_codes_here_as_well() -> None:
    refuse(ClientNotRecognised, "oauth_problem=consumer_key_refused", 401)


@pytest.mark.parametrize("problem", ["permission_denied", "user_refused"])
def test_a_refusal_is_a_refusal(problem: str) -> None:
    assert refuse(PermissionDenied, f"oauth_problem={problem}", 401).provider == "FreshBooks Classic"


def test_a_callback_that_was_not_sent_is_not_blamed() -> None:
    refuse(TokenRefused, "oauth_problem=parameter_absent&oauth_parameters_absent=oauth_callback", 400)


def test_a_busy_server_ends_nothing() -> None:
    refuse(Unreachable, "oauth_problem=token_expired", 503)


def test_a_success_without_credentials_is_no_success() -> None:
    refuse(AnswerNotUnderstood, "thank you", 200)


def test_what_was_sent_is_masked_in_what_comes_back() -> None:
    said = "temporary-token+temporary-secret+the-verifier+consumer-key"
    error = refuse(TokenRefused, f"oauth_problem=odd&oauth_problem_advice={said}", 400)
    for hidden in said.split("+"):
        assert hidden not in str(error)
        assert hidden not in repr(REQUEST) + repr(REQUEST.message())
