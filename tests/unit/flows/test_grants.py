"""What each grant sends for the providers that ship, and what it makes of the answers."""

import base64
import json
from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec
import pytest

from ledgerpass.connections.credential import Credential
from ledgerpass.errors import (
    AnswerNotUnderstood,
    AnswerRefused,
    ClientNotRecognised,
    CredentialRefused,
    PermissionEnded,
    PermissionMissing,
    Unreachable,
)
from ledgerpass.flows.authorization_header import authorization_headers, bare_token
from ledgerpass.flows.obtain import Obtain
from ledgerpass.flows.renew import can_renew
from ledgerpass.flows.sign_in import Recognised
from ledgerpass.flows.wish import Wish
from ledgerpass.http_message import HttpResponse
from ledgerpass.oauth1.token_credentials import TokenCredentials
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.providers.catalogue import read_catalogue
from ledgerpass.providers.provider import AuthorizationCode, OutOfBand, Redirects
from ledgerpass.resource_files import resource_path
from ledgerpass.secret import Secret
from ledgerpass.user_agents.landing_page import LandingPages
from ledgerpass.user_agents.system_browser import SystemBrowser
from tests.support.following_agent import FollowingAgent
from tests.support.scripted_http import ScriptedHttp, answer

PROVIDERS = read_catalogue([resource_path("providers")]).providers
NOW = 1_800_000_000.0
CLIENT = {"client_id": Secret("id"), "client_secret": Secret("s3cret")}


def wish(provider_id: str, way_id: str, fields: dict[str, Secret], **values: str) -> Wish:
    provider = PROVIDERS[provider_id]
    way = provider.way(way_id)
    assert way
    scopes = tuple(scope.name for scope in getattr(way, "scopes", ()) if scope.default)
    return Wish(provider=provider, way=way, values=values, fields=fields, scopes=scopes)


def obtain(http: ScriptedHttp, agent: FollowingAgent | None = None) -> Obtain:
    return Obtain(http, agent or FollowingAgent(), clock=lambda: NOW)


async def test_moneybird_asks_for_a_code_with_pkce_and_redeems_it_at_its_token_endpoint() -> None:
    http = ScriptedHttp([answer({"access_token": "at", "refresh_token": "rt", "scope": "sales_invoices"})])
    agent = FollowingAgent()
    async with obtain(http, agent).sign_in(wish("moneybird", "sign-in", CLIENT)) as sign_in:
        await sign_in.show()
        await sign_in.answer(5)
        credential = await sign_in.redeem()
    asked = {name: values[0] for name, values in parse_qs(urlsplit(agent.shown[0]).query).items()}
    assert agent.shown[0].startswith("https://moneybird.com/oauth/authorize?")
    assert asked["scope"] == "sales_invoices"
    assert asked["code_challenge_method"] == "S256"
    assert "s3cret" not in agent.shown[0]
    (request,) = http.sent
    assert (request.method, request.url) == ("POST", "https://moneybird.com/oauth/token")
    form = http.form()
    assert form["redirect_uri"] == asked["redirect_uri"] == agent.redirect_uri
    assert (form["code"], form["client_secret"]) == ("the-code", "s3cret")
    assert isinstance(credential.issued, TokenResponse)
    assert credential.issued.access_token == Secret("at")
    assert credential.expires_at is None


async def test_moneygo_sends_a_json_body_and_takes_thirty_days_from_the_answer() -> None:
    http = ScriptedHttp([answer({"token_type": "Bearer", "expires_in": 2592000, "access_token": "at"})])
    wanted = wish("money-go", "codes", CLIENT)
    credential = await obtain(http).without_browser(wanted)
    (request,) = http.sent
    assert request.url == "https://api.money-go.com/token"
    assert request.headers["Content-Type"].reveal() == "application/json"
    assert request.body
    assert json.loads(request.body.reveal()) == {
        "grant_type": "client_credentials",
        "client_id": "id",
        "client_secret": "s3cret",
        "scope": "api",
    }
    assert credential.expires_at == NOW + 2592000
    assert can_renew(wanted, credential)


async def test_moneygo_is_renewed_by_asking_again() -> None:
    http = ScriptedHttp([answer({"access_token": "one"}), answer({"access_token": "two"})])
    wanted = wish("money-go", "codes", CLIENT)
    first = await obtain(http).without_browser(wanted)
    second = await obtain(http).renew(wanted, first)
    assert bare_token(second) == Secret("two")
    assert http.sent[0].body == http.sent[1].body


