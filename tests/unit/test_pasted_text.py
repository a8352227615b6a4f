"""What people paste, before any protocol looks at it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerpass.errors import AnswerRefused, PasteNotUnderstood
from ledgerpass.pasted_text import LONGEST, PastedText, read_pasted_text

NAMES = ("code", "state", "error")


def read(text: str) -> PastedText:
    return read_pasted_text(text, names=NAMES, provider="Moneybird")


def bare(text: str) -> str | None:
    found = read(text).bare
    return found.reveal() if found else None


@pytest.mark.parametrize(
    "text",
    [
        "1192e141cf",
        "  1192e141cf \n",
        "\t1192e\r\n   141cf\r\n",
        '"1192e141cf"',
        "“1192e141cf”",
        " \u2018 1192e141cf \u2019 ",
        "`1192e141cf`",
        "\ufeff1192e\u200b141\u00adcf\u00a0",
        "%31192e141cf",
        "1192e141cf\x00",
    ],
)
def test_a_code_is_found_under_what_people_paste_around_it(text: str) -> None:
    assert bare(text) == "1192e141cf"


@pytest.mark.parametrize("code", ["4/0Ab_c-d.e~f", "abc+def/ghi==", "a#b", "eyJh.bGci.Oi", "key:value"])
def test_a_code_may_hold_any_visible_character(code: str) -> None:
    assert bare(code) == code


def test_a_percent_encoded_code_is_decoded_once() -> None:
    assert bare("4%2F0Ab%2525") == "4/0Ab%25"


@pytest.mark.parametrize(
    ("text", "parameters"),
    [
        ("code=abc", {"code": "abc"}),
        ("?code=abc&state=xyz", {"code": "abc", "state": "xyz"}),
        ("#state=xyz&code=abc", {"code": "abc", "state": "xyz"}),
        ("code=abc&amp;state=xyz", {"code": "abc", "state": "xyz"}),
        ("code=abc&amp;amp;state=xyz", {"code": "abc", "state": "xyz"}),
        ("code=abc\nstate=xyz", {"code": "abc", "state": "xyz"}),
        ("code=abc state=xyz", {"code": "abc", "state": "xyz"}),
        ("Code: abc", {"code": "abc"}),
        ('code="abc"', {"code": "abc"}),
        ("code=ab1\n  c2", {"code": "ab1c2"}),
        ("code=abc\nJan", {"code": "abc"}),
        ("Hello\ncode=abc\n\nJan", {"Hello": "", "code": "abc"}),
        ("code=abc\n\nstate=xyz", {"code": "abc", "state": "xyz"}),
        ("code%3Dabc%26state%3Dxyz", {"code": "abc", "state": "xyz"}),
        ("code=4%2F0Ab", {"code": "4/0Ab"}),
        ("session=1&code=abc", {"session": "1", "code": "abc"}),
    ],
)
def test_parameters_are_read(text: str, parameters: dict[str, str]) -> None:
    found = read(text)
    assert (found.parameters, found.address, found.bare) == (parameters, "", None)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("http://127.0.0.1:53121/cb?code=abc&state=xyz", "http://127.0.0.1:53121/cb"),
        ("http://127.0.0.1:53121/cb#code=abc&state=xyz", "http://127.0.0.1:53121/cb"),
        ("<http://127.0.0.1:53121/cb?code=abc&state=xyz>", "http://127.0.0.1:53121/cb"),
        ("http://127.0.0.1:53121/cb?code=a\r\nbc&sta\r\nte=xyz", "http://127.0.0.1:53121/cb"),
        ("http://127.0.0.1:53121/cb?code=abc &state=xyz", "http://127.0.0.1:53121/cb"),
        ("http://127.0.0.1:53121/cb?code=abc&state=xyz\nThanks!", "http://127.0.0.1:53121/cb"),
        ("http://127.0.0.1:53121/cb?code=abc&state=xyz\n\nJan de Vries, 0612345678", "http://127.0.0.1:53121/cb"),
        ("http://127.0.0.1:53121/cb\n?code=abc&state=xyz", "http://127.0.0.1:53121/cb"),
        ("http://127.0.0.1:53121/cb?code=abc&amp;state=xyz", "http://127.0.0.1:53121/cb"),
        ("http%3A%2F%2F127.0.0.1%3A53121%2Fcb%3Fcode%3Dabc%26state%3Dxyz", "http://127.0.0.1:53121/cb"),
        ("127.0.0.1:53121/cb?code=abc&state=xyz", "//127.0.0.1:53121/cb"),
        ("127.0.0.1:53121/cb#code=abc&state=xyz", "//127.0.0.1:53121/cb"),
    ],
)
def test_an_address_is_read(text: str, address: str) -> None:
    found = read(text)
    assert (found.parameters, found.address) == ({"code": "abc", "state": "xyz"}, address)


WRAPPED = "Zq8" * 25


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1192e141cf\n\nJan", "1192e141cf"),
        ("1192e141cf\nJan", "1192e141cf"),
        ("1192e141cf\nKind regards,\nJan", "1192e141cf"),
        ("1192e141cf\n\nSent from my phone", "1192e141cf"),
        ("Hello\n1192e141cf", "1192e141cf"),
        ("Hello,\n\n1192e141cf\n\nJan", "1192e141cf"),
        ("1192\ne141cf\nThanks!", "1192e141cf"),
        (f"{WRAPPED}\n{WRAPPED}\nz9", WRAPPED * 2 + "z9"),
        (f"{WRAPPED}\nwmNzbHt", WRAPPED + "wmNzbHt"),
        (f"{WRAPPED}\nw_nz", WRAPPED + "w_nz"),
        (f"{WRAPPED}\nThanks", WRAPPED),
    ],
)
def test_what_stands_on_other_lines_is_no_part_of_a_code_and_what_a_mail_broke_off_is(text: str, code: str) -> None:
    assert bare(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Hello\nJan",
        "1192e141cf1\n\n1192e141cf2",
        "4/0AX4Xf -Wh_9abc123",
        "4/0AX4Xf123456 _Whabc",
        "code=4/0AX4Xf123456 -Wh_9a",
    ],
)
def test_what_cant_be_parted_is_not_taken_by_halves(text: str) -> None:
    with pytest.raises(PasteNotUnderstood) as caught:
        read(text)
    assert caught.value.reason == "no_code"


@pytest.mark.parametrize("text", ["", "  \r\n\t", '""', "\u200b", "“ ”"])
def test_nothing_is_said_to_be_nothing(text: str) -> None:
    with pytest.raises(PasteNotUnderstood) as caught:
        read(text)
    assert caught.value.reason == "empty"


@pytest.mark.parametrize(
    "text",
    [
        "I don't know what to paste here",
        "Is it this?",
        "code=abc and some more words",
        "token=abc",
        "überraschung",
        "https://[broken",
        "x" * (LONGEST + 1),
        "a%0Ab",
    ],
)
def test_what_no_code_can_look_like_is_not_taken_for_one(text: str) -> None:
    with pytest.raises(PasteNotUnderstood) as caught:
        read(text)
    assert caught.value.reason == "no_code"


@pytest.mark.parametrize(
    "text", ["code=a&code=b", "https://a.example/?code=a&code=b", "https://a.example/#code=a&code=b"]
)
def test_a_parameter_that_is_there_twice_is_refused(text: str) -> None:
    with pytest.raises(AnswerRefused) as caught:
        read(text)
    assert caught.value.reason == "repeated"


@given(st.text())
def test_any_text_is_understood_or_refused(text: str) -> None:
    try:
        found = read(text)
    except (PasteNotUnderstood, AnswerRefused):
        return
    assert found.bare or found.parameters or found.address
