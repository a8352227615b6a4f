"""OAuth 1.0a signatures: the vectors of RFC 5849, and two second opinions."""

import re
from urllib.parse import unquote, urlencode

import pytest
from authlib.oauth1 import ClientAuth
from hypothesis import given
from hypothesis import strategies as st
from oauthlib.oauth1 import Client

from ledgerpass.oauth1.signature import Consumer, authorization_header, base_string, sign
from ledgerpass.oauth1.token_credentials import TokenCredentials
from ledgerpass.secret import Secret

PHOTOS = Consumer(key=Secret("dpf43f3p2l4k3l03"), secret=Secret("kd94hf93k423kf44"), realm="Photos")
FRESHBOOKS = Consumer(
    key=Secret("consumer"),
    secret=Secret("36PEuJegNY47i5Qw645PjV7bQeVwG79879"),
    signature_method="PLAINTEXT",
    realm="",
)
XML_IN = "https://sample.freshbooks.com/api/2.1/xml-in"


def credentials(token: str, token_secret: str) -> TokenCredentials:
    return TokenCredentials(token=Secret(token), token_secret=Secret(token_secret))


def read_header(header: Secret) -> dict[str, str]:
    scheme, _, rest = header.reveal().partition(" ")
    assert scheme == "OAuth"
    pairs = [re.fullmatch(r'(\w+)="([^"]*)"', part) for part in rest.split(", ")]
    assert all(pairs), rest
    read = {pair[1]: unquote(pair[2]) for pair in pairs if pair}
    assert len(read) == len(pairs), "a parameter is there twice"
    return read


# RFC 5849 section 1.2; its requests leave oauth_version out, which section 3.1 allows


@pytest.mark.parametrize(
    ("method", "url", "token", "parameters", "signature"),
    [
        (
            "POST",
            "https://photos.example.net/initiate",
            None,
            {
                "oauth_timestamp": "137131200",
                "oauth_nonce": "wIjqoS",
                "oauth_callback": "http://printer.example.com/ready",
            },
            "74KNZJeDHnMBp0EMJ9ZHt/XKycU=",
        ),
        (
            "POST",
            "https://photos.example.net/token",
            credentials("hh5s93j4hdidpola", "hdhd0244k9j7ao03"),
            {"oauth_timestamp": "137131201", "oauth_nonce": "walatlh", "oauth_verifier": "hfdp7dh39dks9884"},
            "gKgrFCywp7rO0OXSjdot/IHF7IU=",
        ),
        (
            "GET",
            "http://photos.example.net/photos?file=vacation.jpg&size=original",
            credentials("nnch734d00sl2jdk", "pfkkdhi9sl3r4s00"),
            {"oauth_timestamp": "137131202", "oauth_nonce": "chapoH"},
            "MdpQcU8iPSUjWoN/UDMsK2sui9I=",
        ),
    ],
    ids=["temporary credentials", "token credentials", "photos"],
)
def test_the_signature_is_that_of_rfc_5849_section_1_2(
    method: str, url: str, token: TokenCredentials | None, parameters: dict[str, str], signature: str
) -> None:
    named = parameters | {"oauth_consumer_key": PHOTOS.key.reveal(), "oauth_signature_method": "HMAC-SHA1"}
    if token:
        named["oauth_token"] = token.token.reveal()
    assert sign(PHOTOS, token, base_string(method, url, [*named.items()])) == signature


def test_the_base_string_is_that_of_rfc_5849_section_3_4_1_1() -> None:
    url = "http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b"
    protocol = [
        ("oauth_consumer_key", "9djdj82h48djs9d2"),
        ("oauth_token", "kkk9d7dh3k39sjv7"),
        ("oauth_signature_method", "HMAC-SHA1"),
        ("oauth_timestamp", "137131201"),
        ("oauth_nonce", "7d8f3e4a"),
    ]
    body = [("c2", ""), ("a3", "2 q")]
    assert base_string("post", url, [*protocol, *body]) == (
        "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26"
        "c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26"
        "oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7"
    )


# the header


def test_freshbooks_header_is_the_one_on_its_page() -> None:
    token = credentials("foo", "nDfi7Y2j7dA5aFR9SnecfxxmwQmysVHx")
    header = authorization_header(
        FRESHBOOKS,
        method="POST",
        url=XML_IN,
        token=token,
        clock=lambda: 1251493984.9,
        randomness=lambda _: "GKork9OAIff",
    )
    assert header.reveal().startswith('OAuth realm="", ')
    assert 'oauth_signature="36PEuJegNY47i5Qw645PjV7bQeVwG79879%26nDfi7Y2j7dA5aFR9SnecfxxmwQmysVHx"' in header.reveal()
    assert read_header(header) == {
        "realm": "",
        "oauth_version": "1.0",
        "oauth_consumer_key": "consumer",
        "oauth_token": "foo",
        "oauth_timestamp": "1251493984",
        "oauth_nonce": "GKork9OAIff",
        "oauth_signature_method": "PLAINTEXT",
        "oauth_signature": "36PEuJegNY47i5Qw645PjV7bQeVwG79879&nDfi7Y2j7dA5aFR9SnecfxxmwQmysVHx",
    }


def test_a_plaintext_signature_is_encoded_twice() -> None:
    # RFC 5849 section 3.4.4 encodes each secret, section 3.5.1 the whole again: ü is %C3%BC, then %25C3%25BC
    consumer = Consumer(key=Secret("key"), secret=Secret("a&ü"), signature_method="PLAINTEXT")
    header = authorization_header(consumer, method="POST", url=XML_IN, token=credentials("t", "b c"))
    assert 'oauth_signature="a%2526%25C3%25BC%26b%2520c"' in header.reveal()


