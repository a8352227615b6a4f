"""OAuth 1.0a (RFC 5849), with oauthlib's client side as the consumer."""

from collections.abc import Callable
from typing import Literal
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
import pytest
from oauthlib.oauth1 import SIGNATURE_HMAC_SHA1, SIGNATURE_PLAINTEXT, SIGNATURE_TYPE_BODY, Client

from ledgerpass.practice import codes
from tests.integration.practice.peer import REDIRECT, Clock, Peer, answer, shown_code

METHODS = [SIGNATURE_PLAINTEXT, SIGNATURE_HMAC_SHA1]
Method = Literal["PLAINTEXT", "HMAC-SHA1"]


class Consumer:
    """One consumer on its way from temporary credentials to calls."""

    def __init__(
        self, peer: Peer, method: str, secret: str = codes.CONSUMER_SECRET, key: str = codes.CONSUMER_KEY
    ) -> None:
        self._peer = peer
        self._signing = {"client_secret": secret, "signature_method": method}
        self._key = key
        self.credentials: dict[str, str] = {}

    def send(self, method: Literal["GET", "POST"], path: str, **more: str) -> httpx2.Response:
        client = Client(self._key, **self._signing, **self.credentials, **more)
        address, headers, _ = client.sign(self._peer.origin + path, method)
        return self._peer.http.request(method, address, headers=headers)

    def begin(self, callback: str = REDIRECT) -> httpx2.Response:
        response = self.send("POST", "/oauth1/request_token", callback_uri=callback)
        if response.status_code == 200:
            self._take(response)
        return response

    def consent(self) -> httpx2.Response:
        return self._peer.get(f"/oauth1/authorize?{urlencode({'oauth_token': self.credentials['resource_owner_key']})}")

    def finish(self, verifier: str) -> httpx2.Response:
        response = self.send("POST", "/oauth1/access_token", verifier=verifier)
        if response.status_code == 200:
            self._take(response)
        return response

    def connect(self) -> None:
        self.begin()
        assert self.finish(answer(self._peer.press(self.consent(), "allow"))["oauth_verifier"]).status_code == 200

    def _take(self, response: httpx2.Response) -> None:
        given = parse_qs(response.text, strict_parsing=True)
        self.credentials = {
            "resource_owner_key": given["oauth_token"][0],
            "resource_owner_secret": given["oauth_token_secret"][0],
        }


@pytest.fixture(params=METHODS)
def consumer(peer: Peer, request: pytest.FixtureRequest) -> Consumer:
    return Consumer(peer, request.param)


@pytest.fixture(params=METHODS)
def make_consumer(peer: Peer, request: pytest.FixtureRequest) -> Callable[[str], Consumer]:
    return lambda secret: Consumer(peer, request.param, secret)


def test_allowing_leads_to_a_token_that_signs_calls(peer: Peer, consumer: Consumer) -> None:
    begun = consumer.begin()
    assert parse_qs(begun.text)["oauth_callback_confirmed"] == ["true"]
    token = consumer.credentials["resource_owner_key"]
    redirect = answer(peer.press(consumer.consent(), "allow"))
    assert redirect["oauth_token"] == token
    assert consumer.finish(redirect["oauth_verifier"]).status_code == 200
    assert consumer.credentials["resource_owner_key"] != token
    assert len(consumer.send("GET", "/api/companies").json()) == 2
    assert consumer.send("GET", "/api/companies/1001/invoices?state=paid&note=a%20b").status_code == 200


def test_out_of_band_shows_the_verifier(peer: Peer, consumer: Consumer) -> None:
    consumer.begin("oob")
    redirect = peer.press(consumer.consent(), "allow")
    page = peer.get(redirect.headers["Location"])
    shown = parse_qs(urlsplit(redirect.headers["Location"]).query)
    assert shown["oauth_token"] == [consumer.credentials["resource_owner_key"]]
    assert shown["oauth_verifier"] == [shown_code(page)]
    assert consumer.finish(shown_code(page)).status_code == 200


def test_denying_is_sent_back_without_a_verifier_and_ends_it(peer: Peer, consumer: Consumer) -> None:
    consumer.begin()
    token = consumer.credentials["resource_owner_key"]
    assert answer(peer.press(consumer.consent(), "deny")) == {
        "oauth_token": token,
        "oauth_problem": "permission_denied",
    }
    assert consumer.consent().status_code == 400
    assert consumer.finish("guessed-verifier-00000000").status_code == 401


def test_out_of_band_denying_says_so(peer: Peer, consumer: Consumer) -> None:
    consumer.begin("oob")
    page = peer.get(peer.press(consumer.consent(), "deny").headers["Location"])
    assert "You chose not to allow this" in page.text


def test_a_consumer_without_its_secret_may_come_and_the_user_is_warned(
    peer: Peer, make_consumer: Callable[[str], Consumer]
) -> None:
    consumer = make_consumer("")
    consumer.begin()
    page = consumer.consent()
    assert "came without its secret" in page.text
    assert consumer.finish(answer(peer.press(page, "allow"))["oauth_verifier"]).status_code == 200
    assert consumer.send("GET", "/api/companies").status_code == 200


def test_a_consumer_with_its_secret_gets_no_warning(consumer: Consumer) -> None:
    consumer.begin()
    assert "came without its secret" not in consumer.consent().text


def test_a_consumer_that_began_with_its_secret_can_not_go_on_without(
    peer: Peer, consumer: Consumer, make_consumer: Callable[[str], Consumer]
) -> None:
    consumer.connect()
    without = make_consumer("")
    without.credentials = consumer.credentials
    assert without.send("GET", "/api/companies").status_code == 401


