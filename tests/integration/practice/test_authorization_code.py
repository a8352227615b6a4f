"""Authorization code with PKCE (RFC 6749 section 4.1, RFC 7636), from the consent page to the token."""

from urllib.parse import parse_qs, urlsplit

import pytest

from ledgerpass.practice import codes
from tests.integration.practice.peer import CHALLENGE, REDIRECT, VERIFIER, Clock, Peer, answer, shown_code


def test_allowing_gives_a_code_that_gives_a_token_that_works(peer: Peer) -> None:
    redirect = answer(peer.press(peer.consent(), "allow"))
    assert redirect["state"] == "a-state"
    token = peer.exchange(redirect["code"])
    assert token.status_code == 200
    assert token.headers["Cache-Control"] == "no-store"
    assert token.json()["token_type"] == "Bearer"
    assert token.json()["expires_in"] == 3600
    assert token.json()["scope"] == "companies.read invoices.read"
    assert [each["name"] for each in peer.companies(token.json()["access_token"]).json()] == [
        "Bakkerij Smit B.V.",
        "Jansen Advies",
    ]


def test_the_answer_names_who_gives_it(peer: Peer) -> None:
    assert answer(peer.press(peer.consent(), "allow"))["iss"] == peer.origin
    assert answer(peer.press(peer.consent(), "deny"))["iss"] == peer.origin


def test_denying_sends_back_that_and_no_code(peer: Peer) -> None:
    redirect = answer(peer.press(peer.consent(), "deny"))
    assert redirect == {"error": "access_denied", "state": "a-state", "iss": peer.origin}


def test_the_consent_page_says_what_will_be_possible_and_what_not(peer: Peer) -> None:
    page = peer.consent(scope="companies.read bank.read").text
    possible, _, impossible = page.partition("It will not be able to")
    assert "See your bank statements" in possible
    assert "See your invoices" in impossible
    assert 'id="allow"' in page
    assert 'id="deny"' in page


def test_a_request_without_scopes_gets_the_usual_ones(peer: Peer) -> None:
    assert peer.exchange(peer.code(scope=None)).json()["scope"] == "companies.read invoices.read"


def test_a_confidential_client_shows_its_secret_in_the_form_or_in_the_header(peer: Peer) -> None:
    for_form, for_header = peer.code(client_id=codes.CLIENT_ID), peer.code(client_id=codes.CLIENT_ID)
    in_form = peer.exchange(for_form, client_id=codes.CLIENT_ID, client_secret=codes.CLIENT_SECRET)
    in_header = peer.token_with_header(
        grant_type="authorization_code",
        code=for_header,
        redirect_uri=REDIRECT,
        code_verifier=VERIFIER,
    )
    assert in_form.status_code == in_header.status_code == 200


def test_a_confidential_client_without_its_secret_is_not_recognised(peer: Peer) -> None:
    refused = peer.exchange(peer.code(client_id=codes.CLIENT_ID), client_id=codes.CLIENT_ID)
    assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")
    assert refused.headers["WWW-Authenticate"].startswith("Basic ")


@pytest.mark.parametrize("verifier", [VERIFIER + "x", VERIFIER[:-1] + "X"])
def test_another_verifier_is_refused(peer: Peer, verifier: str) -> None:
    refused = peer.exchange(peer.code(), code_verifier=verifier)
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_grant")


@pytest.mark.parametrize("verifier", ["too-short", "v" * 129, "ü" * 43])
def test_what_is_no_verifier_is_an_invalid_request(peer: Peer, verifier: str) -> None:
    refused = peer.exchange(peer.code(), code_verifier=verifier)
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_request")


def test_a_code_without_its_verifier_is_refused(peer: Peer) -> None:
    refused = peer.token(
        grant_type="authorization_code",
        code=peer.code(),
        redirect_uri=REDIRECT,
        client_id=codes.PUBLIC_CLIENT_ID,
    )
    assert refused.status_code == 400


def test_a_code_works_once_and_the_second_time_ends_what_the_first_gave(peer: Peer) -> None:
    code = peer.code()
    first = peer.exchange(code).json()
    assert peer.companies(first["access_token"]).status_code == 200
    again = peer.exchange(code)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert peer.companies(first["access_token"]).status_code == 401
    assert peer.refresh(first["refresh_token"]).json()["error"] == "invalid_grant"


def test_a_code_ends_after_ten_minutes(peer: Peer, clock: Clock) -> None:
    code = peer.code()
    clock.now += 600
    assert peer.exchange(code).json()["error"] == "invalid_grant"


def test_a_code_is_for_the_client_it_was_given_to(peer: Peer) -> None:
    refused = peer.exchange(peer.code(), client_id=codes.CLIENT_ID, client_secret=codes.CLIENT_SECRET)
    assert refused.json()["error"] == "invalid_grant"


