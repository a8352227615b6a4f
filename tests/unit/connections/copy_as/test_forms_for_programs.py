"""The forms that other programs take: a spreadsheet, Postman, a settings file, Python, curl's own file of options."""

import json
import re
import uuid
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledgerpass.connections.copy_as.curl_config_on_input import copy_curl_config_on_input
from ledgerpass.connections.copy_as.env_line import copy_env_line
from ledgerpass.connections.copy_as.header_line import copy_header_line
from ledgerpass.connections.copy_as.postman_environment import copy_postman_environment
from ledgerpass.connections.copy_as.power_query import copy_power_query
from ledgerpass.connections.copy_as.python_httpx import copy_python_httpx
from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.formats import FORMATS
from ledgerpass.errors import CopyRefused
from ledgerpass.secret import Secret

URL = "https://moneybird.com/api/v2/administrations.json"
XML = '<?xml version="1.0"?><request method="system.current"/>'
PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(
    lambda text: text.strip(" ") == text
)
ASCII = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1).filter(
    lambda text: text.strip(" ") == text
)


def subject(value: str = "Bearer tok3n", **changes: object) -> Subject:
    fields = {"token": Secret("tok3n"), "headers": {"Authorization": Secret(value)}, "url": URL, **changes}
    return Subject(**fields)  # type: ignore[arg-type]  # one helper for every field


def refusal(copy: Callable[[Subject], Secret], refused: Subject) -> str:
    with pytest.raises(CopyRefused) as caught:
        copy(refused)
    return caught.value.reason


def m_texts(query: str) -> list[str]:
    """Read every text in M as its specification says: a doubled quote is one, and `#(…)` an escape sequence."""
    texts, place = [], query.find('"')
    while place >= 0:
        text, place = "", place + 1
        while not (query[place] == '"' and query[place + 1 : place + 2] != '"'):
            if query[place : place + 4] == "#(#)":
                text, place = text + "#", place + 4
            elif query[place : place + 2] == "#(":
                message = "another escape sequence begins here"
                raise AssertionError(message)
            else:
                text, place = text + query[place], place + (2 if query[place] == '"' else 1)
        texts.append(text)
        place = query.find('"', place + 1)
    return texts


def test_the_bare_header_is_one_line_without_an_end() -> None:
    assert copy_header_line(subject()) == Secret("Authorization: Bearer tok3n")


def test_several_headers_are_no_bare_header() -> None:
    headers = {"Authorization": Secret("Bearer tok3n"), "Xero-Tenant-Id": Secret("1f2e")}
    assert refusal(copy_header_line, subject(headers=headers)) == "several_headers"


def test_a_call_on_standard_input_is_one_line_that_begins_with_a_blank() -> None:
    assert copy_curl_config_on_input(subject('Bearer "\\', method="POST", body="a=1")) == Secret(
        " printf '%s\\n' 'request = \"POST\"' 'header = \"Authorization: Bearer \\\"\\\\\"' 'data-raw = \"a=1\"' "
        f"'url = \"{URL}\"' | curl -sS --config -"
    )


def test_a_query_for_a_spreadsheet_asks_with_the_header() -> None:
    assert copy_power_query(subject()) == Secret(
        "let\n"
        f'    Answer = Web.Contents("{URL}", [Headers = [#"Authorization" = "Bearer tok3n"]]),\n'
        "    Result = Json.Document(Answer)\n"
        "in\n"
        "    Result"
    )


def test_a_query_that_sends_something_reads_the_kind_of_answer_that_comes() -> None:
    call = subject(method="POST", plain_headers={"Content-Type": "application/xml"}, body=XML)
    query = copy_power_query(call).reveal()
    assert '#"Content-Type" = "application/xml"' in query
    assert 'Content = Text.ToBinary("<?xml version=""1.0""?>' in query
    assert "Result = Xml.Tables(Answer)" in query


@given(value=ASCII, body=PRINTABLE)
@example(value='#(lf) "#(#)" ##(', body="#(cr,lf)")
def test_every_text_comes_through_the_spreadsheets_language(value: str, body: str) -> None:
    query = copy_power_query(subject(value, method="POST", body=body)).reveal()
    assert m_texts(query) == [URL, "Authorization", value, body]


@pytest.mark.parametrize(("method", "body"), [("PUT", "x"), ("DELETE", ""), ("GET", "x"), ("POST", ""), ("HEAD", "")])
def test_a_call_that_a_spreadsheet_can_t_make_is_refused(method: str, body: str) -> None:
    assert refusal(copy_power_query, subject(method=method, body=body)) == "method"


