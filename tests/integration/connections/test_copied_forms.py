"""Every form that can be executed here is: by real shells, the real curl and Python, against a real server."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledgerpass.connections.copy_as.curl_command_for_power_shell import copy_curl_command_for_power_shell
from ledgerpass.connections.copy_as.curl_config_on_input import copy_curl_config_on_input
from ledgerpass.connections.copy_as.env_line import copy_env_line
from ledgerpass.connections.copy_as.header_line import copy_header_line
from ledgerpass.connections.copy_as.python_httpx import copy_python_httpx
from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.errors import CopyRefused
from ledgerpass.secret import Secret
from tests.support.power_shell_line import texts_and_command
from tests.support.request_keeper import RequestKeeper

TOKEN = "live-token-0b9d4c77aa3148f2"
SHELLS = {
    "bash": ["bash", "--norc", "--noprofile"],
    "bash with a person at it": ["bash", "--norc", "--noprofile", "-i"],  # history expansion: "!"
    "dash": ["dash"],
}
_SIGNS = st.sampled_from("'\"`$!\\%^#~*?[]{}()<>|&;=@-+ nrtv") | st.characters(exclude_categories=["Cc", "Cs"])
NASTY = [
    'it\'s "quoted"',
    "$HOME ${PATH} $(id) `id` !! !$ ^a^b",
    "100% %s %n %41",
    'back\\slash \\n \\t \\" \\\\',
    "a;b|c&d>e<f#g * ? [a-z] {1,2} ~",
    "# no comment",
    "@file",
    "s\u00e9cr\u00e8t \u2603 \U0001f511 \u202e\u2028",
]
_VALUES = st.text(_SIGNS, min_size=1).filter(lambda text: text == text.strip(" "))
_ASCII = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1).filter(
    lambda text: text == text.strip(" ")
)
_TOKENS = st.text(st.sampled_from("'\"`$!\\%^#~*?[]{}()<>|&;=@:,._-+ /aZ09é"), min_size=1)
_EXAMPLES = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def subject(value: str, url: str, **changes: object) -> Subject:
    fields = {"token": Secret(value), "headers": {"Authorization": Secret(value)}, "url": url, **changes}
    return Subject(**fields)  # type: ignore[arg-type]  # one helper for every field


@pytest.fixture(scope="module")
def keeper() -> Iterator[RequestKeeper]:
    with RequestKeeper.running() as server:
        yield server


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(tmp_path_factory.mktemp("home")), "LC_ALL": "C.UTF-8"}


def run(command: list[str], given: str, environment: dict[str, str]) -> str:
    ran = subprocess.run(command, input=given.encode(), env=environment, capture_output=True, check=True, timeout=60)
    return ran.stdout.decode()


@pytest.mark.parametrize("shell", SHELLS)
@_EXAMPLES
@given(value=_VALUES, body=_VALUES)
def test_a_call_told_on_standard_input_is_sent_byte_for_byte(
    shell: str, keeper: RequestKeeper, environment: dict[str, str], value: str, body: str
) -> None:
    url = f"{keeper.address}/v2/contacts.json?filter=[a]{{b}}"
    line = copy_curl_config_on_input(subject(value, url, method="PATCH", body=body)).reveal()
    assert run(SHELLS[shell], f"echo first\n{line}\n", environment) == "first\nthanks"
    first, headers, sent = keeper.last()
    assert first == "PATCH /v2/contacts.json?filter=[a]{b} HTTP/1.1"
    assert headers["authorization"] == value
    assert sent == body.encode()


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("value", NASTY)
def test_awkward_values_told_on_standard_input_are_sent_as_they_are(
    shell: str, keeper: RequestKeeper, environment: dict[str, str], value: str
) -> None:
    line = copy_curl_config_on_input(subject(value, keeper.address, method="POST", body=value)).reveal()
    run(SHELLS[shell], f"echo zero\n{line}\n", environment)
    assert (keeper.last()[1]["authorization"], keeper.last()[2]) == (value, value.encode())


@pytest.mark.parametrize("shell", SHELLS)
def test_no_process_can_be_seen_with_the_token_while_the_call_is_made(
    shell: str, keeper: RequestKeeper, environment: dict[str, str]
) -> None:
    line = copy_curl_config_on_input(subject(f"Bearer {TOKEN}", keeper.address)).reveal()
    keeper.asked.clear()
    keeper.gate.clear()
    with subprocess.Popen(
        SHELLS[shell], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        assert process.stdin is not None
        process.stdin.write(f"{line}\n".encode())
        process.stdin.flush()
        assert keeper.asked.wait(30)
        family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
        shown = [member.cmdline() for member in family if member.status() != psutil.STATUS_ZOMBIE]
        keeper.gate.set()
        output, _ = process.communicate(timeout=30)
    assert output == b"thanks"
    assert any("curl" in command for command in shown), shown
    assert TOKEN not in str(shown)
    assert keeper.last()[1]["authorization"] == f"Bearer {TOKEN}"


def test_a_shell_that_is_set_up_so_keeps_the_line_out_of_its_history(
    keeper: RequestKeeper, environment: dict[str, str], tmp_path: Path
) -> None:
    line = copy_curl_config_on_input(subject(f"Bearer {TOKEN}", keeper.address)).reveal()
    debian = {**environment, "HOME": str(tmp_path), "HISTCONTROL": "ignoreboth"}
    told = run(SHELLS["bash with a person at it"], f"set -o history\n{line}\necho; history\n", debian)
    assert "thanks" in told
    assert "history" in told.splitlines()[-1]
    assert TOKEN not in told


@_EXAMPLES
@given(value=_ASCII, body=_ASCII)
def test_what_power_shell_sends_to_curl_is_understood_by_the_real_one(
    keeper: RequestKeeper, environment: dict[str, str], value: str, body: str
) -> None:
    url = f"{keeper.address}/v2/[x]"
    line = copy_curl_command_for_power_shell(subject(value, url, method="POST", body=body)).reveal()
    texts, command = texts_and_command(line)
    program, *options = command.split()
    assert program == "curl.exe"
    given = "".join(f"{text}\r\n" for text in texts)  # PowerShell ends each text as Windows ends a line
    assert run(["curl", *options], given, environment) == "thanks"
    first, headers, sent = keeper.last()
    assert (first, headers["authorization"], sent) == ("POST /v2/[x] HTTP/1.1", value, body.encode())


@pytest.mark.parametrize("shell", ["bash", "dash"])
def test_a_bare_header_is_what_curl_wants_after_its_option(
    shell: str, keeper: RequestKeeper, environment: dict[str, str]
) -> None:
    header = copy_header_line(subject(f"Bearer {TOKEN}", keeper.address)).reveal()
    script = f'curl -sS -H "$(cat)" {keeper.address}'
    assert run([*SHELLS[shell], "-c", script], f"{header}\n", environment) == "thanks"
    assert keeper.last()[1]["authorization"] == f"Bearer {TOKEN}"


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> dict[str, str]:
    """A Python in which `httpx` is the library that the program itself uses: its successor, of the same shape."""
    place = tmp_path_factory.mktemp("python")
    (place / "httpx.py").write_text("from httpx2 import *\n")
    return {**environment, "PYTHONPATH": str(place)}


@settings(_EXAMPLES, max_examples=6)
@given(value=_ASCII, body=_VALUES)
def test_a_line_of_python_makes_the_call(keeper: RequestKeeper, python: dict[str, str], value: str, body: str) -> None:
    url = f"{keeper.address}/v2/contacts.json?per_page=100"
    changes = {"method": "POST", "body": body, "plain_headers": {"Accept": "application/json"}}
    line = copy_python_httpx(subject(value, url, **changes)).reveal()
    assert run([sys.executable, "-"], f"{line}\n", python) == "thanks\n"
    first, headers, sent = keeper.last()
    assert first == "POST /v2/contacts.json?per_page=100 HTTP/1.1"
    assert (headers["authorization"], headers["accept"]) == (value, "application/json")
    assert sent == body.encode()


@_EXAMPLES
@given(token=_TOKENS)
def test_a_line_of_an_env_file_is_read_alike_by_all_or_refused(
    token: str, tmp_path: Path, environment: dict[str, str]
) -> None:
    try:
        line = copy_env_line(subject(token, "https://a.example")).reveal()
    except CopyRefused as refusal:
        assert refusal.reason == "sign_in_file"  # noqa: PT017 - either way is right, each with what it promises
        return
    assert_all_read(line, token, tmp_path, environment)


@pytest.mark.parametrize(
    "token",
    [
        "ab.c-d_e~f+g/h==",
        "a:b@c%d,e",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1In0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    ],
)
def test_every_reader_of_env_files_finds_the_same_token(
    token: str, tmp_path: Path, environment: dict[str, str]
) -> None:
    assert_all_read(copy_env_line(subject(token, "https://a.example")).reveal(), token, tmp_path, environment)


def assert_all_read(line: str, token: str, tmp_path: Path, environment: dict[str, str]) -> None:
    file = tmp_path / ".env"
    file.write_text(f"{line}\n", encoding="utf-8")
    script = f"set -a; . {file}; printenv LEDGERPASS_TOKEN"
    for shell in ("bash", "dash"):
        assert run([*SHELLS[shell], "-c", script], "", environment) == f"{token}\n"
    assert line.partition("=")[2] == token  # docker run --env-file: all that stands behind the first "="
    # python-dotenv and Docker Compose: up to a blank with "#", quotes and backslashes and "$" have their own meanings
    assert not set(line) & set(" #'\"\\$`")
