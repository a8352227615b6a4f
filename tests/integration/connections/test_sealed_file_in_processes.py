"""The sealed file under several processes at once, and under processes that are killed while they write."""

import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ledgerpass.connections.keychain.sealed_keychain import SealedKeychain
from ledgerpass.secret import Secret
from tests.support.keychains import PASSPHRASE, sealed_keychain

KILLS = 15


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "connections.sealed"


def writer(path: Path, item: str, times: int) -> "subprocess.Popen[str]":
    program = [sys.executable, "-m", "tests.integration.connections.writing_sealed_file"]
    return subprocess.Popen([*program, str(path), item, str(times)], stdout=subprocess.PIPE, text=True)


def reopened(path: Path) -> SealedKeychain:
    keychain = SealedKeychain(path)
    keychain.open_with(PASSPHRASE)
    return keychain


def test_several_processes_that_write_at_once_undo_nothing_of_each_other(path: Path) -> None:
    sealed_keychain(path)
    writers = [writer(path, f"Ledgerpass {name}", times=40) for name in range(4)]
    for each in writers:
        assert each.communicate(timeout=60)[0].split()[-1] == "40"
        assert each.returncode == 0
    keychain = reopened(path)
    assert [keychain.read(f"Ledgerpass {name}") for name in range(4)] == [Secret("40".rjust(1200))] * 4


def test_a_process_that_is_killed_while_it_writes_leaves_what_it_had_written_or_the_next(path: Path) -> None:
    keychain = sealed_keychain(path)
    keychain.write("Ledgerpass another", Secret("untouched"))
    for _ in range(KILLS):
        with writer(path, "Ledgerpass one", times=1_000_000) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "open\n"
            stop = threading.Timer(random.uniform(0.005, 0.06), process.kill)  # noqa: S311 - any moment will do
            stop.start()
            said = process.stdout.read().split("\n")[:-1]
        last = int(said[-1]) if said else 0
        kept = reopened(path).read("Ledgerpass one")
        assert kept in ([Secret(str(number).rjust(1200)) for number in (last, last + 1)] if last else [kept])
        assert keychain.read("Ledgerpass another") == Secret("untouched")
        started = time.monotonic()
        keychain.write("Ledgerpass one", Secret("0"))  # nothing is held by the dead
        assert time.monotonic() - started < 5
    assert {each.name for each in path.parent.iterdir()} == {"connections.sealed", "connections.sealed.lock"}
