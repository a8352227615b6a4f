"""The locks hold wherever their files come from: each file by its hash, and no word of an index or a folder."""

import re
import tomllib
from importlib.metadata import files
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_LOCKS = [
    "requirements.lock",
    "requirements-dev.lock",
    "packaging/requirements-bundle.lock",
    "packaging/requirements-bench.lock",
]


def _extra() -> dict[str, str]:
    """Give the packages of the extra, with the versions that it admits."""
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text())["project"]
    parts = [re.fullmatch(r"([A-Za-z0-9-]+)(.*)", each) for each in project["optional-dependencies"]["embedded"]]
    return {part[1].lower(): part[2] for part in parts if part}


_EXTRA = _extra()


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


@pytest.mark.parametrize("lock", ["requirements-dev.lock", "packaging/requirements-bundle.lock"])
def test_the_extra_is_tested_and_can_be_bundled_and_nobody_else_pays_for_it(lock: str) -> None:
    assert _EXTRA.keys() <= _locked(lock).keys()
    assert not _EXTRA.keys() & _locked("requirements.lock").keys()


def test_the_extra_brings_the_web_engine_and_admits_no_version_that_does_not() -> None:
    """From 6.12 on the add-ons come without the web engine: with them the choice would be missing, silently."""
    brought = {file.name for name in _EXTRA for file in files(name) or ()}
    assert "QtWebEngineWidgets.abi3.so" in brought
    addons = _EXTRA.get("pyside6-addons")
    assert addons is None or addons.endswith("<6.12")
