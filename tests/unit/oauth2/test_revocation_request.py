"""The request that ends a token is written as RFC 7009 says, and only a success is taken for one."""

import base64
from urllib.parse import parse_qs

import pytest

from ledgerpass.errors import (
    AnswerNotUnderstood,
    ClientNotRecognised,
    LedgerpassError,
    PermissionEnded,
    TokenRefused,
    Unreachable,
)
from ledgerpass.http_message import HttpResponse
from ledgerpass.oauth2.client_authentication import Client
from ledgerpass.oauth2.revocation_request import RevocationRequest, revocation_request
from ledgerpass.secret import Secret
from tests.support.scripted_http import answer

TOKEN = Secret("45ghiukldjahdnhzdauz")
CLIENT = Client(client_id=Secret("s6BhdRkqt3"), client_secret=Secret("gX1fBat3bV"), authentication="basic")
URL = "https://server.example.com/revoke"


def request(client: Client = CLIENT) -> RevocationRequest:
    return revocation_request(URL, client, TOKEN, "refresh_token", provider="Acme")


def form(made: RevocationRequest) -> dict[str, list[str]]:
    assert made.message.body
    return parse_qs(made.message.body.reveal())


def test_it_is_the_request_of_the_standard() -> None:
    # RFC 7009 section 2.1, the example: the same client, token and hint
    made = request()
    assert (made.message.method, made.message.url) == ("POST", URL)
    assert form(made) == {"token": ["45ghiukldjahdnhzdauz"], "token_type_hint": ["refresh_token"]}
    headers = {name: value.reveal() for name, value in made.message.headers.items()}
    assert headers["Authorization"] == f"Basic {base64.b64encode(b's6BhdRkqt3:gX1fBat3bV').decode()}"
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"


def test_a_client_is_named_in_the_body_where_its_provider_wants_it_there() -> None:
    body = form(request(Client(client_id=Secret("a b"), client_secret=Secret("c&d"), authentication="body")))
    assert (body["client_id"], body["client_secret"]) == (["a b"], ["c&d"])
    public = form(request(Client(client_id=Secret("ours"), authentication="none")))
    assert public["client_id"] == ["ours"]
    assert "client_secret" not in public


@pytest.mark.parametrize("response", [answer(""), answer({}), answer("", 204)])
def test_a_success_says_that_it_has_ended(response: HttpResponse) -> None:
    request().read(response, now=0.0)


@pytest.mark.parametrize(
    ("response", "error"),
    [
        (answer("", 503), Unreachable),
        (answer({"error": "server_error"}, 500), Unreachable),
        (answer("", 429, headers={"retry-after": "7"}), Unreachable),
        (answer("<!doctype html><p>Welcome to our hotel", 200, "text/html"), Unreachable),
        (answer("", 302, headers={"location": "https://elsewhere.example/"}), Unreachable),
        (answer({"foo": 1}, 302, headers={"location": "https://elsewhere.example/"}), AnswerNotUnderstood),
        (answer({"error": "unsupported_token_type"}, 400), TokenRefused),
        (answer({"error": "invalid_client"}, 401), ClientNotRecognised),
        (answer({"error": "invalid_grant"}, 400), PermissionEnded),
        (answer("[1]", 400), AnswerNotUnderstood),
        (answer("[" * 100_000, 404), AnswerNotUnderstood),
    ],
)
def test_everything_else_has_not_ended_it(response: HttpResponse, error: type[LedgerpassError]) -> None:
    with pytest.raises(error):
        request().read(response, now=0.0)


def test_what_the_provider_says_is_shown_without_the_token_and_the_secret() -> None:
    said = answer({"error": "invalid_request", "error_description": "no 45ghiukldjahdnhzdauz by gX1fBat3bV"}, 400)
    with pytest.raises(TokenRefused) as refused:
        request().read(said, now=0.0)
    assert "45ghi" not in str(refused.value)
    assert "gX1f" not in str(refused.value)
    assert "45ghi" not in repr(request())