async def test_a_refresh_keeps_the_old_refresh_token_where_no_new_one_came() -> None:
    http = ScriptedHttp([answer({"access_token": "new", "expires_in": "3600"})])
    wanted = wish("moneybird", "sign-in", CLIENT)
    old = TokenResponse(access_token=Secret("old"), refresh_token=Secret("rt"), issued_at=NOW - 9, expires_at=NOW)
    renewed = await obtain(http).renew(wanted, Credential(fields=CLIENT, issued=old))
    assert http.form()["grant_type"] == "refresh_token"
    assert "scope" not in http.form()
    assert isinstance(renewed.issued, TokenResponse)
    assert renewed.issued.refresh_token == Secret("rt")
    assert renewed.expires_at == NOW + 3600


async def test_freshbooks_classic_sends_its_callback_once_and_signs_with_both_secrets() -> None:
    http = ScriptedHttp(
        [
            answer("oauth_token=tmp&oauth_token_secret=tmps&oauth_callback_confirmed=true", content_type="text/plain"),
            answer("oauth_token=tok&oauth_token_secret=toks", content_type="text/plain"),
        ]
    )
    consumer = {"consumer_key": Secret("jansen"), "consumer_secret": Secret("c&s")}
    agent = FollowingAgent("oauth_token=tmp&oauth_verifier=ver")
    wanted = wish("freshbooks-classic", "sign-in", consumer, account="smit")
    async with obtain(http, agent).sign_in(wanted) as sign_in:
        await sign_in.show()
        await sign_in.answer(5)
        credential = await sign_in.redeem()
    assert agent.shown == ["https://smit.freshbooks.com/oauth/oauth_authorize.php?oauth_token=tmp"]
    first, second = http.sent
    assert [request.url.rpartition("/")[2] for request in http.sent] == ["oauth_request.php", "oauth_access.php"]
    assert {request.method for request in http.sent} == {"POST"}
    asked, exchanged = (request.headers["Authorization"].reveal() for request in (first, second))
    assert "oauth_callback=" in asked
    assert "oauth_callback=" not in exchanged
    # RFC 5849 section 3.4.4 joins the encoded secrets by &, section 3.5.1 encodes the whole once more
    assert 'oauth_signature="c%2526s%26"' in asked
    assert 'oauth_signature="c%2526s%26tmps"' in exchanged
    assert credential.issued == TokenCredentials(token=Secret("tok"), token_secret=Secret("toks"))


async def test_a_consumer_without_a_secret_works_too() -> None:
    http = ScriptedHttp([answer("oauth_token=t&oauth_token_secret=s&oauth_callback_confirmed=true")])
    wanted = wish("freshbooks-classic", "sign-in", {"consumer_key": Secret("jansen")}, account="smit")
    async with obtain(http).sign_in(wanted):
        pass
    assert 'oauth_signature="%26"' in http.sent[0].headers["Authorization"].reveal()


def test_an_oauth1_header_is_signed_anew_each_time_with_the_pages_own_shape() -> None:
    wanted = wish("freshbooks-classic", "sign-in", {"consumer_key": Secret("consumer")}, account="smit")
    issued = TokenCredentials(token=Secret("foo"), token_secret=Secret("bar"))
    credential = Credential(fields=wanted.fields, issued=issued)
    one, two = (
        authorization_headers(wanted, credential, "POST", "https://smit.freshbooks.com/api/2.1/xml-in")["Authorization"]
        for _ in range(2)
    )
    assert one != two
    assert one.reveal().startswith('OAuth realm="",') or 'realm=""' in one.reveal()
    assert 'oauth_signature_method="PLAINTEXT"' in one.reveal()


def test_the_account_token_is_sent_as_the_user_of_basic() -> None:
    wanted = wish("freshbooks-classic", "account-token", {"token": Secret("insert_token_here")}, account="smit")
    (header,) = authorization_headers(wanted, Credential(fields=wanted.fields), "POST", "https://x.example/").values()
    assert base64.b64decode(header.reveal().removeprefix("Basic ")) == b"insert_token_here:X"


def where_only_an_address_is_registered() -> Wish:
    wanted = wish("moneybird", "sign-in", CLIENT)
    assert isinstance(wanted.way, AuthorizationCode)
    pasted = OutOfBand(redirect_uri="https://office.example/back", shows="address")
    redirects = Redirects(preferred="out_of_band", out_of_band=pasted)
    return replace(wanted, way=msgspec.structs.replace(wanted.way, redirects=redirects), delivery="out_of_band")


async def test_where_no_loopback_address_is_allowed_the_whole_address_is_pasted_and_its_state_compared() -> None:
    http = ScriptedHttp([answer({"access_token": "at"})])
    browser = SystemBrowser(lambda _address: True, LandingPages(texts={}))
    async with Obtain(http, browser, lambda: NOW).sign_in(where_only_an_address_is_registered()) as sign_in:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(sign_in.address).query).items()}
        assert asked["redirect_uri"] == "https://office.example/back"
        with pytest.raises(AnswerRefused, match="state"):
            sign_in.paste("https://office.example/back?code=abc&state=of-another-sign-in")
        recognised = sign_in.paste(f"https://office.example/back?code=abc&state={asked['state']}")
        await sign_in.answer(5)
        await sign_in.redeem()
    assert recognised is Recognised.ADDRESS
    assert http.form()["redirect_uri"] == "https://office.example/back"


