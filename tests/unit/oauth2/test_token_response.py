"""Token answers, as providers really write them."""

import json
from typing import TypeVar
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oauthlib.oauth2.rfc6749.parameters import parse_token_response

from ledgerpass.errors import (
    AnswerNotUnderstood,
    ClientNotRecognised,
    LedgerpassError,
    PermissionEnded,
    RedirectNotRegistered,
    TokenRefused,
    Unreachable,
)
from ledgerpass.http_message import HttpResponse
from ledgerpass.oauth2.token_response import TokenResponse, carry_over, granted_scope, read_token_response
from ledgerpass.secret import Secret

NOW = 1_795_305_600.0
URL = "https://moneybird.com/oauth/token"
TOKEN = "84ec207ad0154a508f798e615a998ac1fd752926d00f955fb1df3e144cba44ab"
# what Doorkeeper, the server behind several bookkeeping programs, says of every bad grant
DOORKEEPER = (
    "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the "
    "authorization request, or was issued to another client."
)


E = TypeVar("E", bound=LedgerpassError)


def answer(body: bytes | str, status: int = 200, **headers: str) -> HttpResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HttpResponse(
        status=status, headers=named, body=body.encode() if isinstance(body, str) else body, url=f"{URL}?x=y"
    )


def read(body: object, status: int = 200, **headers: str) -> TokenResponse:
    text = body if isinstance(body, bytes | str) else json.dumps(body)
    return read_token_response(answer(text, status, **headers), now=NOW, provider="Moneybird")


def refuse(kind: type[E], body: object, status: int = 200, redirect_uri: str = "") -> E:
    text = body if isinstance(body, bytes | str) else json.dumps(body)
    with pytest.raises(kind) as caught:
        read_token_response(answer(text, status), now=NOW, provider="Moneybird", redirect_uri=redirect_uri)
    assert type(caught.value) is kind
    return caught.value


# what is a token answer


def test_moneygos_answer_is_read() -> None:
    assert read({"token_type": "Bearer", "expires_in": 2_592_000, "access_token": TOKEN}) == TokenResponse(
        access_token=Secret(TOKEN), issued_at=NOW, expires_at=NOW + 2_592_000
    )


def test_moneybirds_answer_without_an_end_is_read() -> None:
    said = {"access_token": TOKEN, "token_type": "bearer", "refresh_token": "9ef3", "scope": "sales_invoices documents"}
    assert read(said) == TokenResponse(
        access_token=Secret(TOKEN),
        issued_at=NOW,
        token_type="bearer",
        refresh_token=Secret("9ef3"),
        scope=("sales_invoices", "documents"),
    )


def test_freshbooks_moment_of_making_is_used() -> None:
    said = read({"access_token": TOKEN, "expires_in": 43_200, "created_at": int(NOW) - 3})
    assert (said.issued_at, said.expires_at) == (NOW - 3, NOW - 3 + 43_200)


@pytest.mark.parametrize("content_type", ["application/json", "text/html; charset=utf-8", "", "text/plain"])
def test_the_content_type_may_be_wrong(content_type: str) -> None:
    said = {"access_token": TOKEN, "expires_in": "3600"}
    for body in (json.dumps(said), urlencode(said), f"\ufeff \r\n{json.dumps(said)}\n"):
        assert read(body, content_type=content_type).expires_at == NOW + 3600


def test_a_form_encoded_answer_is_read() -> None:
    said = read("access_token=a%2Bb&scope=one%2Ctwo&refresh_token=r&expires_in=60&token_type=bearer")
    assert (said.access_token, said.refresh_token) == (Secret("a+b"), Secret("r"))
    assert (said.scope, said.expires_at) == (("one", "two"), NOW + 60)


@pytest.mark.parametrize(
    ("scope", "read_as"),
    [
        ("one two", ("one", "two")),
        (" one,two, three ", ("one", "two", "three")),
        (["one", "two"], ("one", "two")),
        (["one two", None], ("one", "two")),
        ("", None),
        (None, None),
        ([], None),
        (5, None),
        ({"one": True}, None),
    ],
)
def test_the_granted_scope_is_read_in_every_notation(scope: object, read_as: tuple[str, ...] | None) -> None:
    assert read({"access_token": TOKEN, "scope": scope}).scope == read_as