def test_a_wrong_consumer_secret_is_refused(make_consumer: Callable[[str], Consumer]) -> None:
    refused = make_consumer("wrong").begin()
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"].startswith("OAuth ")


def test_an_unknown_consumer_is_refused(peer: Peer) -> None:
    assert Consumer(peer, SIGNATURE_HMAC_SHA1, key="somebody").begin().status_code == 401


def test_a_wrong_token_secret_is_refused(consumer: Consumer) -> None:
    consumer.connect()
    consumer.credentials["resource_owner_secret"] = "wrong"
    assert consumer.send("GET", "/api/companies").status_code == 401


def test_a_signature_is_for_the_address_that_was_signed(peer: Peer) -> None:
    consumer = Consumer(peer, SIGNATURE_HMAC_SHA1)
    consumer.connect()
    client = Client(codes.CONSUMER_KEY, codes.CONSUMER_SECRET, **consumer.credentials)
    _, headers, _ = client.sign(f"{peer.origin}/api/companies/1001/invoices?state=paid")
    assert peer.get("/api/companies/1001/invoices?state=late", headers).status_code == 401
    assert peer.get("/api/companies/1002/invoices?state=paid", headers).status_code == 401


def test_a_signed_request_works_once(peer: Peer, consumer: Consumer) -> None:
    consumer.connect()
    client = Client(codes.CONSUMER_KEY, codes.CONSUMER_SECRET, **consumer.credentials)
    _, headers, _ = client.sign(f"{peer.origin}/api/companies")
    assert peer.get("/api/companies", headers).status_code == 200
    assert peer.get("/api/companies", headers).status_code == 401


def test_the_parameters_may_stand_in_the_form(peer: Peer) -> None:
    client = Client(codes.CONSUMER_KEY, codes.CONSUMER_SECRET, callback_uri="oob", signature_type=SIGNATURE_TYPE_BODY)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    address, headers, body = client.sign(f"{peer.origin}/oauth1/request_token", "POST", "", form)
    assert peer.http.post(address, headers=headers, content=str(body)).status_code == 200


def test_a_wrong_verifier_is_refused_and_the_right_one_still_works(peer: Peer, consumer: Consumer) -> None:
    consumer.begin()
    verifier = answer(peer.press(consumer.consent(), "allow"))["oauth_verifier"]
    assert consumer.finish(verifier[:-1] + ("a" if verifier[-1] != "a" else "b")).status_code == 401
    assert consumer.finish(verifier).status_code == 200


def test_temporary_credentials_that_the_user_has_not_allowed_give_nothing(consumer: Consumer) -> None:
    consumer.begin()
    assert consumer.finish("guessed-verifier-00000000").status_code == 401


def test_temporary_credentials_work_once(peer: Peer, consumer: Consumer) -> None:
    consumer.begin()
    temporary = consumer.credentials
    verifier = answer(peer.press(consumer.consent(), "allow"))["oauth_verifier"]
    assert consumer.finish(verifier).status_code == 200
    consumer.credentials = temporary
    assert consumer.finish(verifier).status_code == 401
    assert consumer.consent().status_code == 400


def test_temporary_credentials_open_no_api(consumer: Consumer) -> None:
    consumer.begin()
    assert consumer.send("GET", "/api/companies").status_code == 401


def test_temporary_credentials_end_after_ten_minutes(consumer: Consumer, clock: Clock) -> None:
    consumer.begin()
    clock.now += 600
    assert "This sign-in has ended" in consumer.consent().text


def test_a_sign_in_that_ends_while_the_page_is_open_says_so(peer: Peer, consumer: Consumer, clock: Clock) -> None:
    consumer.begin()
    clock.now += 599
    page = consumer.consent()
    clock.now += 1
    assert "This sign-in has ended" in peer.press(page, "allow").text


def test_another_callback_is_refused_by_name(consumer: Consumer) -> None:
    refused = consumer.begin("https://evil.example/callback")
    assert refused.status_code == 400
    assert "not registered" in parse_qs(refused.text)["error_description"][0]


def test_a_clock_that_is_an_hour_off_is_refused(peer: Peer, clock: Clock) -> None:
    refused = Consumer(peer, SIGNATURE_HMAC_SHA1).send(
        "POST", "/oauth1/request_token", callback_uri="oob", timestamp=str(int(clock.now) - 3600)
    )
    assert refused.status_code == 400
    assert "Timestamp" in parse_qs(refused.text)["error_description"][0]


@pytest.mark.parametrize("query", ["", "?oauth_token=", "?oauth_token=%22%3E%3Cscript%3E", "?oauth_token=%zz", "?a=b"])
def test_a_link_without_known_credentials_is_said_on_a_page(peer: Peer, query: str) -> None:
    page = peer.get(f"/oauth1/authorize{query}")
    assert page.status_code == 400
    assert "<script" not in page.text


@pytest.mark.parametrize("query", ["", "?oauth_token=a&oauth_verifier=b", "?oauth_verifier=%3Cscript%3E"])
def test_the_page_shows_no_verifier_that_is_made_up(peer: Peer, query: str) -> None:
    page = peer.get(f"/oauth1/verifier{query}")
    assert page.status_code == 400
    assert "<script" not in page.text


@pytest.mark.parametrize(
    "header", ["OAuth", "OAuth x", "OAuth oauth_token", 'OAuth realm="", ,,', 'OAuth oauth_nonce="']
)
def test_a_header_that_is_none_is_refused(peer: Peer, header: str) -> None:
    assert peer.get("/api/companies", {"Authorization": header}).status_code == 401
    begun = peer.http.post(f"{peer.origin}/oauth1/request_token", headers={"Authorization": header})
    assert begun.status_code == 400