def test_an_environment_for_postman_hides_what_is_secret() -> None:
    environment = json.loads(copy_postman_environment(subject()).reveal())
    assert uuid.UUID(environment.pop("id")).version == 5
    assert environment == {
        "name": "Ledgerpass moneybird.com",
        "values": [
            {"key": "url", "value": URL, "type": "default", "enabled": True},
            {"key": "token", "value": "tok3n", "type": "secret", "enabled": True},
            {"key": "authorization", "value": "Bearer tok3n", "type": "secret", "enabled": True},
        ],
        "_postman_variable_scope": "environment",
    }


def test_the_same_address_is_the_same_environment() -> None:
    one, other = (json.loads(copy_postman_environment(subject(value)).reveal()) for value in ("a", "b"))
    assert one["id"] == other["id"]


@given(value=PRINTABLE, token=PRINTABLE)
def test_every_text_comes_through_postmans_language(value: str, token: str) -> None:
    text = copy_postman_environment(subject(value, token=Secret(token))).reveal()
    assert text.isascii()
    assert [each["value"] for each in json.loads(text)["values"]] == [URL, token, value]


@pytest.mark.parametrize("url", ["", "https://", "https://[bad"])
def test_an_environment_without_an_address_is_refused(url: str) -> None:
    assert refusal(copy_postman_environment, subject(url=url)) == "address"


def test_a_line_of_a_settings_file_has_no_quotes() -> None:
    assert copy_env_line(subject(token=Secret("a.b-c_d~e+f/g=="))) == Secret("LEDGERPASS_TOKEN=a.b-c_d~e+f/g==")


@pytest.mark.parametrize("sign", [*"'\"$`\\ !#&;|<>()*?[]{}^", "\u00e9"])
def test_a_sign_that_such_files_are_not_agreed_on_is_refused(sign: str) -> None:
    for token in (f"{sign}ab", f"a{sign}b", f"ab{sign}"):
        assert refusal(copy_env_line, subject(token=Secret(token))) == "sign_in_file"


@pytest.mark.parametrize("token", ["~root", "a:~root", "a=~root"])
def test_what_a_shell_takes_for_a_home_is_refused(token: str) -> None:
    assert refusal(copy_env_line, subject(token=Secret(token))) == "sign_in_file"


def test_a_line_of_python_prints_the_answer() -> None:
    assert copy_python_httpx(subject()) == Secret(
        f"import httpx; print(httpx.request('GET', '{URL}', headers={{'Authorization': 'Bearer tok3n'}}).text)"
    )


def test_a_line_of_python_is_plain_ascii_whatever_it_sends() -> None:
    line = copy_python_httpx(subject(method="POST", body="d'\u00c9t\u00e9 \u2028")).reveal()
    assert line.isascii()
    assert re.search(r'content="d\'\\xc9t\\xe9 \\u2028"', line)


def test_a_header_that_would_not_be_sent_is_refused() -> None:
    for copy in (copy_power_query, copy_python_httpx):
        assert refusal(copy, subject("s\u00e9cr\u00e8t")) == "not_ascii"


@pytest.mark.parametrize("name", sorted(FORMATS))
@pytest.mark.parametrize("sign", ["\r", "\n", "\0", "\t", "\x1b", "\x85"])
def test_no_form_copies_a_control_character(name: str, sign: str) -> None:
    evil = subject(f"a{sign}b", token=Secret(f"a{sign}b"))
    assert refusal(FORMATS[name].copy, evil) == "control_character"


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_form_copies_half_a_character_or_nothing(name: str) -> None:
    assert refusal(FORMATS[name].copy, subject("a\ud800", token=Secret("a\ud800"))) == "not_text"
    assert refusal(FORMATS[name].copy, subject("", token=Secret(""))) == "empty"


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_form_ends_with_a_line_break_or_shows_its_secret(name: str) -> None:
    copied = FORMATS[name].copy(subject())
    assert copied.reveal().rstrip("\r\n") == copied.reveal()
    assert "tok3n" in copied.reveal()
    assert "tok3n" not in repr(copied) + str(copied)


def test_every_form_is_noted_by_a_word_that_says_what_and_not_which() -> None:
    assert all(each.noted_as.startswith("copied_") for each in FORMATS.values())