@pytest.mark.parametrize("refresh_token", [None, "", "  ", 5, ["r"]])
def test_a_refresh_token_that_is_none_is_none(refresh_token: object) -> None:
    assert read({"access_token": TOKEN, "refresh_token": refresh_token}).refresh_token is None


@pytest.mark.parametrize("error", [None, "", False])
def test_an_error_that_is_none_is_none(error: object) -> None:
    assert read({"access_token": TOKEN, "error": error}).access_token == Secret(TOKEN)


def test_a_created_token_is_a_token() -> None:
    assert read({"access_token": TOKEN}, 201).access_token == Secret(TOKEN)


def test_an_answer_shows_none_of_its_tokens() -> None:
    assert TOKEN not in repr(read({"access_token": TOKEN, "refresh_token": TOKEN}))


# what is none


@pytest.mark.parametrize(
    "body",
    [
        b"",
        {},
        {"foo": 1},
        {"access_token": ""},
        {"access_token": "  "},
        {"access_token": None},
        {"access_token": 12345},
        {"access_token": ["a"]},
        {"token": {"access_token": "nested"}},
        [{"access_token": "a"}],
        '"access_token"',
        "null",
        "OK",
        '{"access_token": "a"',
        "access_token=a&access_token=b",
        b"\xff\xfe\x00\x01",
        pytest.param('{"a":' * 100_000, id="a deep object"),
        pytest.param("[" * 100_000, id="a deep list"),
        pytest.param('{"access_token": ' + "9" * 10_000 + "}", id="a long number"),
    ],
)
def test_a_success_without_an_access_token_is_no_success(body: object) -> None:
    error = refuse(AnswerNotUnderstood, body)
    assert (error.host, error.status) == ("moneybird.com", 200)


@pytest.mark.parametrize("token", ["a\r\nX-Injected: 1", "a b", "tökén", "a\x00"])
def test_a_token_that_could_end_a_header_is_none(token: str) -> None:
    refuse(AnswerNotUnderstood, {"access_token": token})


@pytest.mark.parametrize("text", ["a\ud800", "\udfffa", "a\x00b", "a\x1b[31mb", "a\u202eb"])
@pytest.mark.parametrize("name", ["access_token", "refresh_token", "token_type", "scope"])
def test_what_could_not_be_sent_or_listed_later_is_no_token_answer(name: str, text: str) -> None:
    refuse(AnswerNotUnderstood, {"access_token": TOKEN, name: text})


def test_half_a_character_in_a_listed_scope_is_no_token_answer() -> None:
    refuse(AnswerNotUnderstood, {"access_token": TOKEN, "scope": ["read", "wri\ud800te"]})


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed_and_not_believed(status: int) -> None:
    refuse(AnswerNotUnderstood, {"access_token": TOKEN}, status)


@pytest.mark.parametrize("status", [400, 402, 404, 405, 418])
def test_a_refusal_without_a_name_is_not_understood_even_with_a_token(status: int) -> None:
    refuse(AnswerNotUnderstood, {"access_token": TOKEN}, status)
    refuse(AnswerNotUnderstood, "<html>Bad request</html>", status)


def test_a_hotels_page_is_not_the_providers_answer() -> None:
    refuse(Unreachable, "<!doctype html><title>Welcome to our Wi-Fi</title>")


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_busy_server_ends_nothing_whatever_it_says(status: int) -> None:
    for body in ("", "<html>", {"error": "invalid_grant"}, {"error": "invalid_client"}, {"access_token": TOKEN}):
        assert refuse(Unreachable, body, status).status == status


def test_the_time_a_busy_server_asks_for_is_told() -> None:
    with pytest.raises(Unreachable) as caught:
        read({"error": "slow_down"}, 429, retry_after="30")
    assert caught.value.retry_after == 30.0


@pytest.mark.parametrize("status", [200, 302, 400, 403, 404])
def test_a_filters_page_ends_nothing_and_is_not_the_providers_answer(status: int) -> None:
    with pytest.raises(Unreachable, match="web page"):
        read("<p>This site is blocked", status, content_type="text/html")


