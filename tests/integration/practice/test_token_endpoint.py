"""Refreshing, and client credentials: the token endpoint without a browser (RFC 6749 sections 4.4, 5 and 6)."""

import base64
import json
from typing import Any

import httpx2
import pytest

from ledgerpass.practice import codes
from tests.integration.practice.peer import Clock, Peer

CLIENT_CREDENTIALS = {
    "grant_type": "client_credentials",
    "client_id": codes.CLIENT_ID,
    "client_secret": codes.CLIENT_SECRET,
}


def ask_in_json(peer: Peer, body: str) -> httpx2.Response:
    return peer.http.post(
        f"{peer.origin}/oauth/token", content=body, headers={"Content-Type": "application/json; charset=utf-8"}
    )


def error_of(response: httpx2.Response) -> tuple[int, str]:
    answer: dict[str, Any] = response.json()
    return response.status_code, answer["error"]


def test_a_refresh_token_gives_both_tokens_anew(peer: Peer) -> None:
    first = peer.exchange(peer.code()).json()
    second = peer.refresh(first["refresh_token"]).json()
    assert second["access_token"] != first["access_token"]
    assert second["refresh_token"] != first["refresh_token"]
    assert second["scope"] == first["scope"]
    assert peer.companies(second["access_token"]).status_code == 200


def test_a_refresh_token_used_twice_ends_the_whole_permission(peer: Peer) -> None:
    first = peer.exchange(peer.code()).json()
    second = peer.refresh(first["refresh_token"]).json()
    assert error_of(peer.refresh(first["refresh_token"])) == (400, "invalid_grant")
    assert peer.companies(second["access_token"]).status_code == 401
    assert error_of(peer.refresh(second["refresh_token"])) == (400, "invalid_grant")


def test_a_refresh_token_is_for_the_client_it_was_given_to(peer: Peer) -> None:
    token = peer.exchange(peer.code()).json()["refresh_token"]
    other = peer.refresh(token, client_id=codes.CLIENT_ID, client_secret=codes.CLIENT_SECRET)
    assert error_of(other) == (400, "invalid_grant")
    assert peer.refresh(token).status_code == 200


def test_refreshing_may_ask_for_less_and_loses_nothing_by_it(peer: Peer) -> None:
    first = peer.exchange(peer.code()).json()
    less = peer.refresh(first["refresh_token"], scope="companies.read").json()
    assert less["scope"] == "companies.read"
    assert peer.refresh(less["refresh_token"]).json()["scope"] == first["scope"]


def test_refreshing_can_not_ask_for_more(peer: Peer) -> None:
    token = peer.exchange(peer.code()).json()["refresh_token"]
    assert error_of(peer.refresh(token, scope="companies.read settings")) == (400, "invalid_scope")


def test_an_access_token_refreshes_nothing(peer: Peer) -> None:
    assert error_of(peer.refresh(peer.exchange(peer.code()).json()["access_token"])) == (400, "invalid_grant")


def test_an_access_token_ends_after_an_hour_and_a_refreshed_one_works_on(peer: Peer, clock: Clock) -> None:
    first = peer.exchange(peer.code()).json()
    clock.now += 3601
    assert peer.companies(first["access_token"]).status_code == 401
    assert peer.companies(peer.refresh(first["refresh_token"]).json()["access_token"]).status_code == 200


@pytest.mark.parametrize("how", ["form", "json", "header"])
def test_client_credentials_give_an_access_token_alone(peer: Peer, how: str) -> None:
    if how == "form":
        answer = peer.token(**CLIENT_CREDENTIALS)
    elif how == "json":
        answer = ask_in_json(peer, json.dumps(CLIENT_CREDENTIALS))
    else:
        answer = peer.token_with_header(grant_type="client_credentials")
    assert answer.status_code == 200
    assert "refresh_token" not in answer.json()
    assert peer.companies(answer.json()["access_token"]).status_code == 200


def test_client_credentials_get_the_scopes_they_ask_for(peer: Peer) -> None:
    asked = peer.token(**CLIENT_CREDENTIALS, scope="bank.read companies.read").json()
    assert asked["scope"] == "bank.read companies.read"
    assert error_of(peer.token(**CLIENT_CREDENTIALS, scope="everything")) == (400, "invalid_scope")


def test_the_answer_says_when_it_was_made(peer: Peer, clock: Clock) -> None:
    assert peer.token(**CLIENT_CREDENTIALS).json()["created_at"] == int(clock.now)


@pytest.mark.parametrize(
    "changed",
    [
        {"client_secret": "wrong"},
        {"client_secret": ""},
        {"client_id": "somebody"},
        {"client_id": codes.CLIENT_SECRET, "client_secret": codes.CLIENT_ID},
    ],
)
def test_wrong_codes_are_not_recognised(peer: Peer, changed: dict[str, str]) -> None:
    assert error_of(peer.token(**(CLIENT_CREDENTIALS | changed))) == (401, "invalid_client")
    assert error_of(ask_in_json(peer, json.dumps(CLIENT_CREDENTIALS | changed))) == (401, "invalid_client")


def test_codes_in_form_and_header_at_once_are_not_recognised(peer: Peer) -> None:
    both = peer.token_with_header(**CLIENT_CREDENTIALS)
    assert error_of(both) == (401, "invalid_client")


def test_codes_in_the_header_are_decoded_as_a_form(peer: Peer) -> None:
    encoded = base64.b64encode(f"{codes.CLIENT_ID.replace('-', '%2D')}:{codes.CLIENT_SECRET}".encode()).decode()
    answer = peer.http.post(
        f"{peer.origin}/oauth/token",
        data={"grant_type": "client_credentials"},
        headers={"Authorization": f"Basic {encoded}"},
    )
    assert answer.status_code == 200


def test_a_public_client_gets_nothing_without_a_user(peer: Peer) -> None:
    refused = peer.token(grant_type="client_credentials", client_id=codes.PUBLIC_CLIENT_ID)
    assert error_of(refused) == (401, "invalid_client")


@pytest.mark.parametrize("grant", ["password", "authorization-code", ""])
def test_an_unknown_grant_is_refused(peer: Peer, grant: str) -> None:
    assert error_of(peer.token(**(CLIENT_CREDENTIALS | {"grant_type": grant})))[0] == 400


@pytest.mark.parametrize("body", ["", "{", "[]x", "null", "3", '["a"]', '[{"grant_type": "a"}]', '{"client_id": 3}'])
def test_json_that_is_no_object_of_strings_is_an_invalid_request(peer: Peer, body: str) -> None:
    assert error_of(ask_in_json(peer, body)) == (400, "invalid_request")


def test_a_name_that_stands_twice_in_json_is_refused(peer: Peer) -> None:
    body = json.dumps(CLIENT_CREDENTIALS)[:-1] + ', "grant_type": "client_credentials"}'
    assert error_of(ask_in_json(peer, body)) == (400, "invalid_request")


def test_codes_in_the_address_are_refused(peer: Peer) -> None:
    refused = peer.http.post(f"{peer.origin}/oauth/token", params=CLIENT_CREDENTIALS)
    assert error_of(refused) == (400, "invalid_request")


def test_the_token_endpoint_answers_to_post_alone(peer: Peer) -> None:
    assert peer.get("/oauth/token").status_code == 405


@pytest.mark.parametrize("body", [b"a" * 65537, b"\xff\xfe"])
def test_a_body_that_is_too_long_or_no_text_is_refused(peer: Peer, body: bytes) -> None:
    assert peer.http.post(f"{peer.origin}/oauth/token", content=body).status_code in {400, 413}
