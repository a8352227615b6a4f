"""Lines for Windows, given to models of what Microsoft documents of the Command Prompt, PowerShell and C programs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerpass.connections.cmd_quoting import LONGEST_LINE, quote_cmd_word
from ledgerpass.connections.copy_as.curl_command_for_cmd import copy_curl_command_for_cmd
from ledgerpass.connections.copy_as.curl_command_for_power_shell import copy_curl_command_for_power_shell
from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.power_shell_quoting import quote_power_shell_text
from ledgerpass.errors import CopyRefused
from ledgerpass.secret import Secret
from tests.support.power_shell_line import texts_and_command
from tests.support.windows_command_line import NotOneCommand, arguments, at_the_prompt

URL = "https://a.example/v2?a=1&b=%20"
VARIABLES = {"PATH": r"C:\Windows", "OS": "Windows_NT", "A": "evil", "1": "evil", "20": "evil", "26": "evil"}
PRINTABLE = st.characters(min_codepoint=0x20, max_codepoint=0x7E)
VALUES = st.text(
    st.sampled_from("\"\\%^&|<>() '$`~:=,;*?@A1") | PRINTABLE,
    min_size=1,
).filter(lambda text: text == text.strip(" "))
FOR_CMD = VALUES.filter(lambda text: "!" not in text)
PLAIN_OAUTH1 = 'OAuth realm="",oauth_token="t",oauth_signature_method="PLAINTEXT",oauth_signature="a%26b"'
QUOTED = [
    # Microsoft's own table in "Parsing C command-line arguments", and signs that only the prompt knows
    ("abc", "abc"),
    ("a b", '^"a b^"'),
    ('a"b c', r'^"a^\^"b c^"'),
    ('a\\"b', r'^"a^\^\^\^"b^"'),
    ("a\\b", r'^"a^\b^"'),
    ("a b\\", r'^"a b^\^\^"'),
    ('a b\\"', r'^"a b^\^\^\^"^"'),
    ("100%PATH%", '^"100^%^PATH^%^"'),
    ("a&b|c>d", '^"a^&b^|c^>d^"'),
]


def subject(value: str, **changes: object) -> Subject:
    fields = {"token": Secret("t"), "headers": {"Authorization": Secret(value)}, "url": URL, **changes}
    return Subject(**fields)  # type: ignore[arg-type]  # one helper for every field


@pytest.mark.parametrize(("text", "quoted"), QUOTED)
def test_words_for_the_prompt_are_written_as_recorded(text: str, quoted: str) -> None:
    assert quote_cmd_word(text) == quoted
    assert arguments(at_the_prompt(f"curl {quoted}", VARIABLES)) == ["curl", text]


@given(words=st.lists(FOR_CMD, min_size=1, max_size=4))
def test_words_come_through_the_prompt_as_they_are(words: list[str]) -> None:
    line = " ".join(["curl", *map(quote_cmd_word, words)])
    assert arguments(at_the_prompt(line, VARIABLES, delayed_expansion=True)) == ["curl", *words]


@given(value=FOR_CMD, body=FOR_CMD)
def test_a_command_for_the_prompt_comes_to_curl_as_it_is(value: str, body: str) -> None:
    line = copy_curl_command_for_cmd(subject(value, method="POST", body=body)).reveal()
    assert arguments(at_the_prompt(line, VARIABLES)) == [
        *("curl", "-sS", "-X", "POST", "-H", f"Authorization: {value}", "--data-raw", body, URL)
    ]


def test_a_command_for_the_prompt_is_written_as_recorded() -> None:
    copied = copy_curl_command_for_cmd(subject(PLAIN_OAUTH1))
    assert copied == Secret(
        r"curl -sS -H ^"
        r'"Authorization: OAuth realm^=^\^"^\^"^,oauth_token^=^\^"t^\^"^,oauth_signature_method^=^\^"PLAINTEXT^\^"'
        r'^,oauth_signature^=^\^"a^%^26b^\^"^" ^"https://a.example/v2?a^=1^&b^=^%^20^"'
    )


def test_an_exclamation_mark_is_refused_because_a_setting_decides_what_it_means() -> None:
    with pytest.raises(CopyRefused) as refusal:
        copy_curl_command_for_cmd(subject("Bearer a!b"))
    assert refusal.value.reason == "exclamation_mark"
    with pytest.raises(NotOneCommand):
        at_the_prompt("curl a^!b", {}, delayed_expansion=True)


def test_a_line_that_the_prompt_would_cut_off_is_refused() -> None:
    room = LONGEST_LINE - len(copy_curl_command_for_cmd(subject("a")).reveal()) + 1
    assert len(copy_curl_command_for_cmd(subject("a" * room)).reveal()) == LONGEST_LINE
    with pytest.raises(CopyRefused) as refusal:
        copy_curl_command_for_cmd(subject("a" * (room + 1)))
    assert refusal.value.reason == "too_long"


@pytest.mark.parametrize("value", ["s\u00e9cr\u00e8t", "\u2019; calc #", "\u201c", "\U0001f511"])
def test_letters_that_windows_would_write_in_its_own_way_are_refused(value: str) -> None:
    for copy in (copy_curl_command_for_cmd, copy_curl_command_for_power_shell):
        for changed in (subject(value), subject("v", method="POST", body=value), subject("v", url=f"{URL}{value}")):
            with pytest.raises(CopyRefused) as refusal:
                copy(changed)
            assert refusal.value.reason in {"not_ascii", "address"}


@pytest.mark.parametrize("sign", ["\r", "\n", "\0", "\t", "\x1b", "\x85"])
def test_a_control_character_is_refused_on_windows_too(sign: str) -> None:
    for copy in (copy_curl_command_for_cmd, copy_curl_command_for_power_shell):
        with pytest.raises(CopyRefused) as refusal:
            copy(subject(f"a{sign}b"))
        assert refusal.value.reason == "control_character"


@given(texts=st.lists(st.text(PRINTABLE), min_size=1, max_size=4))
def test_texts_come_through_power_shell_as_they_are(texts: list[str]) -> None:
    line = ", ".join(map(quote_power_shell_text, texts)) + " | curl.exe"
    assert texts_and_command(line) == (texts, "curl.exe")


def test_a_command_for_power_shell_is_written_as_recorded() -> None:
    copied = copy_curl_command_for_power_shell(subject("Bearer d'A\"b\\"))
    assert copied == Secret(
        r"""'header = "Authorization: Bearer d''A\"b\\"', """
        r"""'url = "https://a.example/v2?a=1&b=%20"' | curl.exe -sS --config -"""
    )