@pytest.mark.parametrize("kind", ["Bearer", "bearer", " BEARER ", "BearerToken", "bearer_token", "", "  ", None])
def test_a_bearer_token_is_one_however_its_type_is_written(kind: object) -> None:
    assert read({"access_token": TOKEN, "token_type": kind}).access_token == Secret(TOKEN)


@pytest.mark.parametrize("kind", ["mac", "DPoP", "PoP", "JWT", "N_A", "Bearer, mac", "not bearer", 5, ["Bearer"]])
def test_a_token_of_a_type_that_is_not_understood_is_not_used(kind: object) -> None:
    assert "type" in refuse(AnswerNotUnderstood, {"access_token": TOKEN, "token_type": kind}).reason


# errors


@pytest.mark.parametrize("status", [200, 400, 401, 403])
def test_only_invalid_grant_ends_a_permission(status: int) -> None:
    error = refuse(PermissionEnded, {"error": "invalid_grant", "error_description": DOORKEEPER}, status)
    assert (error.error, error.status, error.host) == ("invalid_grant", status, "moneybird.com")
    assert error.description.startswith("The provided authorization grant is invalid")


@pytest.mark.parametrize("status", [200, 400, 401])
@pytest.mark.parametrize("code", ["invalid_client", "unauthorized_client"])
def test_wrong_codes_are_wrong_codes(code: str, status: int) -> None:
    assert refuse(ClientNotRecognised, {"error": code}, status).error == code


@pytest.mark.parametrize("body", ["", "<html>Unauthorized</html>", {}, {"message": "?"}, {"error": "Unauthorized"}])
def test_a_401_that_doesnt_say_is_about_the_codes(body: object) -> None:
    assert refuse(ClientNotRecognised, body, 401).status == 401


@pytest.mark.parametrize("code", ["invalid_request", "unsupported_grant_type", "invalid_scope"])
def test_a_401_that_does_say_is_what_it_says(code: str) -> None:
    assert refuse(TokenRefused, {"error": code}, 401).error == code


@pytest.mark.parametrize("code", ["invalid_request", "invalid_scope", "unsupported_grant_type", "anything_else"])
@pytest.mark.parametrize("status", [200, 400, 403, 404])
def test_any_other_error_is_told_as_it_is_named(code: str, status: int) -> None:
    error = refuse(TokenRefused, {"error": code, "error_description": "because"}, status)
    assert (error.error, error.description) == (code, "because")


def test_an_error_beside_a_token_is_an_error() -> None:
    refuse(TokenRefused, {"access_token": TOKEN, "error": "invalid_scope"})
    refuse(PermissionEnded, f"access_token={TOKEN}&error=invalid_grant")


def test_an_error_may_be_form_encoded_or_wrapped() -> None:
    assert refuse(PermissionEnded, "error=invalid_grant&error_description=gone+away", 400).description == "gone away"
    wrapped = {"error": {"type": "invalid_grant", "message": "gone away", "code": None}}
    assert refuse(PermissionEnded, wrapped, 400).description == "gone away"


@pytest.mark.parametrize("code", ["temporarily_unavailable", "server_error"])
def test_a_server_in_trouble_is_unreachable_under_any_status(code: str) -> None:
    refuse(Unreachable, {"error": code}, 400)


@pytest.mark.parametrize(
    ("code", "description"),
    [
        ("redirect_uri_mismatch", ""),
        ("invalid_grant", "Incorrect redirect_uri"),
        ("invalid_request", "Mismatching redirect URI."),
        ("invalid_client", "AADSTS50011: The redirect URI specified in the request does not match"),
    ],
)
def test_an_error_about_the_redirect_address_names_the_address_to_register(code: str, description: str) -> None:
    said = {"error": code, "error_description": description}
    error = refuse(RedirectNotRegistered, said, 400, redirect_uri="http://127.0.0.1:53121/callback")
    assert (error.provider, error.redirect_uri) == ("Moneybird", "http://127.0.0.1:53121/callback")


def test_the_redirect_address_is_not_blamed_where_none_was_sent() -> None:
    refuse(PermissionEnded, {"error": "invalid_grant", "error_description": "Incorrect redirect_uri"}, 400)


@pytest.mark.parametrize("said", [DOORKEEPER, "The code is expired, revoked or has another redirect_uri."])
def test_the_standards_own_sentence_does_not_blame_the_redirect_address(said: str) -> None:
    body = {"error": "invalid_grant", "error_description": said}
    refuse(PermissionEnded, body, 400, redirect_uri="http://127.0.0.1:53121/callback")