async def test_a_code_that_needs_decoding_is_redeemed_decoded() -> None:
    http = ScriptedHttp([answer({"access_token": "at"})])
    agent = FollowingAgent("code=a%2Bb%2Fc%3D&state={state}")
    async with obtain(http, agent).sign_in(wish("moneybird", "sign-in", CLIENT)) as sign_in:
        await sign_in.show()
        await sign_in.answer(5)
        await sign_in.redeem()
    assert http.form()["code"] == unquote("a%2Bb%2Fc%3D")


@pytest.mark.parametrize(
    ("response", "error"),
    [
        (answer({"error": "invalid_grant"}, 400), PermissionEnded),
        (answer({"error": "invalid_client"}, 401), ClientNotRecognised),
        (answer("busy", 503, "text/plain"), Unreachable),
        (answer({"foo": 1}), AnswerNotUnderstood),
        (answer("", 302, headers={"location": "https://evil.example/"}), Unreachable),
        (answer({"foo": 1}, 302, headers={"location": "https://evil.example/"}), AnswerNotUnderstood),
    ],
)
async def test_a_token_endpoint_that_gives_no_token_is_told_apart(
    response: HttpResponse, error: type[Exception]
) -> None:
    with pytest.raises(error):
        await obtain(ScriptedHttp([response])).without_browser(wish("money-go", "codes", CLIENT))


async def test_after_a_network_fault_the_same_code_is_redeemed_without_a_new_sign_in() -> None:
    http = ScriptedHttp([Unreachable(host="moneybird.com", reason="offline"), answer({"access_token": "at"})])
    agent = FollowingAgent()
    async with obtain(http, agent).sign_in(wish("moneybird", "sign-in", CLIENT)) as sign_in:
        await sign_in.show()
        await sign_in.answer(5)
    with pytest.raises(Unreachable):
        await sign_in.redeem()
    await sign_in.redeem()
    assert http.form(0) == http.form(1)
    assert len(agent.shown) == 1


CREDENTIAL = Credential(fields={"token": Secret("t")})


@pytest.mark.parametrize(
    ("response", "names"),
    [
        (answer([{"id": 12, "name": "Smit"}, {"id": "13", "name": "Jansen"}]), ["Smit", "Jansen"]),
        (answer([]), []),
        (answer({"id": 1, "name": "Alone"}), ["Alone"]),
        (answer({"id": 10**400, "name": "Large"}), ["Large"]),
        (answer({"id": 1, "name": "Bakery \ud83e\x1b[31m\u0000red"}), ["Bakery [31m red"]),
    ],
)
async def test_the_companies_are_read_from_the_answer_of_the_check(response: HttpResponse, names: list[str]) -> None:
    http = ScriptedHttp([response])
    companies = await obtain(http).verify(wish("moneybird", "personal-token", dict(CREDENTIAL.fields)), CREDENTIAL)
    assert [company.name for company in companies] == names
    assert http.sent[0].headers["Authorization"] == Secret("Bearer t")
    assert http.sent[0].url == "https://moneybird.com/api/v2/administrations.json"


@pytest.mark.parametrize(
    ("response", "error"),
    [
        (answer("", 401), CredentialRefused),
        (answer("", 403), PermissionMissing),
        (answer("", 500), Unreachable),
        (answer("", 429), Unreachable),
        (answer("", 404), AnswerNotUnderstood),
        (answer("<html>Unauthorized</html>", 401, "text/html"), CredentialRefused),
        (answer("<html>Forbidden</html>", 403, "text/html"), PermissionMissing),
        (answer("", 302), Unreachable),
        (answer("{}", 302), AnswerNotUnderstood),
        (answer("<html>Sign in to the hotel's network</html>", 200, "text/html"), Unreachable),
        (answer([{"id": None, "name": "x"}]), AnswerNotUnderstood),
        (answer([{"id": "half a character \ud800", "name": "x"}]), AnswerNotUnderstood),
        (answer([1]), AnswerNotUnderstood),
        (answer("[" * 100_000), AnswerNotUnderstood),
    ],
)
async def test_a_check_that_proves_nothing_is_never_taken_for_a_proof(
    response: HttpResponse, error: type[Exception]
) -> None:
    with pytest.raises(error):
        await obtain(ScriptedHttp([response])).verify(
            wish("moneybird", "personal-token", dict(CREDENTIAL.fields)), CREDENTIAL
        )
