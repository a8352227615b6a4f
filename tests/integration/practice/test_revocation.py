"""The practice company ends what its clients ask it to end (RFC 7009)."""

import base64

import pytest

from ledgerpass.practice import codes
from tests.integration.practice.peer import Peer


def revoke(peer: Peer, token: str, **changed: str) -> int:
    form = {"token": token, "client_id": codes.PUBLIC_CLIENT_ID} | changed
    return peer.http.post(f"{peer.origin}/oauth/revoke", data=form).status_code


@pytest.mark.parametrize("hint", ["refresh_token", "access_token", "something_else"])
def test_a_refresh_token_goes_with_everything_that_came_of_it_whatever_the_hint(peer: Peer, hint: str) -> None:
    tokens = peer.exchange(peer.code()).json()
    assert revoke(peer, tokens["refresh_token"], token_type_hint=hint) == 200
    assert peer.companies(tokens["access_token"]).status_code == 401
    assert peer.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"


def test_an_access_token_goes_alone(peer: Peer) -> None:
    tokens = peer.exchange(peer.code()).json()
    assert revoke(peer, tokens["access_token"]) == 200
    assert peer.companies(tokens["access_token"]).status_code == 401
    assert peer.refresh(tokens["refresh_token"]).status_code == 200


def test_what_is_no_token_is_answered_like_one_that_has_ended(peer: Peer) -> None:
    assert revoke(peer, "practice-nothing.such") == 200


def test_another_clients_token_is_left_alone(peer: Peer) -> None:
    tokens = peer.exchange(peer.code()).json()
    codes_of = base64.b64encode(f"{codes.CLIENT_ID}:{codes.CLIENT_SECRET}".encode()).decode()
    header = {"Authorization": f"Basic {codes_of}"}
    sent = peer.http.post(f"{peer.origin}/oauth/revoke", data={"token": tokens["refresh_token"]}, headers=header)
    assert sent.status_code == 200
    assert peer.companies(tokens["access_token"]).status_code == 200


def test_somebody_unknown_is_refused(peer: Peer) -> None:
    tokens = peer.exchange(peer.code()).json()
    assert revoke(peer, tokens["refresh_token"], client_id="nobody") == 401
    assert revoke(peer, "", client_id=codes.PUBLIC_CLIENT_ID) == 400
    assert peer.companies(tokens["access_token"]).status_code == 200
