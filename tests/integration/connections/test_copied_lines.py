"""What was copied runs as it is: in bash, in bash with a person at it, in dash, and with the real curl."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledgerpass.connections.copy_as.curl_command import copy_curl_command
from ledgerpass.connections.copy_as.curl_header import copy_curl_header
from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.copy_as.token import copy_token
from ledgerpass.secret import Secret
from tests.support.request_keeper import RequestKeeper

SHELLS = {
    "bash": ["bash", "--norc", "--noprofile"],
    "bash with a person at it": ["bash", "--norc", "--noprofile", "-i"],  # history expansion: "!"
    "dash": ["dash"],
}
NASTY = [
    'it\'s "quoted"',
    "$HOME ${PATH} $(id) `id`",
    "!! !$ !cu ^a^b",
    "100% %s %n %41",
    "back\\slash \\n \\",
    "a;b|c&d>e<f#g",
    "* ? [a-z] {1,2} ~",
    "s\u00e9cr\u00e8t \u2603 \U0001f511 \u202e\u2028",
    "-n --help",
    "@file",
    "'",
    "''''",
    "'!'\"!\"",
]

_SIGNS = st.sampled_from("'\"`$!\\%^#~*?[]{}()<>|&;=@-+ ") | st.characters(exclude_categories=["Cc", "Cs"])
_VALUES = st.text(_SIGNS, min_size=1).filter(lambda text: text == text.strip(" ")) | st.sampled_from(NASTY)
_EXAMPLES = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def subject(value: str, **changes: object) -> Subject:
    fields = {
        "token": Secret(value),
        "headers": {"Authorization": Secret(value)},
        "url": "https://a.example",
        **changes,
    }
    return Subject(**fields)  # type: ignore[arg-type]  # one helper for every field


@pytest.fixture(scope="module")
def curl_that_shows_its_arguments(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give an environment in which curl writes its arguments, each with a NUL behind it, and a line's end is U+0001."""
    place = tmp_path_factory.mktemp("curl")
    curl = place / "curl"
    curl.write_text("#!/bin/sh\nprintf '%s\\0' \"$@\"\nprintf '\\001'\n")
    curl.chmod(0o755)
    return {**os.environ, "PATH": f"{place}:{os.environ['PATH']}", "HOME": str(place), "LC_ALL": "C.UTF-8"}


def run(shell: str, lines: list[str], environment: dict[str, str]) -> list[list[str]]:
    """Give the shell these lines as a person would, and give what curl was called with, line by line."""
    ran = subprocess.run(
        SHELLS[shell],
        input="".join(f"{line}\n" for line in lines).encode(),
        env=environment,
        capture_output=True,
        check=True,
        timeout=60,
    )
    return [call.split("\0")[:-1] for call in ran.stdout.decode().split("\1")[:-1]]


@pytest.mark.parametrize("shell", SHELLS)
@_EXAMPLES
@given(values=st.lists(_VALUES, min_size=1, max_size=10))
def test_a_copied_header_arrives_at_curl_as_it_is(
    shell: str, curl_that_shows_its_arguments: dict[str, str], values: list[str]
) -> None:
    lines = [f"curl {copy_curl_header(subject(value)).reveal()}" for value in values]
    assert run(shell, lines, curl_that_shows_its_arguments) == [["-H", f"Authorization: {value}"] for value in values]


@pytest.mark.parametrize("shell", SHELLS)
@_EXAMPLES
@given(value=_VALUES, plain=_VALUES, body=_VALUES, query=st.text(_SIGNS).map(lambda text: text.replace(" ", "")))
def test_a_copied_command_arrives_at_curl_as_it_is(
    shell: str, curl_that_shows_its_arguments: dict[str, str], value: str, plain: str, body: str, query: str
) -> None:
    url = f"https://a.example/?{query}"
    line = copy_curl_command(
        subject(value, url=url, method="POST", plain_headers={"Accept": plain}, body=body)
    ).reveal()
    (arguments,) = run(shell, [line], curl_that_shows_its_arguments)
    assert [argument for argument in arguments if argument != "--globoff"] == [
        *("-sS", "-X", "POST", "-H", f"Authorization: {value}", "-H", f"Accept: {plain}", "--data-raw", body, url)
    ]


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("value", NASTY)
def test_awkward_tokens_survive_every_shell(
    shell: str, curl_that_shows_its_arguments: dict[str, str], value: str
) -> None:
    assert copy_token(subject(value)) == Secret(value)
    command = copy_curl_command(subject(value)).reveal()
    # The line before gives an interactive shell a history to expand.
    calls = run(shell, ["curl zero", command], curl_that_shows_its_arguments)
    assert calls == [["zero"], ["-sS", "-H", f"Authorization: {value}", "https://a.example"]]


@pytest.fixture(scope="module")
def listener() -> Iterator[RequestKeeper]:
    with RequestKeeper.running() as server:
        yield server


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(tmp_path_factory.mktemp("home")), "LC_ALL": "C.UTF-8"}


@pytest.mark.parametrize("shell", SHELLS)
@settings(_EXAMPLES, max_examples=15)
@given(value=_VALUES, body=_VALUES)
def test_the_real_curl_sends_it_byte_for_byte(
    shell: str, listener: RequestKeeper, environment: dict[str, str], value: str, body: str
) -> None:
    url = f"{listener.address}/v2/contacts.json?filter=[a]{{b}}"
    line = copy_curl_command(subject(value, url=url, method="PATCH", body=body)).reveal()
    ran = subprocess.run(
        SHELLS[shell], input=f"{line}\n".encode(), env=environment, capture_output=True, check=True, timeout=60
    )
    assert ran.stdout == b"thanks"
    head, _, sent = listener.requests[-1].partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    assert lines[0] == b"PATCH /v2/contacts.json?filter=[a]{b} HTTP/1.1"
    assert b"Authorization: " + value.encode() in lines
    assert sent == body.encode()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_real_curl_asks_with_the_method_that_was_meant(
    listener: RequestKeeper, environment: dict[str, str], method: str
) -> None:
    url = f"{listener.address}/v2"
    line = copy_curl_command(subject("Bearer tok3n", url=url, method=method)).reveal()
    subprocess.run(["dash", "-c", line], env=environment, capture_output=True, check=True, timeout=60)
    assert listener.requests[-1].startswith(f"{method} /v2 HTTP/1.1\r\n".encode())


def test_an_error_is_shown_by_the_real_curl(environment: dict[str, str], tmp_path: Path) -> None:
    line = copy_curl_command(subject("Bearer tok3n", url="http://127.0.0.1:1/")).reveal()
    ran = subprocess.run(["dash", "-c", line], env=environment, capture_output=True, check=False, timeout=60)
    assert ran.returncode != 0
    assert b"Failed to connect" in ran.stderr
