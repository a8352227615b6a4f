"""The authorization request: what is believed of an answer (RFC 6749 section 4.1.2, RFC 9207, RFC 9700 section 4.7)."""

import hmac
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oauthlib.oauth2 import WebApplicationClient

from ledgerpass.errors import (
    AnswerRefused,
    AuthorizationFailed,
    LedgerpassError,
    PermissionDenied,
    RedirectNotRegistered,
)
from ledgerpass.oauth2.authorization_request import AuthorizationRequest
from ledgerpass.secret import Secret

REDIRECT_URI = "http://127.0.0.1:53121/callback"
STATE = "Yq3-our-own-state"
CODE = "1192e141cfd1839e1d477ac0f91268deec523fae"
ISSUER = "https://moneybird.com"


def make(*, issuer: str = "", iss_promised: bool = False, redirect_uri: str = REDIRECT_URI) -> AuthorizationRequest:
    return AuthorizationRequest(
        provider="Moneybird",
        endpoint="https://moneybird.com/oauth/authorize",
        client_id=Secret("client-of-ours"),
        redirect_uri=redirect_uri,
        state=Secret(STATE),
        issuer=issuer,
        iss_promised=iss_promised,
    )


def target(address: str = REDIRECT_URI, **parameters: str) -> Secret:
    return Secret(f"{address}?{urlencode(parameters)}")


def refusal(request: AuthorizationRequest, arrived: Secret) -> str:
    with pytest.raises(AnswerRefused) as caught:
        request.read(arrived)
    return caught.value.reason


def test_the_answer_to_our_own_request_gives_its_code() -> None:
    assert make().read(target(code=CODE, state=STATE)).code == Secret(CODE)


def test_parameters_nobody_knows_are_passed_over() -> None:
    assert make().read(target(code=CODE, state=STATE, realmId="123", session_state="x")).code == Secret(CODE)


def test_an_answer_in_the_fragment_is_read_as_well() -> None:
    arrived = Secret(f"{REDIRECT_URI}#{urlencode({'code': CODE, 'state': STATE})}")
    assert make().read(arrived).code == Secret(CODE)


@pytest.mark.parametrize("state", ["", "other", STATE[:-1], f"{STATE}x", STATE.upper(), "ü", f" {STATE}"])
def test_an_answer_with_another_state_is_refused(state: str) -> None:
    assert refusal(make(), target(code=CODE, state=state)) == "state"


def test_an_answer_without_a_state_is_refused() -> None:
    assert refusal(make(), target(code=CODE)) == "state"


def test_no_state_is_not_the_same_as_an_empty_one() -> None:
    request = AuthorizationRequest(
        provider="Moneybird",
        endpoint="https://moneybird.com/oauth/authorize",
        client_id=Secret("id"),
        redirect_uri=REDIRECT_URI,
        state=Secret(""),
    )
    assert refusal(request, target(code=CODE)) == "state"
    assert refusal(request, target(code=CODE, state="")) == "state"


