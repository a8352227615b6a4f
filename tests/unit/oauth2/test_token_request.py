"""Token requests, as the three first providers want them."""

import json
from dataclasses import replace
from typing import Literal
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oauthlib.oauth2 import BackendApplicationClient, WebApplicationClient

from ledgerpass.errors import PermissionEnded, RedirectNotRegistered, TokenRefused
from ledgerpass.http_message import HttpRequest, HttpResponse
from ledgerpass.oauth2.authorization_request import AuthorizationRequest, AuthorizationResponse
from ledgerpass.oauth2.client_authentication import Client
from ledgerpass.oauth2.token_request import (
    TokenEndpoint,
    TokenRequest,
    authorization_code_request,
    client_credentials_request,
    refresh_request,
)
from ledgerpass.secret import Secret

NOW = 1_795_305_600.0
CLIENT_ID = "9a833de2d13b07dfdfb50a8124b148d8"
CLIENT_SECRET = "b376c8fbed732a5d1495a510a2f7d2738cdd4986516f1d34dd5cc00de4dcfe11"
CODE = "1192e141cfd1839e1d477ac0f91268deec523fae5d14748547a8a22fc3a5b39b"
REFRESH_TOKEN = "9ef39031f3b31fe2af68a7390ecaf370f9321ddb74c5b8fdff91fd3aaf17dcce"
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"

MONEYBIRD = TokenEndpoint(
    url="https://moneybird.com/oauth/token",
    client=Client(client_id=Secret(CLIENT_ID), client_secret=Secret(CLIENT_SECRET)),
    provider="Moneybird",
)
MONEYGO = TokenEndpoint(
    url="https://api.money-go.com/token",
    client=Client(client_id=Secret("CLIENT_ID"), client_secret=Secret("CLIENT_SECRET")),
    provider="MoneyGo",
    body="json",
)


def authorization(*, pkce: bool = True) -> AuthorizationRequest:
    return AuthorizationRequest.prepare(
        provider="Moneybird",
        endpoint="https://moneybird.com/oauth/authorize",
        client_id=Secret(CLIENT_ID),
        redirect_uri=OUT_OF_BAND,
        pkce=pkce,
    )


def exchange(endpoint: TokenEndpoint = MONEYBIRD, *, pkce: bool = True) -> TokenRequest:
    return authorization_code_request(endpoint, authorization(pkce=pkce), AuthorizationResponse(code=Secret(CODE)))


def form(message: HttpRequest) -> dict[str, str]:
    assert header(message, "Content-Type") == "application/x-www-form-urlencoded"
    assert message.body is not None
    pairs = parse_qsl(message.body.reveal(), keep_blank_values=True)
    assert len(pairs) == len(dict(pairs))
    return dict(pairs)


def header(message: HttpRequest, name: str) -> str:
    return message.headers[name].reveal()


def answer(status: int, **members: object) -> HttpResponse:
    return HttpResponse(status=status, headers={}, body=json.dumps(members).encode(), url=MONEYBIRD.url)


def test_moneybirds_code_is_exchanged_as_its_page_shows() -> None:
    message = exchange(pkce=False).message
    assert (message.method, message.url) == ("POST", "https://moneybird.com/oauth/token")
    assert header(message, "Accept") == "application/json"
    assert form(message) == {
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "code": CODE,
        "redirect_uri": OUT_OF_BAND,
        "grant_type": "authorization_code",
    }


def test_the_verifier_is_sent_where_a_challenge_was_and_only_there() -> None:
    request = authorization()
    assert request.code_verifier is not None
    message = authorization_code_request(MONEYBIRD, request, AuthorizationResponse(code=Secret(CODE))).message
    assert form(message)["code_verifier"] == request.code_verifier.reveal()
    assert "code_verifier" not in form(exchange(pkce=False).message)


def test_moneybirds_token_is_renewed_as_its_page_shows() -> None:
    assert form(refresh_request(MONEYBIRD, Secret(REFRESH_TOKEN)).message) == {
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "grant_type": "refresh_token",
        "refresh_token": REFRESH_TOKEN,
    }


def test_moneygos_token_is_asked_for_in_json_as_its_page_shows() -> None:
    message = client_credentials_request(MONEYGO, ("api",)).message
    assert (message.method, message.url) == ("POST", "https://api.money-go.com/token")
    assert header(message, "Content-Type") == "application/json"
    assert message.body is not None
    assert json.loads(message.body.reveal()) == {
        "grant_type": "client_credentials",
        "client_id": "CLIENT_ID",
        "client_secret": "CLIENT_SECRET",
        "scope": "api",
    }


def test_scopes_are_joined_by_the_providers_separator_and_left_out_where_there_are_none() -> None:
    endpoint = replace(MONEYGO, body="form")
    assert form(client_credentials_request(endpoint, ("a", "b"), ",").message)["scope"] == "a,b"
    assert "scope" not in form(client_credentials_request(endpoint).message)


def test_a_basic_client_is_in_the_header_and_nowhere_else() -> None:
    endpoint = replace(MONEYBIRD, client=replace(MONEYBIRD.client, authentication="basic"))
    message = exchange(endpoint).message
    assert header(message, "Authorization").startswith("Basic ")
    assert not {"client_id", "client_secret"} & form(message).keys()


