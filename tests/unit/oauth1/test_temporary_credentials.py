"""OAuth 1.0a, first step (RFC 5849 section 2.1), at FreshBooks Classic."""

import re
from dataclasses import replace
from typing import TypeVar
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerpass.errors import (
    AnswerNotUnderstood,
    ClientNotRecognised,
    ClockWrong,
    LedgerpassError,
    PermissionDenied,
    RedirectNotRegistered,
    TokenRefused,
    Unreachable,
)
from ledgerpass.http_message import HttpResponse
from ledgerpass.oauth1.signature import Consumer
from ledgerpass.oauth1.temporary_credentials import TemporaryCredentialRequest
from ledgerpass.oauth1.token_credentials import TokenCredentials
from ledgerpass.secret import Secret

NOW = 1_795_305_600.0  # Sun, 22 Nov 2026 00:00:00 GMT
ENDPOINT = "https://sample.freshbooks.com/oauth/oauth_request.php"
CALLBACK = "http://127.0.0.1:53121/callback"
GOOD = "oauth_token=foo%2Bbar&oauth_token_secret=a%26b&oauth_callback_confirmed=true"
REQUEST = TemporaryCredentialRequest(
    provider="FreshBooks Classic",
    endpoint=ENDPOINT,
    consumer=Consumer(
        key=Secret("jansen-consulting"), secret=Secret("consumers-own"), signature_method="PLAINTEXT", realm=""
    ),
    redirect_uri=CALLBACK,
)

E = TypeVar("E", bound=LedgerpassError)


def answer(body: str | bytes, status: int = 200, **headers: str) -> HttpResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HttpResponse(
        status=status, headers=named, body=body.encode() if isinstance(body, str) else body, url=f"{ENDPOINT}?x=y"
    )


def refuse(kind: type[E], body: str, status: int = 200, **headers: str) -> E:
    with pytest.raises(kind) as caught:
        REQUEST.read(answer(body, status, **headers), now=NOW)
    assert type(caught.value) is kind
    return caught.value


# what is asked


@pytest.mark.parametrize("callback", [CALLBACK, "oob"])
def test_the_callback_is_sent_signed_in_a_post(callback: str) -> None:
    message = replace(REQUEST, redirect_uri=callback).message(clock=lambda: NOW, randomness=lambda _: "nonce")
    header = message.headers["Authorization"].reveal()
    sent = {name: unquote(value) for name, value in re.findall(r'(\w+)="([^"]*)"', header)}
    assert (message.method, message.url, message.body) == ("POST", ENDPOINT, None)
    assert sent == {
        "realm": "",
        "oauth_callback": callback,
        "oauth_consumer_key": "jansen-consulting",
        "oauth_signature_method": "PLAINTEXT",
        "oauth_signature": "consumers-own&",
        "oauth_timestamp": "1795305600",
        "oauth_nonce": "nonce",
        "oauth_version": "1.0",
    }


def test_a_second_try_is_signed_anew() -> None:
    assert REQUEST.message().headers["Authorization"] != REQUEST.message().headers["Authorization"]


def test_a_request_shows_none_of_its_secrets() -> None:
    assert "consumers-own" not in repr(REQUEST) + repr(REQUEST.message())


# what is believed


def test_confirmed_credentials_are_taken() -> None:
    assert REQUEST.read(answer(GOOD), now=NOW) == TokenCredentials(token=Secret("foo+bar"), token_secret=Secret("a&b"))


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "text/html", "text/plain", ""])
def test_the_content_type_may_be_wrong_and_a_line_may_end(content_type: str) -> None:
    assert REQUEST.read(answer(f"{GOOD}\r\n", content_type=content_type), now=NOW).token == Secret("foo+bar")


@pytest.mark.parametrize("confirmed", ["", "&oauth_callback_confirmed=", "&oauth_callback_confirmed=false"])
def test_a_callback_that_is_not_confirmed_ends_the_sign_in(confirmed: str) -> None:
    error = refuse(AnswerNotUnderstood, f"oauth_token=foo&oauth_token_secret=bar{confirmed}")
    assert "callback" in error.reason


@pytest.mark.parametrize(
    "body",
    [
        "",
        "OK",
        "oauth_callback_confirmed=true",
        "oauth_token=foo&oauth_callback_confirmed=true",
        "oauth_token=&oauth_token_secret=bar&oauth_callback_confirmed=true",
        "oauth_token=a&oauth_token=b&oauth_token_secret=bar&oauth_callback_confirmed=true",
        '{"oauth_token": "foo"}',
    ],
)
def test_a_success_without_credentials_is_no_success(body: str) -> None:
    error = refuse(AnswerNotUnderstood, body)
    assert (error.host, error.status) == ("sample.freshbooks.com", 200)