def test_the_state_is_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []
    really = hmac.compare_digest

    def watch(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return really(one, other)

    monkeypatch.setattr("hmac.compare_digest", watch)
    assert refusal(make(), target(code=CODE, state="other")) == "state"
    assert compared == [(b"other", STATE.encode())]


@pytest.mark.parametrize("error", ["access_denied", "server_error", "redirect_uri_mismatch"])
def test_an_error_with_another_state_is_not_believed(error: str) -> None:
    assert refusal(make(), target(error=error, state="other")) == "state"
    assert refusal(make(), target(error=error)) == "state"


def test_an_answer_at_another_address_is_not_believed() -> None:
    elsewhere = "http://127.0.0.1:53122/callback"
    assert refusal(make(), target(elsewhere, code=CODE, state=STATE)) == "redirect"
    assert refusal(make(), target(elsewhere, error="access_denied", state=STATE)) == "redirect"


def test_no_redirect_can_answer_where_none_was_promised() -> None:
    assert refusal(make(redirect_uri="urn:ietf:wg:oauth:2.0:oob"), target(code=CODE, state=STATE)) == "redirect"


@pytest.mark.parametrize(
    "query",
    [
        f"code={CODE}&code=other&state={STATE}",
        f"code={CODE}&state={STATE}&state={STATE}",
        f"code={CODE}&state=other&state={STATE}",
        f"error=access_denied&error=x&state={STATE}",
        f"code={CODE}&state={STATE}&iss=a&iss=b",
    ],
)
def test_a_repeated_parameter_is_refused(query: str) -> None:
    assert refusal(make(), Secret(f"{REDIRECT_URI}?{query}")) == "repeated"


def test_a_denied_sign_in_is_a_denied_sign_in() -> None:
    arrived = target(error="access_denied", state=STATE, error_description="<b>You said no</b>")
    with pytest.raises(PermissionDenied) as caught:
        make().read(arrived)
    assert caught.value.provider == "Moneybird"


@pytest.mark.parametrize("error", ["access_denied", "server_error", "", "anything"])
def test_an_error_is_believed_before_a_code_beside_it(error: str) -> None:
    with pytest.raises((PermissionDenied, AuthorizationFailed)):
        make().read(target(code=CODE, error=error, state=STATE))


@pytest.mark.parametrize(
    ("error", "description"),
    [
        ("redirect_uri_mismatch", ""),
        ("invalid_redirect_uri", ""),
        ("invalid_request", "The redirect uri included is not valid."),
        ("invalid_request", "Mismatching redirect URI."),
        ("invalid_request", "Unregistered redirect_uri"),
    ],
)
def test_an_error_about_the_redirect_address_names_the_address_to_register(error: str, description: str) -> None:
    with pytest.raises(RedirectNotRegistered) as caught:
        make().read(target(error=error, error_description=description, state=STATE))
    assert caught.value.redirect_uri == REDIRECT_URI


def test_another_error_is_told_as_the_provider_names_it() -> None:
    with pytest.raises(AuthorizationFailed) as caught:
        make().read(target(error="invalid_scope", error_description="The scope 'bank' is unknown.", state=STATE))
    assert (caught.value.error, caught.value.description) == ("invalid_scope", "The scope 'bank' is unknown.")


def test_a_description_shows_no_code_and_is_cut() -> None:
    said = f"code {CODE} of client-of-ours for {STATE} is spent. " + "And so on. " * 100
    with pytest.raises(AuthorizationFailed) as caught:
        make().read(target(error="server_error", error_description=said, state=STATE, code=CODE))
    shown = caught.value.description
    assert not any(hidden in shown + str(caught.value) for hidden in (CODE, STATE, "client-of-ours"))
    assert len(shown) <= 200


@pytest.mark.parametrize("parameters", [{}, {"code": ""}, {"access_token": "abc"}])
def test_an_answer_without_a_code_is_no_answer(parameters: dict[str, str]) -> None:
    assert refusal(make(), target(state=STATE, **parameters)) == "no_code"


# RFC 9207


def test_the_right_issuer_is_taken() -> None:
    request = make(issuer=ISSUER, iss_promised=True)
    assert request.read(target(code=CODE, state=STATE, iss=ISSUER)).code == Secret(CODE)


@pytest.mark.parametrize("iss", ["https://evil.example", f"{ISSUER}/", "", "HTTPS://MONEYBIRD.COM"])
@pytest.mark.parametrize("promised", [True, False])
def test_another_issuer_is_refused(iss: str, *, promised: bool) -> None:
    assert refusal(make(issuer=ISSUER, iss_promised=promised), target(code=CODE, state=STATE, iss=iss)) == "issuer"


def test_a_promised_issuer_that_is_missing_is_refused() -> None:
    assert refusal(make(issuer=ISSUER, iss_promised=True), target(code=CODE, state=STATE)) == "issuer"


def test_an_issuer_that_was_not_promised_may_be_missing() -> None:
    assert make(issuer=ISSUER).read(target(code=CODE, state=STATE)).code == Secret(CODE)


def test_an_issuer_is_passed_over_where_the_right_one_is_not_known() -> None:
    assert make().read(target(code=CODE, state=STATE, iss="https://moneybird.com")).code == Secret(CODE)


@pytest.mark.parametrize("iss", [{}, {"iss": "https://evil.example"}])
def test_an_error_from_another_issuer_is_not_believed(iss: dict[str, str]) -> None:
    request = make(issuer=ISSUER, iss_promised=True)
    assert refusal(request, target(error="access_denied", state=STATE, **iss)) == "issuer"


# second opinions and what nobody thought of


@given(st.text(min_size=1), st.text(min_size=1))
def test_oauthlib_reads_the_same_code(code: str, state: str) -> None:
    promised = "https://127.0.0.1/callback"  # the judge beside us refuses http
    request = AuthorizationRequest(
        provider="Moneybird",
        endpoint="https://moneybird.com/oauth/authorize",
        client_id=Secret("id"),
        redirect_uri=promised,
        state=Secret(state),
    )
    arrived = target(promised, code=code, state=state)
    theirs = WebApplicationClient("id").parse_request_uri_response(arrived.reveal(), state=state)
    assert request.read(arrived).code.reveal() == theirs["code"]


@given(st.text())
def test_any_address_is_judged_or_refused(arrived: str) -> None:
    with pytest.raises(LedgerpassError):
        make().read(Secret(arrived))


_PARTS = ("code", "state", "error", "error_description", "iss", "error_uri")


@given(st.dictionaries(st.sampled_from(_PARTS), st.text() | st.sampled_from([STATE, CODE, "access_denied"])))
def test_any_parameters_are_judged_and_nothing_secret_is_told(parameters: dict[str, str]) -> None:
    parameters |= {"error_description": parameters.get("error_description", "") + f" {CODE} {STATE}"}
    try:
        response = make(issuer=ISSUER).read(target(**parameters))
    except LedgerpassError as error:
        told = str(error)
    else:
        told = repr(response)
        assert (parameters["state"], response.code) == (STATE, Secret(parameters["code"]))
        assert "error" not in parameters
        assert parameters.get("iss", ISSUER) == ISSUER
    assert CODE not in told
    assert STATE not in told
