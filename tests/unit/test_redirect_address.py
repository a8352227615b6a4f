"""Addresses to the provider and back."""

from urllib.parse import parse_qs, urlsplit

import pytest

from ledgerpass.errors import AnswerRefused, NotProtected
from ledgerpass.redirect_address import authorization_address, is_in_normal_form, is_same_address, read_redirect
from ledgerpass.secret import Secret

REDIRECT_URI = "http://127.0.0.1:53121/callback"


def arrive(address: str, redirect_uri: str = REDIRECT_URI) -> dict[str, str]:
    return read_redirect(Secret(address), redirect_uri=redirect_uri, provider="Moneybird")


def test_the_query_that_an_endpoint_has_is_kept_as_it_is_written() -> None:
    address = authorization_address("https://bank.example/authorize?tenant=a%2Fb&lang=nl", {"state": "s t"})
    assert address == "https://bank.example/authorize?tenant=a%2Fb&lang=nl&state=s%20t"


def test_no_parameter_is_sent_twice() -> None:
    address = authorization_address("https://bank.example/authorize?state=fixed&st%61te=x&lang=nl", {"state": "fresh"})
    assert parse_qs(urlsplit(address).query) == {"lang": ["nl"], "state": ["fresh"]}


def test_a_fragment_at_the_endpoint_does_not_swallow_the_parameters() -> None:
    assert authorization_address("https://bank.example/a#top", {"state": "s"}) == "https://bank.example/a?state=s"


@pytest.mark.parametrize("endpoint", ["http://bank.example/authorize", "http://localhost.example/", "ftp://localhost/"])
def test_an_endpoint_without_https_is_not_shown_to_anybody(endpoint: str) -> None:
    with pytest.raises(NotProtected):
        authorization_address(endpoint, {})


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost:8080", "[::1]:8080"])
def test_the_practice_company_on_this_computer_needs_no_https(host: str) -> None:
    assert authorization_address(f"http://{host}/authorize", {"a": "b"}) == f"http://{host}/authorize?a=b"


def test_parameters_are_read_from_the_query() -> None:
    assert arrive(f"{REDIRECT_URI}?code=a%2Fb&state=x+y&x=") == {"code": "a/b", "state": "x y", "x": ""}


def test_parameters_are_read_from_the_fragment_when_the_query_has_none() -> None:
    assert arrive(f"{REDIRECT_URI}#code=abc&state=xyz") == {"code": "abc", "state": "xyz"}


def test_what_a_browser_leaves_in_the_fragment_is_no_answer() -> None:
    assert arrive(f"{REDIRECT_URI}?code=abc#code=other") == {"code": "abc"}


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1:53121/callback?code=a",
        "http://localhost:53121/callback?code=a",
        "http://127.0.0.1:53122/callback?code=a",
        "http://127.0.0.1/callback?code=a",
        "http://127.0.0.1:53121/?code=a",
        "http://127.0.0.1:53121/callback/?code=a",
        "http://127.0.0.1:53121/callback/../callback?code=a",
        "http://127.0.0.1:53121/Callback?code=a",
        "http://127.0.0.1:53121/%63allback?code=a",
        "http://127.0.0.1:53121/callback;x?code=a",
        "http://me@127.0.0.1:53121/callback?code=a",
        "http://127.0.0.1:53121@evil.example/callback?code=a",
        "http://127.0.0.1.evil.example:53121/callback?code=a",
        "http://127.0.0.1:53121/call\nback?code=a",
        " http://127.0.0.1:53121/callback?code=a",
        "http://127.0.0.1:port/callback?code=a",
        "http://[127.0.0.1:53121/callback?code=a",
        "//127.0.0.1:53121/callback?code=a",
        "/callback?code=a",
        "",
    ],
)
def test_an_address_that_was_not_promised_is_refused(address: str) -> None:
    with pytest.raises(AnswerRefused) as caught:
        arrive(address)
    assert caught.value.reason == "redirect"


def test_what_browsers_write_differently_is_still_the_same_address() -> None:
    assert is_same_address("HTTPS://Books.Example:443/cb?a=1", "https://books.example/cb")
    assert is_same_address("http://127.0.0.1:80", "http://127.0.0.1/")


def test_no_address_comes_back_to_a_word_that_stands_for_none() -> None:
    with pytest.raises(AnswerRefused):
        arrive("urn:ietf:wg:oauth:2.0:other?code=a", "urn:ietf:wg:oauth:2.0:oob")
    with pytest.raises(AnswerRefused):
        arrive("http://127.0.0.1:53121/callback?code=a", "oob")
    with pytest.raises(AnswerRefused):
        arrive("oob?code=a", "oob")


def test_the_redirect_addresss_own_query_has_to_come_back_unchanged() -> None:
    promised = "https://books.example/cb?way=desk"
    assert arrive(f"{promised}&code=a", promised) == {"code": "a"}
    assert arrive(f"{promised}#code=a", promised) == {"code": "a"}
    for address in ("https://books.example/cb?code=a", "https://books.example/cb?way=other&code=a"):
        with pytest.raises(AnswerRefused) as caught:
            arrive(address, promised)
        assert caught.value.reason == "redirect"


@pytest.mark.parametrize("query", ["?code=a&code=b", "?code=a&state=s&state=s", "#code=a&code=b"])
def test_a_parameter_that_came_twice_is_refused(query: str) -> None:
    with pytest.raises(AnswerRefused) as caught:
        arrive(REDIRECT_URI + query)
    assert caught.value.reason == "repeated"


@pytest.mark.parametrize("path", ["", "/", "/a/b.c/..d/e..", "/a%C3%A9b", "/a%2Fb", "/a?b=c&d=%20", "/(a)*;b=~c,d:e@f"])
def test_an_address_is_known_again_when_browsers_write_it_in_the_same_way(path: str) -> None:
    assert is_in_normal_form(f"https://acme.example{path}")


@pytest.mark.parametrize("word", ["oob", "urn:ietf:wg:oauth:2.0:oob", "nl.acme.books:/done"])
def test_words_that_stand_for_no_address_are_written_in_one_way_too(word: str) -> None:
    assert is_in_normal_form(word)


@pytest.mark.parametrize(
    "path", ["/a b", "/\u00e9", "/%c3%a9", "/%41", "/%7E", "/a|b", "/a#b", "/./a", "/a/..", "/a/.?b", "/%"]
)
def test_an_address_that_browsers_write_in_another_way_is_told(path: str) -> None:
    assert not is_in_normal_form(f"https://acme.example{path}")