@pytest.mark.parametrize("status", [301, 302, 307])
def test_a_redirect_is_not_followed_and_not_believed(status: int) -> None:
    refuse(AnswerNotUnderstood, GOOD, status)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_says_nothing_about_the_codes(status: int) -> None:
    error = refuse(Unreachable, "oauth_problem=consumer_key_unknown", status, retry_after="9")
    assert (error.status, error.retry_after) == (status, 9.0)


def test_a_hotels_page_is_not_the_providers_answer() -> None:
    refuse(Unreachable, "<!DOCTYPE html><title>Wi-Fi</title>")


# problems


@pytest.mark.parametrize("status", [200, 400, 401, 403])
@pytest.mark.parametrize("problem", ["consumer_key_unknown", "consumer_key_rejected", "signature_invalid"])
def test_wrong_codes_are_wrong_codes(problem: str, status: int) -> None:
    error = refuse(ClientNotRecognised, f"oauth_problem={problem}", status)
    assert (error.error, error.status) == (problem, status)


@pytest.mark.parametrize("body", ["", "Unauthorized", "<html>Unauthorized</html>"])
def test_a_401_that_doesnt_say_is_about_the_codes(body: str) -> None:
    assert "<" not in refuse(ClientNotRecognised, body, 401).description


def test_wrong_codes_are_not_blamed_on_the_callback() -> None:
    refuse(ClientNotRecognised, "oauth_problem=consumer_key_unknown&oauth_problem_advice=Check+key+and+callback", 401)
    refuse(ClientNotRecognised, "<script>callback()</script>Unauthorized", 401)


@pytest.mark.parametrize(
    "challenge",
    ['OAuth realm="", oauth_problem="consumer_key_unknown"', "OAuth oauth_problem=consumer_key_unknown, realm=x"],
)
def test_a_problem_may_stand_in_the_header(challenge: str) -> None:
    assert refuse(ClientNotRecognised, "", 401, www_authenticate=challenge).error == "consumer_key_unknown"
    assert refuse(ClientNotRecognised, "", 400, www_authenticate=challenge).error == "consumer_key_unknown"


@pytest.mark.parametrize(
    "body",
    [
        "oauth_problem=parameter_rejected&oauth_parameters_rejected=oauth_callback%3Dhttp%253A%252F%252F127.0.0.1",
        "oauth_problem=callback_not_registered",
        "oauth_problem=parameter_rejected&oauth_problem_advice=Unknown+callback",
        "error=invalid_request&error_description=Missing+callback+URI.",
        "Invalid callback URL",
    ],
)
@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_problem_with_the_callback_names_the_address_to_register(body: str, status: int) -> None:
    error = refuse(RedirectNotRegistered, body, status)
    assert (error.provider, error.redirect_uri) == ("FreshBooks Classic", CALLBACK)


@pytest.mark.parametrize("problem", ["nonce_used", "version_rejected", "signature_method_rejected", "something_new"])
def test_another_problem_is_told_as_it_is_named(problem: str) -> None:
    error = refuse(TokenRefused, f"oauth_problem={problem}&oauth_problem_advice=Try+again", 400)
    assert (error.error, error.description) == (problem, "Try again")


@pytest.mark.parametrize("status", [400, 403])
def test_a_refusal_without_a_name_is_told_with_its_text(status: int) -> None:
    error = refuse(TokenRefused, "Company name missing", status)
    assert (error.error, error.status, error.description) == ("", status, "Company name missing")


def test_an_account_that_is_not_there_is_no_answer() -> None:
    refuse(AnswerNotUnderstood, "<html>Not found</html>", 404)


def test_a_refused_timestamp_is_a_wrong_clock_where_the_clock_is_wrong() -> None:
    slow = refuse(ClockWrong, "oauth_problem=timestamp_refused", 401, date="Sun, 22 Nov 2026 00:07:00 GMT")
    assert (slow.host, slow.seconds) == ("sample.freshbooks.com", -420.0)
    refuse(TokenRefused, "oauth_problem=timestamp_refused", 401, date="Sun, 22 Nov 2026 00:00:01 GMT")
    refuse(TokenRefused, "oauth_problem=timestamp_refused", 401)


def test_a_refusal_may_come_early() -> None:
    refuse(PermissionDenied, "oauth_problem=permission_denied", 401)


def test_what_was_sent_is_masked_in_what_comes_back() -> None:
    advice = "key+jansen-consulting+and+secret+consumers-own"
    error = refuse(TokenRefused, f"oauth_problem=odd&oauth_problem_advice={advice}", 400)
    assert "jansen-consulting" not in str(error)
    assert "consumers-own" not in str(error)


@given(st.binary() | st.text().map(str.encode), st.sampled_from((200, 302, 400, 401, 403, 404, 429, 500)), st.text())
def test_any_answer_is_read_or_refused_and_nothing_sent_is_told(body: bytes, status: int, challenge: str) -> None:
    said = body + b" jansen-consulting consumers-own"
    with pytest.raises(LedgerpassError) as caught:
        REQUEST.read(answer(said, status, www_authenticate=challenge), now=NOW)
    assert "consumers-own" not in str(caught.value)
