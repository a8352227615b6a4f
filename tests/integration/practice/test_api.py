"""The API and its credentials."""

import base64

import pytest

from ledgerpass.practice.company import PracticeCompany
from tests.integration.practice.peer import Peer


@pytest.fixture
def personal(company: PracticeCompany) -> str:
    return company.personal_token.reveal()


def basic(user: str, password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def test_the_personal_token_opens_everything(peer: Peer, personal: str) -> None:
    bearer = {"Authorization": f"Bearer {personal}"}
    assert peer.get("/api/companies", bearer).json()[0] == {"id": "1001", "name": "Bakkerij Smit B.V."}
    assert len(peer.get("/api/companies/1001/invoices", bearer).json()) == 4
    assert peer.get("/api/companies/1002/bank", bearer).json()[0]["amount"] == "4356.00"


def test_the_page_shows_the_personal_token_that_works(peer: Peer, personal: str) -> None:
    assert f'id="personal-token">{personal}<' in peer.get("/connect").text


@pytest.mark.parametrize("password", ["X", "", "anything:at all"])
def test_the_personal_token_is_taken_as_the_user_of_basic_with_any_password(
    peer: Peer, personal: str, password: str
) -> None:
    assert peer.get("/api/companies", basic(personal, password)).status_code == 200


def test_an_access_token_is_not_taken_as_basic(peer: Peer) -> None:
    token = peer.exchange(peer.code()).json()["access_token"]
    assert peer.get("/api/companies", basic(token, "X")).status_code == 401


def test_a_call_without_a_credential_is_told_what_is_taken(peer: Peer) -> None:
    refused = peer.get("/api/companies")
    assert refused.status_code == 401
    schemes = [value.split()[0] for value in refused.headers.get_list("WWW-Authenticate")]
    assert schemes == ["Bearer", "OAuth", "Basic"]
    assert "error=" not in refused.headers["WWW-Authenticate"]


@pytest.mark.parametrize(
    "header",
    ["Bearer", "Bearer made-up", "Bearer practice-a.b", "Bearer é", "Basic", "Basic !!!", "Basic w6k=", "Digest a", ""],
)
def test_a_credential_that_is_none_is_refused(peer: Peer, header: str) -> None:
    refused = peer.http.get(f"{peer.origin}/api/companies", headers=[(b"Authorization", header.encode())])
    assert refused.status_code == 401
    assert refused.headers["Content-Type"] == "application/json"


def test_a_token_without_the_permission_is_told_which_one_is_missing(peer: Peer) -> None:
    token = peer.exchange(peer.code(scope="companies.read")).json()["access_token"]
    refused = peer.get("/api/companies/1001/invoices", {"Authorization": f"Bearer {token}"})
    assert refused.status_code == 403
    assert refused.headers["WWW-Authenticate"].endswith('error="insufficient_scope", scope="invoices.read"')
    assert peer.companies(token).status_code == 200


def test_a_token_in_the_address_is_not_taken(peer: Peer, personal: str) -> None:
    assert peer.get(f"/api/companies?access_token={personal}").status_code == 401


@pytest.mark.parametrize("query", ["state=paid", "note=%zz", 'note="<>"', "%", "a&a&a"])
def test_a_query_of_any_shape_does_no_harm(peer: Peer, personal: str, query: str) -> None:
    assert peer.get(f"/api/companies?{query}", {"Authorization": f"Bearer {personal}"}).status_code == 200


def test_a_refresh_token_opens_nothing(peer: Peer) -> None:
    assert peer.companies(peer.exchange(peer.code()).json()["refresh_token"]).status_code == 401


def test_an_unknown_company_or_address_is_not_found(peer: Peer, personal: str) -> None:
    bearer = {"Authorization": f"Bearer {personal}"}
    for path in ("/api/companies/7/invoices", "/api/nothing"):
        assert peer.get(path, bearer).status_code == 404
        assert peer.get(path, bearer).json() == {"error": "not_found"}


def test_no_other_page_in_the_browser_may_read_an_answer(peer: Peer, personal: str) -> None:
    answer = peer.get("/api/companies", {"Authorization": f"Bearer {personal}", "Origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]