def test_a_client_called_client_does_not_hide_what_the_error_is() -> None:
    sent = (Secret("invalid"), Secret("client"), Secret("grant"))
    for code, kind in (("invalid_grant", PermissionEnded), ("invalid_client", ClientNotRecognised)):
        with pytest.raises(kind):
            read_token_response(answer(json.dumps({"error": code}), 400), now=NOW, sent=sent)


def test_a_description_is_redacted_and_cut() -> None:
    said = f"token {TOKEN} and plain-code " + "x " * 300
    with pytest.raises(TokenRefused) as caught:
        read_token_response(
            answer(json.dumps({"error": "invalid_request", "error_description": said}), 400),
            now=NOW,
            sent=(Secret("plain-code"),),
        )
    assert TOKEN not in str(caught.value)
    assert "plain-code" not in str(caught.value)
    assert len(caught.value.description) <= 200


# what goes on


def test_a_refresh_without_a_refresh_token_keeps_the_old_one_and_the_scope() -> None:
    old = TokenResponse(access_token=Secret("old"), issued_at=1.0, refresh_token=Secret("r"), scope=("a",))
    new = TokenResponse(access_token=Secret("new"), issued_at=2.0, expires_at=3.0)
    assert carry_over(old, new) == TokenResponse(
        access_token=Secret("new"), issued_at=2.0, expires_at=3.0, refresh_token=Secret("r"), scope=("a",)
    )


def test_a_rotated_refresh_token_and_a_narrower_scope_take_the_place_of_the_old() -> None:
    old = TokenResponse(access_token=Secret("old"), issued_at=1.0, refresh_token=Secret("r"), scope=("a", "b"))
    new = TokenResponse(access_token=Secret("new"), issued_at=2.0, refresh_token=Secret("r2"), scope=("a",))
    assert carry_over(old, new) == new


def test_what_was_asked_was_granted_where_the_answer_is_silent() -> None:
    assert granted_scope(read({"access_token": TOKEN}), ("a", "b")) == ("a", "b")
    assert granted_scope(read({"access_token": TOKEN, "scope": "a"}), ("a", "b")) == ("a",)


# second opinion and what nobody thought of

_VISIBLE = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1)


@given(token=_VISIBLE, refresh_token=_VISIBLE, expires_in=st.integers(1, 10**8), as_form=st.booleans())
def test_oauthlib_reads_the_same(*, token: str, refresh_token: str, expires_in: int, as_form: bool) -> None:
    said = {"access_token": token, "refresh_token": refresh_token, "expires_in": expires_in, "token_type": "Bearer"}
    body = urlencode(said) if as_form else json.dumps(said)
    theirs = parse_token_response(body)
    ours = read(body)
    assert ours.access_token.reveal() == theirs["access_token"]
    assert ours.refresh_token == Secret(theirs["refresh_token"])
    assert ours.expires_at == NOW + int(theirs["expires_in"])


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)
_NAMES = (
    "access_token",
    "refresh_token",
    "expires_in",
    "scope",
    "error",
    "error_description",
    "token_type",
    "created_at",
)
_STATUS = st.sampled_from((200, 201, 204, 302, 400, 401, 403, 404, 429, 500))
_SENT = Secret("the-code-that-was-sent")


def judge(body: bytes, status: int) -> None:
    try:
        response = read_token_response(answer(body, status), now=NOW, provider="Moneybird", sent=(_SENT,))
    except LedgerpassError as error:
        told = str(error)
    else:
        told = repr((response.access_token, response.refresh_token))
        assert status in (200, 201, 204)
        assert response.access_token
    assert _SENT.reveal() not in told


@given(st.binary() | st.text().map(str.encode), _STATUS)
def test_any_bytes_are_read_or_refused(body: bytes, status: int) -> None:
    judge(body, status)


@given(st.dictionaries(st.sampled_from(_NAMES), _JSON | st.text().map(lambda text: f"{text}{_SENT.reveal()}")), _STATUS)
def test_any_members_are_read_or_refused_and_nothing_sent_is_told(members: dict[str, object], status: int) -> None:
    judge(json.dumps(members).encode(), status)
