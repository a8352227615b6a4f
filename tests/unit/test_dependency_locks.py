"""The locks hold wherever their files come from: each file by its hash, and no word of an index or a folder."""

import re
import tomllib
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_LOCKS = [
    "requirements.lock",
    "requirements-dev.lock",
    "packaging/requirements-bundle.lock",
    "packaging/requirements-bench.lock",
]


def _locked(lock: str) -> dict[str, str]:
    """Give what a lock says of each package: its version, when it is wanted, and its hashes."""
    text = (_ROOT / lock).read_text().replace("\\\n", "")
    return dict(re.findall(r"^([a-z0-9-]+)(==.*)$", text, re.MULTILINE))


@pytest.mark.parametrize("lock", _LOCKS)
def test_every_locked_file_is_held_to_its_hash(lock: str) -> None:
    assert _locked(lock)
    assert [name for name, rest in _locked(lock).items() if "--hash=sha256:" not in rest] == []


@pytest.mark.parametrize("lock", _LOCKS)
def test_no_lock_names_an_index_or_a_folder(lock: str) -> None:
    assert re.findall(r"://|--(?:index|extra-index|find-links)|/opt/", (_ROOT / lock).read_text()) == []


@pytest.mark.parametrize("lock", _LOCKS)
def test_all_that_ledgerpass_needs_is_locked(lock: str) -> None:
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text())["project"]
    names = {re.split(r"[^A-Za-z0-9-]", dependency)[0].lower() for dependency in project["dependencies"]}

    assert names <= _locked(lock).keys()


@pytest.mark.parametrize("lock", _LOCKS[1:])
def test_what_is_tested_bundled_and_measured_is_what_is_run(lock: str) -> None:
    wider = {name: rest.split()[0] for name, rest in _locked(lock).items()}
    run = {name: rest.split()[0] for name, rest in _locked("requirements.lock").items()}

    assert {name: wider.get(name) for name in run} == run
