"""`ledgerpass list` and `ledgerpass test`, in real processes; what they print as JSON doesn't change."""

import asyncio
import json
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledgerpass.connections.connection import Company, Outcome
from tests.integration.cli.kept import HOUR, keep, noted, row, signed_in, take_off
from tests.integration.cli.terminal import run
from tests.support.acme import Acme, acme, http_answer
from tests.support.keychains import GnomeKeyring, gnome_keyring
from tests.support.tcp_server import says, serving

SMIT = Company(id="7", name="Bakkerij Smit")


@pytest.fixture
def keyring() -> Iterator[GnomeKeyring]:
    with gnome_keyring() as keyring:
        yield keyring


async def ask(profile: Path, provider: Acme, *arguments: str) -> "subprocess.CompletedProcess[str]":
    places = ["--profile", profile, "--providers", provider.file(profile / "providers")]
    return await asyncio.to_thread(run, *arguments, *places)


async def test_the_connections_are_listed_with_how_each_stands(tmp_path: Path) -> None:
    async with acme() as provider:
        one = await keep(tmp_path, signed_in(), name="Smit\x1b[2J\nB.V.")
        take_off(tmp_path, await keep(tmp_path, signed_in(), name="Gone"))
        ended = await keep(tmp_path, signed_in(), name="Jansen", outcome=Outcome.ENDED)
        lost = await keep(tmp_path, signed_in(), name="X", provider_id="nobody")
        ran = await ask(tmp_path, provider, "list")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines() == [
        f"Smit [2J B.V.  Acme    renews by itself                              {one.id}",
        f"Jansen         Acme    needs you: the permission has ended           {ended.id}",
        f"X              nobody  needs you: its provider isn't known any more  {lost.id}",
    ]


async def test_the_list_as_json_is_one_document(tmp_path: Path) -> None:
    async with acme() as provider:
        empty = await ask(tmp_path, provider, "list", "--json")
        assert json.loads(empty.stdout) == {"connections": []}
        kept = await keep(
            tmp_path, signed_in(), company=SMIT, asked=("a", "b"), granted=("b",), tested_at=1_800_000_000.5
        )
        ran = await ask(tmp_path, provider, "list", "--json")
    assert (ran.returncode, ran.stderr, ran.stdout.count("\n")) == (0, "", 1)
    (told,) = json.loads(ran.stdout)["connections"]
    assert 0 < (datetime.fromisoformat(told.pop("expires_at")) - datetime.now(UTC)).total_seconds() <= HOUR
    assert told == {
        "id": kept.id,
        "name": "Bakkerij Smit",
        "provider": "acme",
        "provider_name": "Acme",
        "way": "sign-in",
        "company": {"id": "7", "name": "Bakkerij Smit"},
        "asked": ["a", "b"],
        "granted": ["b"],
        "missing": ["a"],
        "tested_at": "2027-01-15T08:00:00.500000Z",
        "renews": True,
        "state": "renews",
        "needs": None,
    }


def test_an_empty_list_says_how_to_begin_and_prints_nothing(tmp_path: Path) -> None:
    ran = run("list", "--profile", tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert 'Make one with "ledgerpass connect"' in ran.stderr


def test_a_list_that_is_damaged_is_said_and_kept(tmp_path: Path) -> None:
    (tmp_path / "connections.sqlite").write_bytes(b"this is no list of connections, and never was one" * 100)
    ran = run("list", "--profile", tmp_path)
    assert ran.returncode == 0
    assert "The list of connections was damaged" in ran.stderr
    assert list(tmp_path.glob("*damaged*"))


async def test_a_list_needs_no_keychain(tmp_path: Path, keyring: GnomeKeyring) -> None:
    async with acme() as provider:
        await keep(tmp_path, signed_in())
        keyring.lock()
        assert (await ask(tmp_path, provider, "list")).returncode == 0


async def test_a_connection_that_works_is_0_and_noted(tmp_path: Path) -> None:
    async with acme() as provider:
        kept = await keep(tmp_path, signed_in(), tested_at=1.0)
        ran = await ask(tmp_path, provider, "test", "Bakkerij Smit")
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, "Bakkerij Smit: works\n", "")
        told = await ask(tmp_path, provider, "test", "Bakkerij Smit", "--json")
        assert told.returncode == 0
        assert {name: json.loads(told.stdout)[name] for name in ("id", "works", "state", "needs")} == {
            "id": kept.id,
            "works": True,
            "state": "renews",
            "needs": None,
        }
    assert noted(tmp_path, kept) == ["tested", "tested"]
    assert (row(tmp_path, kept).tested_at or 0) > 1.0


@pytest.mark.parametrize(
    ("status", "code", "printed", "said"),
    [
        ("401 Unauthorized", 8, "needs you: the permission has ended", "doesn't accept this connection any more"),
        ("403 Forbidden", 5, "needs you: a permission is missing", "a permission is missing. Sign in as somebody"),
        ("503 Service Unavailable", 6, "can't be reached right now, and is safe", "Can't reach Acme right now."),
    ],
)
async def test_each_answer_has_its_number_and_its_words(
    tmp_path: Path, status: str, code: int, printed: str, said: str
) -> None:
    async with serving(says(http_answer({}, status=status))) as served:
        provider = Acme(served=served)
        await keep(tmp_path, signed_in(renews=False), renews=False)
        ran = await ask(tmp_path, provider, "test", "Bakkerij Smit", "--details")
        assert (ran.returncode, ran.stdout) == (code, f"Bakkerij Smit: {printed}\n")
        assert said in ran.stderr
        assert f"  status: {status[:3]}\n" in ran.stderr
        told = json.loads((await ask(tmp_path, provider, "test", "Bakkerij Smit", "--json")).stdout)
        assert told["works"] is False


async def test_another_company_behind_it_is_8(tmp_path: Path) -> None:
    companies = http_answer([{"id": "8", "name": "Another"}])
    async with serving(says(companies)) as served:
        provider = Acme(served=served)
        folder = provider.file(tmp_path / "providers")
        file = folder / "acme.toml"
        file.write_text(file.read_text().replace("[[ways]]", 'companies = { id = "id" }\n\n[[ways]]'), encoding="utf-8")
        await keep(tmp_path, signed_in(), company=SMIT)
        ran = await asyncio.to_thread(run, "test", "Bakkerij Smit", "--profile", tmp_path, "--providers", folder)
    assert (ran.returncode, ran.stdout) == (8, "Bakkerij Smit: needs you: it opens another company than before\n")
    assert "doesn't open Bakkerij Smit any more" in ran.stderr


async def test_with_a_locked_keychain_nothing_is_known_and_nothing_printed(
    tmp_path: Path, keyring: GnomeKeyring
) -> None:
    async with acme() as provider:
        kept = await keep(tmp_path, signed_in())
        keyring.lock()
        ran = await ask(tmp_path, provider, "test", "Bakkerij Smit", "--json")
    assert (ran.returncode, ran.stdout) == (7, "")
    assert row(tmp_path, kept).outcome is Outcome.WORKING
