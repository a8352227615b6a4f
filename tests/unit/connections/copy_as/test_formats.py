"""What each format looks like, and what is refused instead of copied."""

from collections.abc import Callable

import pytest

from ledgerpass.connections.copy_as.curl_command import copy_curl_command
from ledgerpass.connections.copy_as.curl_header import copy_curl_header
from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.copy_as.token import copy_token
from ledgerpass.errors import CopyRefused
from ledgerpass.secret import Secret

URL = "https://moneybird.com/api/v2/administrations.json"


def subject(value: str = "Bearer tok3n", **changes: object) -> Subject:
    fields = {"token": Secret("tok3n"), "headers": {"Authorization": Secret(value)}, "url": URL, **changes}
    return Subject(**fields)  # type: ignore[arg-type]  # one helper for every field


def lazily(*copies: Callable[[], Secret]) -> tuple[Callable[[], Secret], ...]:
    return copies


def test_a_token_is_copied_without_anything_around_it() -> None:
    assert copy_token(subject()) == Secret("tok3n")


def test_a_header_is_copied_as_an_option_for_curl() -> None:
    assert copy_curl_header(subject()) == Secret("-H 'Authorization: Bearer tok3n'")


def test_several_headers_are_several_options() -> None:
    headers = {"Authorization": Secret("Bearer tok3n"), "Xero-Tenant-Id": Secret("1f2e")}
    copied = copy_curl_header(subject(headers=headers))
    assert copied == Secret("-H 'Authorization: Bearer tok3n' -H 'Xero-Tenant-Id: 1f2e'")


def test_a_command_says_no_more_than_it_must() -> None:
    assert copy_curl_command(subject()) == Secret(f"curl -sS -H 'Authorization: Bearer tok3n' {URL}")


def test_a_command_with_everything_says_everything() -> None:
    everything = subject(
        url=f"{URL}?filter=period:this_year&per_page=[1-10]",
        method="PUT",
        plain_headers={"Accept": "application/json"},
        body='@{"name": "d\'Artagnan"}',
    )
    assert copy_curl_command(everything) == Secret(
        "curl -sS -X PUT --globoff -H 'Authorization: Bearer tok3n' -H 'Accept: application/json' "
        '--data-raw \'@{"name": "d\'"\'"\'Artagnan"}\' '
        f"'{URL}?filter=period:this_year&per_page=[1-10]'"
    )


@pytest.mark.parametrize(
    ("method", "body", "said"),
    [("GET", "", ""), ("GET", "q=1", "-X GET "), ("HEAD", "", "--head "), ("POST", "", "-X POST ")],
)
def test_the_method_is_said_where_it_is_not_the_obvious_one(method: str, body: str, said: str) -> None:
    command = copy_curl_command(subject(method=method, body=body)).reveal()
    assert command.startswith(f"curl -sS {said}-H ")


@pytest.mark.parametrize("sign", ["\r", "\n", "\r\nX-Evil:1", "\0", "\t", "\x1b[31m", "\x7f", "\x85", "\x9b"])
@pytest.mark.parametrize("before", ["", "abc"])
def test_a_control_character_is_refused_wherever_it_is(before: str, sign: str) -> None:
    evil = f"{before}{sign}def"
    for copy in lazily(
        lambda: copy_token(subject(token=Secret(evil))),
        lambda: copy_curl_header(subject(evil)),
        lambda: copy_curl_command(subject(evil)),
        lambda: copy_curl_command(subject(plain_headers={"Accept": evil})),
        lambda: copy_curl_command(subject(body=evil)),
        lambda: copy_curl_command(subject(url=URL + evil)),
    ):
        with pytest.raises(CopyRefused) as refusal:
            copy()
        assert refusal.value.reason == "control_character"
        assert "def" not in str(refusal.value)


def test_half_a_character_is_no_text() -> None:
    for copy in lazily(
        lambda: copy_token(subject(token=Secret("abc\ud800"))),
        lambda: copy_curl_header(subject("abc\ud800")),
        lambda: copy_curl_command(subject(body="\udfff")),
    ):
        with pytest.raises(CopyRefused) as refusal:
            copy()
        assert refusal.value.reason == "not_text"


def test_what_is_not_there_is_not_copied() -> None:
    for copy in lazily(
        lambda: copy_token(subject(token=Secret(""))),
        lambda: copy_curl_header(subject("")),  # curl takes "Name:" for: leave that header out
        lambda: copy_curl_header(subject(headers={})),
        lambda: copy_curl_command(subject("")),
    ):
        with pytest.raises(CopyRefused) as refusal:
            copy()
        assert refusal.value.reason == "empty"


@pytest.mark.parametrize("value", [" tok3n", "tok3n ", " "])
def test_a_blank_that_http_would_drop_is_refused(value: str) -> None:
    with pytest.raises(CopyRefused) as refusal:
        copy_curl_header(subject(value))
    assert refusal.value.reason == "surrounding_space"


@pytest.mark.parametrize("name", ["", "@secrets", "@/etc/passwd", "Authorization:", "A B", "Na\u00efve", "A\n"])
def test_what_is_no_headers_name_never_reaches_curl(name: str) -> None:
    for copy in (copy_curl_header, copy_curl_command):
        with pytest.raises(CopyRefused) as refusal:
            copy(subject(headers={name: Secret("v")}))
        assert refusal.value.reason == "header_name"


@pytest.mark.parametrize("url", ["", "-o/etc/passwd", "file:///etc/passwd", "moneybird.com", "https://a b", "https://"])
def test_what_is_no_web_address_never_reaches_curl(url: str) -> None:
    with pytest.raises(CopyRefused) as refusal:
        copy_curl_command(subject(url=url))
    assert refusal.value.reason == "address"


@pytest.mark.parametrize(("method", "body"), [("", ""), ("get", ""), ("GET -o x", ""), ("-X", ""), ("HEAD", "body")])
def test_what_is_no_method_never_reaches_curl(method: str, body: str) -> None:
    with pytest.raises(CopyRefused) as refusal:
        copy_curl_command(subject(method=method, body=body))
    assert refusal.value.reason == "method"


def test_what_is_copied_is_never_shown() -> None:
    for copied in (copy_token(subject()), copy_curl_header(subject()), copy_curl_command(subject())):
        assert "tok3n" not in repr(copied) + str(copied)