@pytest.mark.parametrize("secret", [None, Secret("")])
def test_a_consumer_without_a_secret_signs_with_an_ampersand(secret: Secret | None) -> None:
    consumer = Consumer(key=Secret("key"), secret=secret, signature_method="PLAINTEXT")
    unsigned = authorization_header(consumer, method="POST", url=XML_IN)
    signed = authorization_header(consumer, method="POST", url=XML_IN, token=credentials("t", "token-secret"))
    assert read_header(unsigned)["oauth_signature"] == "&"
    assert read_header(signed)["oauth_signature"] == "&token-secret"


def test_a_realm_is_left_out_only_where_there_is_none() -> None:
    without = authorization_header(Consumer(key=Secret("key")), method="GET", url=XML_IN)
    quoted = authorization_header(Consumer(key=Secret("key"), realm='say "cheese"'), method="GET", url=XML_IN)
    assert "realm" not in without.reveal()
    assert quoted.reveal().startswith(r'OAuth realm="say \"cheese\"", ')


def test_the_realm_is_not_signed() -> None:
    signatures = {
        read_header(
            authorization_header(
                Consumer(key=Secret("key"), realm=realm),
                method="GET",
                url=XML_IN,
                clock=lambda: 1.0,
                randomness=lambda _: "n",
            )
        )["oauth_signature"]
        for realm in (None, "", "Photos")
    }
    assert len(signatures) == 1


def test_every_request_has_a_fresh_nonce_of_128_bits() -> None:
    octets: list[int] = []

    def randomness(number: int) -> str:
        octets.append(number)
        return "nonce"

    authorization_header(PHOTOS, method="GET", url=XML_IN, randomness=randomness)
    nonces = {read_header(authorization_header(PHOTOS, method="GET", url=XML_IN))["oauth_nonce"] for _ in range(50)}
    assert octets == [16]
    assert len(nonces) == 50


@pytest.mark.parametrize("name", ["oauth_consumer_key", "oauth_signature_method", "oauth_nonce", "oauth_token"])
def test_a_further_parameter_cant_take_the_place_of_the_protocols_own(name: str) -> None:
    header = authorization_header(
        PHOTOS, method="GET", url=XML_IN, token=credentials("token", "s"), parameters={name: "hostile"}
    )
    assert "hostile" not in header.reveal()


def test_a_form_body_is_signed_but_not_in_the_header() -> None:
    def header(form: list[tuple[str, str]]) -> dict[str, str]:
        return read_header(
            authorization_header(
                PHOTOS, method="POST", url=XML_IN, form=form, clock=lambda: 1.0, randomness=lambda _: "n"
            )
        )

    assert header([("a", "1")])["oauth_signature"] != header([("a", "2")])["oauth_signature"]
    assert "a" not in header([("a", "1")])


def test_neither_codes_nor_header_are_on_show() -> None:
    header = authorization_header(FRESHBOOKS, method="POST", url=XML_IN)
    assert "consumer" not in repr(header)
    assert "36PEuJegNY47i5Qw645PjV7bQeVwG79879" not in repr(FRESHBOOKS)


# second opinions

_TEXT = st.text(min_size=1)
_QUERY = st.lists(st.tuples(st.text("abcü =&+%", min_size=1), st.text("xyz/ü =&+%")), max_size=3)


@given(
    key=_TEXT,
    secret=st.text(),
    token=_TEXT,
    token_secret=st.text(),
    verifier=_TEXT,
    query=_QUERY,
    plaintext=st.booleans(),
)
def test_oauthlib_signs_the_same(
    *,
    key: str,
    secret: str,
    token: str,
    token_secret: str,
    verifier: str,
    query: list[tuple[str, str]],
    plaintext: bool,
) -> None:
    url = f"https://books.example/xml-in?{urlencode(query)}" if query else "https://books.example/xml-in"
    consumer = Consumer(
        key=Secret(key), secret=Secret(secret), signature_method="PLAINTEXT" if plaintext else "HMAC-SHA1"
    )
    ours = authorization_header(
        consumer,
        method="POST",
        url=url,
        token=credentials(token, token_secret),
        parameters={"oauth_verifier": verifier},
        clock=lambda: 1_795_305_600.5,
        randomness=lambda _: "nonce",
    )
    judge = Client(
        key,
        client_secret=secret,
        resource_owner_key=token,
        resource_owner_secret=token_secret,
        signature_method=consumer.signature_method,
        verifier=verifier,
        nonce="nonce",
        timestamp="1795305600",
    )
    _, headers, _ = judge.sign(url, http_method="POST")
    assert read_header(ours) == read_header(Secret(headers["Authorization"]))


@pytest.mark.parametrize("method", ["PLAINTEXT", "HMAC-SHA1"])
@pytest.mark.parametrize("secret", ["plain", "with & and %", "ünïcödé", ""])
def test_authlib_signs_the_same(method: str, secret: str) -> None:
    consumer = Consumer(
        key=Secret("key"),
        secret=Secret(secret),
        signature_method="PLAINTEXT" if method == "PLAINTEXT" else "HMAC-SHA1",
    )
    ours = authorization_header(
        consumer,
        method="POST",
        url=XML_IN,
        token=credentials("token", "token secret"),
        clock=lambda: 1_795_305_600.0,
        randomness=lambda _: "nonce",
    )
    judge = ClientAuth("key", secret, token="token", token_secret="token secret", signature_method=method)
    protocol = [(name, value) for name, value in read_header(ours).items() if name != "oauth_signature"]
    _, headers, _ = judge._render(XML_IN, {}, b"", protocol)  # noqa: SLF001  # what fixes time and nonce
    theirs = judge.get_oauth_signature("POST", XML_IN, headers, b"")
    assert read_header(ours)["oauth_signature"] == theirs