def test_a_code_is_for_the_address_it_was_sent_to(peer: Peer) -> None:
    refused = peer.exchange(peer.code(), redirect_uri=REDIRECT.replace("53121", "53122"))
    assert refused.status_code == 400
    assert "access_token" not in refused.json()


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"code_challenge": None, "code_challenge_method": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": CHALLENGE[:-1]}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": None}, "invalid_request"),
        ({"scope": "companies.read everything"}, "invalid_scope"),
    ],
)
def test_a_mistake_of_a_known_client_is_sent_back_to_it(peer: Peer, changed: dict[str, str | None], error: str) -> None:
    redirect = answer(peer.consent(**changed))
    assert redirect["error"] == error
    assert redirect["state"] == "a-state"
    assert redirect["iss"] == peer.origin


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"redirect_uri": "https://evil.example/callback"}, "isn&#x27;t registered"),
        ({"redirect_uri": "http://127.0.0.1:53121/callback/other"}, "isn&#x27;t registered"),
        ({"redirect_uri": "not an address"}, "isn&#x27;t registered"),
        ({"redirect_uri": None}, "can&#x27;t be used"),
        ({"client_id": "somebody"}, "isn&#x27;t known here"),
        ({"client_id": None}, "can&#x27;t be used"),
    ],
)
def test_a_wrong_client_or_address_is_said_on_a_page_and_sent_nowhere(
    peer: Peer, changed: dict[str, str | None], said: str
) -> None:
    page = peer.consent(**changed)
    assert page.status_code == 400
    assert "Location" not in page.headers
    assert said in page.text


def test_a_repeated_parameter_is_said_on_a_page(peer: Peer) -> None:
    query = urlsplit(str(peer.consent().request.url)).query
    assert peer.get(f"/oauth/authorize?{query}&state=another").status_code == 400


@pytest.mark.parametrize("query", ["client_id=%zz", 'client_id="<script>', "state=%"])
def test_a_damaged_link_is_said_on_a_page(peer: Peer, query: str) -> None:
    page = peer.get(f"/oauth/authorize?{query}")
    assert page.status_code == 400
    assert "<script" not in page.text


@pytest.mark.parametrize("name", ["client_id", "redirect_uri", "state", "scope", "response_type", "code_challenge"])
def test_hostile_input_is_never_markup(peer: Peer, name: str) -> None:
    page = peer.consent(**{name: "\"'><script>alert(1)</script>"})
    assert "<script" not in page.text
    assert "<script" not in page.headers.get("Location", "")


def test_out_of_band_shows_the_code_in_the_page_the_address_and_the_title(peer: Peer) -> None:
    redirect = peer.press(peer.consent(redirect_uri=codes.OUT_OF_BAND), "allow")
    assert redirect.status_code == 303
    page = peer.get(redirect.headers["Location"])
    code = shown_code(page)
    assert parse_qs(urlsplit(redirect.headers["Location"]).query) == {"code": [code]}
    assert f"<title>Success code={code} " in page.text
    assert peer.exchange(code, redirect_uri=codes.OUT_OF_BAND).status_code == 200


def test_out_of_band_denying_says_so(peer: Peer) -> None:
    redirect = peer.press(peer.consent(redirect_uri=codes.OUT_OF_BAND), "deny")
    page = peer.get(redirect.headers["Location"])
    assert redirect.headers["Location"].endswith("?error=access_denied")
    assert "You chose not to allow this" in page.text


def test_out_of_band_a_mistake_is_said_on_a_page(peer: Peer) -> None:
    redirect = peer.consent(redirect_uri=codes.OUT_OF_BAND, scope="everything")
    page = peer.get(redirect.headers["Location"])
    assert page.status_code == 400
    assert "invalid_scope" in page.text


def test_the_page_shows_no_code_that_is_made_up(peer: Peer) -> None:
    page = peer.get("/oauth/authorize/native?code=made-up")
    assert page.status_code == 400
    assert "made-up" not in page.text


def test_the_page_shows_no_code_that_is_spent(peer: Peer) -> None:
    address = peer.press(peer.consent(redirect_uri=codes.OUT_OF_BAND), "allow").headers["Location"]
    code = shown_code(peer.get(address))
    peer.exchange(code, redirect_uri=codes.OUT_OF_BAND)
    assert code not in peer.get(address).text


def test_a_second_press_leads_to_the_same_place(peer: Peer) -> None:
    page = peer.consent()
    first, second = peer.press(page, "allow"), peer.press(page, "allow")
    assert first.headers["Location"] == second.headers["Location"]
    after_all = peer.press(page, "deny")
    assert after_all.headers["Location"] == first.headers["Location"]


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"decision": "allow"},
        {"consent": "guessed", "decision": "allow"},
    ],
)
def test_nobody_can_answer_without_having_seen_the_page(peer: Peer, form: dict[str, str]) -> None:
    peer.consent()
    refused = peer.http.post(f"{peer.origin}/oauth/authorize", data=form)
    assert refused.status_code == 400
    assert "Location" not in refused.headers


def test_a_consent_page_ends_after_ten_minutes(peer: Peer, clock: Clock) -> None:
    page = peer.consent()
    clock.now += 600
    assert "from an earlier try" in peer.press(page, "allow").text