def test_no_client_is_in_a_header_otherwise() -> None:
    assert "Authorization" not in exchange().message.headers


def test_further_parameters_are_sent_with_every_request() -> None:
    endpoint = replace(MONEYBIRD, parameters={"audience": "books"})
    requests = [exchange(endpoint), refresh_request(endpoint, Secret("r")), client_credentials_request(endpoint)]
    assert [form(request.message)["audience"] for request in requests] == ["books"] * 3


@pytest.mark.parametrize("authentication", ["basic", "body", "none"])
def test_a_further_parameter_cant_take_the_place_of_the_protocols_own(
    authentication: Literal["basic", "body", "none"],
) -> None:
    own = (
        "grant_type",
        "code",
        "redirect_uri",
        "code_verifier",
        "refresh_token",
        "client_id",
        "client_secret",
        "scope",
    )
    client = replace(MONEYBIRD.client, authentication=authentication)
    endpoint = replace(MONEYBIRD, parameters=dict.fromkeys(own, "hostile"), client=client)
    for request in (exchange(endpoint), refresh_request(endpoint, Secret("r")), client_credentials_request(endpoint)):
        assert "hostile" not in form(request.message).values()


def test_no_secret_is_in_the_address_or_on_show() -> None:
    for request in (
        exchange(),
        refresh_request(MONEYBIRD, Secret(REFRESH_TOKEN)),
        client_credentials_request(MONEYBIRD),
    ):
        for hidden in (CLIENT_ID, CLIENT_SECRET, CODE, REFRESH_TOKEN):
            assert hidden not in request.message.url
            assert hidden not in repr(request)


def test_a_renewed_token_keeps_its_refresh_token_where_no_new_one_came() -> None:
    request = refresh_request(MONEYBIRD, Secret(REFRESH_TOKEN))
    kept = request.read(answer(200, access_token="new"), now=NOW)
    rotated = request.read(answer(200, access_token="new", refresh_token="rotated"), now=NOW)
    assert kept.refresh_token == Secret(REFRESH_TOKEN)
    assert rotated.refresh_token == Secret("rotated")


def test_a_code_brings_no_refresh_token_that_the_provider_didnt_give() -> None:
    assert exchange().read(answer(200, access_token="new"), now=NOW).refresh_token is None


def test_what_was_sent_is_not_in_the_error_that_comes_of_it() -> None:
    endpoint = replace(MONEYBIRD, client=Client(client_id=Secret("plain-id"), client_secret=Secret("plain-secret")))
    said = "code plain-code of plain-id with plain-secret for plain-verifier"
    request = replace(authorization(), code_verifier=Secret("plain-verifier"))
    exchanged = authorization_code_request(endpoint, request, AuthorizationResponse(code=Secret("plain-code")))
    with pytest.raises(TokenRefused) as caught:
        exchanged.read(answer(400, error="invalid_request", error_description=said), now=NOW)
    assert "plain-" not in str(caught.value)
    assert caught.value.error == "invalid_request"


def test_a_refreshed_token_is_masked_in_an_error_too() -> None:
    with pytest.raises(PermissionEnded) as caught:
        refresh_request(MONEYBIRD, Secret("plain-token")).read(
            answer(400, error="invalid_grant", error_description="plain-token was revoked"), now=NOW
        )
    assert "plain-token" not in str(caught.value)


def test_an_error_about_the_redirect_address_names_it_and_the_provider() -> None:
    with pytest.raises(RedirectNotRegistered) as caught:
        exchange().read(answer(400, error="invalid_grant", error_description="Incorrect redirect_uri"), now=NOW)
    assert (caught.value.provider, caught.value.redirect_uri) == ("Moneybird", OUT_OF_BAND)


@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1))
def test_oauthlib_writes_the_same_forms(client_id: str, client_secret: str, token: str) -> None:
    client = Client(client_id=Secret(client_id), client_secret=Secret(client_secret))
    endpoint = TokenEndpoint(url=MONEYBIRD.url, client=client, provider="Moneybird")
    request = replace(authorization(), redirect_uri="http://127.0.0.1:1/cb", client_id=Secret(client_id))
    assert request.code_verifier is not None
    ours = [
        authorization_code_request(endpoint, request, AuthorizationResponse(code=Secret(token))),
        refresh_request(endpoint, Secret(token)),
        client_credentials_request(endpoint, ("api", "more")),
    ]
    codes = {"client_id": client_id, "client_secret": client_secret}
    theirs = [
        WebApplicationClient(client_id).prepare_request_body(
            code=token,
            redirect_uri=request.redirect_uri,
            client_secret=client_secret,
            code_verifier=request.code_verifier.reveal(),
        ),
        WebApplicationClient(client_id).prepare_refresh_body(refresh_token=token, **codes),
        BackendApplicationClient(client_id).prepare_request_body(
            scope=["api", "more"], include_client_id=True, client_secret=client_secret
        ),
    ]
    assert [form(request.message) for request in ours] == [dict(parse_qsl(body)) for body in theirs]
