"""The authorization request: what is asked."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oauthlib.oauth2 import WebApplicationClient

from ledgerpass.errors import NotProtected
from ledgerpass.oauth2.authorization_request import AuthorizationRequest
from ledgerpass.oauth2.pkce import code_challenge
from ledgerpass.secret import Secret

MONEYBIRD = "https://moneybird.com/oauth/authorize"
CLIENT_ID = "9a833de2d13b07dfdfb50a8124b148d8"
REDIRECT_URI = "http://127.0.0.1:53121/callback"


def prepare(
    *,
    endpoint: str = MONEYBIRD,
    scope: tuple[str, ...] = (),
    scope_separator: str = " ",
    pkce: bool = True,
    parameters: dict[str, str] | None = None,
) -> AuthorizationRequest:
    return AuthorizationRequest.prepare(
        provider="Moneybird",
        endpoint=endpoint,
        client_id=Secret(CLIENT_ID),
        redirect_uri=REDIRECT_URI,
        scope=scope,
        scope_separator=scope_separator,
        pkce=pkce,
        parameters=parameters,
    )


def asked(request: AuthorizationRequest) -> dict[str, str]:
    pairs = parse_qsl(urlsplit(request.address).query, keep_blank_values=True)
    assert len(dict(pairs)) == len(pairs), "a parameter is there twice"
    return dict(pairs)


def test_a_code_is_asked_for_with_state_and_challenge() -> None:
    request = prepare(scope=("sales_invoices", "documents"))
    verifier = request.code_verifier
    assert verifier is not None
    assert request.address.startswith(f"{MONEYBIRD}?")
    assert asked(request) == {
        "response_type": "code",
        "client_id": CLIENT_ID,
        "redirect_uri": REDIRECT_URI,
        "scope": "sales_invoices documents",
        "state": request.state.reveal(),
        "code_challenge": code_challenge(verifier),
        "code_challenge_method": "S256",
    }


def test_the_verifier_itself_is_not_in_the_address() -> None:
    request = prepare()
    assert request.code_verifier is not None
    assert request.code_verifier.reveal() not in request.address


def test_state_and_verifier_are_fresh_each_time_and_differ() -> None:
    requests = [prepare() for _ in range(50)]
    values = {request.state.reveal() for request in requests}
    values |= {request.code_verifier.reveal() for request in requests if request.code_verifier}
    assert len(values) == 100


def test_the_state_has_at_least_128_bits() -> None:
    octets: list[int] = []

    def randomness(number: int) -> str:
        octets.append(number)
        return f"random-{len(octets)}"

    request = AuthorizationRequest.prepare(
        provider="Moneybird",
        endpoint=MONEYBIRD,
        client_id=Secret(CLIENT_ID),
        redirect_uri=REDIRECT_URI,
        randomness=randomness,
    )
    assert request.state.reveal() == "random-1"
    assert octets[0] * 8 >= 128


def test_a_provider_without_pkce_is_sent_no_challenge() -> None:
    request = prepare(pkce=False)
    assert request.code_verifier is None
    assert not any(name.startswith("code_challenge") for name in asked(request))


def test_no_scope_is_sent_where_none_was_chosen() -> None:
    assert "scope" not in asked(prepare())


def test_a_providers_own_scope_separator_is_used() -> None:
    assert asked(prepare(scope=("a", "b"), scope_separator=","))["scope"] == "a,b"


def test_further_parameters_and_the_endpoints_own_query_are_sent() -> None:
    request = prepare(endpoint=f"{MONEYBIRD}?region=nl", parameters={"prompt": "consent"})
    assert asked(request).items() >= {"region": "nl", "prompt": "consent"}.items()


@pytest.mark.parametrize(
    "name",
    ["response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method"],
)
@pytest.mark.parametrize("pkce", [True, False])
def test_a_further_parameter_cant_take_the_place_of_the_protocols_own(name: str, *, pkce: bool) -> None:
    hostile = prepare(pkce=pkce, parameters={name: "hostile"}, endpoint=f"{MONEYBIRD}?{name}=hostile")
    assert asked(prepare(pkce=pkce, parameters={name: "hostile"})).get(name) != "hostile"
    if name in asked(prepare(pkce=pkce)):
        assert asked(hostile)[name] != "hostile"


@pytest.mark.parametrize("name", ["client_secret", "code_verifier"])
def test_a_secret_never_gets_into_the_address(name: str) -> None:
    assert name not in asked(prepare(parameters={name: "b376c8fbed732a5d"}))


def test_an_authorization_endpoint_without_https_is_refused() -> None:
    with pytest.raises(NotProtected):
        _ = prepare(endpoint="http://moneybird.com/oauth/authorize").address


def test_a_request_shows_none_of_its_secrets() -> None:
    request = prepare()
    assert request.code_verifier is not None
    for hidden in (request.state, request.code_verifier, request.client_id):
        assert hidden.reveal() not in repr(request)


@given(st.lists(st.text("abcdefg:/._-", min_size=1), max_size=4), st.text(min_size=1), st.text(min_size=1))
def test_oauthlib_asks_the_same(scope: list[str], client_id: str, extra: str) -> None:
    request = AuthorizationRequest.prepare(
        provider="Moneybird",
        endpoint=MONEYBIRD,
        client_id=Secret(client_id),
        redirect_uri=REDIRECT_URI,
        scope=tuple(scope),
        parameters={"login_hint": extra},
    )
    assert request.code_verifier is not None
    theirs = WebApplicationClient(client_id).prepare_request_uri(
        MONEYBIRD,
        redirect_uri=REDIRECT_URI,
        scope=" ".join(scope) or None,
        state=request.state.reveal(),
        code_challenge=code_challenge(request.code_verifier),
        code_challenge_method="S256",
        login_hint=extra,
    )
    assert asked(request) == dict(parse_qsl(urlsplit(theirs).query, keep_blank_values=True))
