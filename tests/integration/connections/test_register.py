"""The register on real files: kept over restarts, shared by processes, damaged, from a later day, out of reach."""

import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ledgerpass.connections.connection import Company, Connection, Outcome
from ledgerpass.connections.register import Activity, Register
from ledgerpass.errors import ConnectionUnknown, RegisterUnreadable


def connection(connection_id: str) -> Connection:
    return Connection(id=connection_id, provider_id="moneybird", way_id="token", name="Jansen", created_at=1.5)


FULL = replace(
    connection("full"),
    company=Company(id="123", name="Bakkerij Smit & Zoon \u2603 B.V."),
    inputs={"account": "jansen", "colour": "\u00e9"},
    asked=("sales_invoices", "documents"),
    granted=("sales_invoices",),
    outcome=Outcome.UNREACHABLE,
    tested_at=1_700_000_000.125,
    expires_at=1_700_003_600.5,
    renewed_at=1_700_000_000.25,
    renews=True,
    slot="b",
    holds_previous=True,
    removed_at=1_700_000_001.0,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "profile" / "connections.sqlite"


@pytest.fixture
def register(path: Path) -> Iterator[Register]:
    register = Register(path)
    yield register
    register.close()


def test_everything_is_there_after_a_restart(path: Path) -> None:
    with closing(Register(path)) as register:
        register.add(connection("one"))
        register.add(FULL)
        register.note("one", Activity(at=1.0, what="connected"))
        register.note("one", Activity(at=2.0, what="renamed", detail="Jansen & Co."))
    with closing(Register(path)) as register:
        assert register.all() == (connection("one"), FULL)
        assert register.get("full") == FULL
        assert register.activities("one") == (
            Activity(at=1.0, what="connected"),
            Activity(at=2.0, what="renamed", detail="Jansen & Co."),
        )
        assert register.set_aside is None


def test_the_newest_is_last(register: Register) -> None:
    for name in ("c", "a", "b"):
        register.add(connection(name))
    assert [each.id for each in register.all()] == ["c", "a", "b"]


def test_a_change_is_made_to_the_row_as_it_is_now(register: Register) -> None:
    register.add(connection("one"))
    register.change("one", lambda row: replace(row, slot="b"))
    changed = register.change("one", lambda row: replace(row, name="Pietersen"))
    assert changed == replace(connection("one"), slot="b", name="Pietersen")
    assert register.get("one") == changed


def test_a_change_that_fails_changes_nothing(register: Register) -> None:
    register.add(connection("one"))

    def fail(row: Connection) -> Connection:
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        register.change("one", fail)
    register.change("one", lambda row: row)
    assert register.get("one") == connection("one")


def test_a_connection_keeps_its_id(register: Register) -> None:
    register.add(connection("one"))
    assert register.change("one", lambda row: replace(row, id="two")).id == "one"
    assert [each.id for each in register.all()] == ["one"]


def test_a_slot_that_is_none_is_refused(register: Register) -> None:
    register.add(connection("one"))
    with pytest.raises(RegisterUnreadable):
        register.change("one", lambda row: replace(row, slot="c"))
    assert register.get("one").slot == "a"


def test_an_id_is_never_given_twice(register: Register) -> None:
    register.add(connection("one"))
    with pytest.raises(RegisterUnreadable):
        register.add(replace(connection("one"), name="another"))
    assert register.all() == (connection("one"),)


def test_what_is_removed_is_still_there_and_can_be_restored(register: Register) -> None:
    register.add(connection("one"))
    assert register.remove("one", at=5.0).removed_at == 5.0
    assert register.get("one").removed_at == 5.0
    assert register.restore("one") == connection("one")


def test_what_is_erased_is_gone_with_its_activities(register: Register, path: Path) -> None:
    register.add(connection("one"))
    register.note("one", Activity(at=1.0, what="connected"))
    register.erase("one")
    register.erase("one")
    assert register.all() == ()
    assert register.activities("one") == ()
    for call in (
        lambda: register.get("one"),
        lambda: register.restore("one"),
        lambda: register.remove("one", at=1.0),
        lambda: register.note("one", Activity(at=1.0, what="x")),
    ):
        with pytest.raises(ConnectionUnknown) as unknown:
            call()
        assert unknown.value.connection == "one"


def test_what_has_happened_is_not_changed(register: Register, path: Path) -> None:
    register.add(connection("one"))
    register.note("one", Activity(at=1.0, what="connected"))
    with closing(sqlite3.connect(path)) as database, pytest.raises(sqlite3.IntegrityError):
        database.execute("UPDATE activities SET what = 'nothing'")


def test_the_file_is_its_owners_alone(register: Register, path: Path) -> None:
    register.add(connection("one"))
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {entry.name: stat.S_IMODE(entry.stat().st_mode) for entry in path.parent.iterdir()} == {
        "connections.sqlite": 0o600,
        "connections.sqlite-wal": 0o600,
        "connections.sqlite-shm": 0o600,
    }


def test_a_file_that_others_could_read_is_closed_to_them(path: Path) -> None:
    Register(path).close()
    path.chmod(0o644)
    Register(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_that_was_there_is_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    path.parent.chmod(0o750)
    Register(path).close()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o750


def test_two_registers_on_one_file_see_each_others_changes(register: Register, path: Path) -> None:
    with closing(Register(path)) as other:
        register.add(connection("one"))
        other.change("one", lambda row: replace(row, name="Pietersen"))
        register.change("one", lambda row: replace(row, slot="b"))
        assert other.get("one") == register.get("one") == replace(connection("one"), name="Pietersen", slot="b")


def test_threads_share_a_register_without_losing_a_change(register: Register, path: Path) -> None:
    register.add(replace(connection("one"), created_at=0.0))

    def count_up(of: Register) -> None:
        for _ in range(100):
            of.change("one", lambda row: replace(row, created_at=row.created_at + 1))

    with closing(Register(path)) as other:
        threads = [threading.Thread(target=count_up, args=(each,)) for each in (register, register, other, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert register.get("one").created_at == 400.0


_OPENS_AND_ADDS = """
import sys
from pathlib import Path
from ledgerpass.connections.connection import Connection
from ledgerpass.connections.register import Register

print("ready", flush=True)
sys.stdin.readline()
register = Register(Path(sys.argv[1]))
for number in range(20):
    name = f"{sys.argv[2]}-{number}"
    register.add(Connection(id=name, provider_id="p", way_id="w", name=name, created_at=1.0))
"""


def test_processes_that_make_the_file_at_the_same_moment_make_one(path: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _OPENS_AND_ADDS, str(path), str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for number in range(6)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[0] for process in processes]
    assert (said, [process.returncode for process in processes]) == ([b""] * 6, [0] * 6)
    with closing(Register(path)) as register:
        assert len(register.all()) == 120
        assert register.set_aside is None


def test_threads_that_make_the_file_at_the_same_moment_make_one(tmp_path: Path) -> None:
    barrier = threading.Barrier(4)
    failures: list[Exception] = []

    def open_many() -> None:
        for number in range(25):
            barrier.wait(30)
            try:
                Register(tmp_path / str(number) / "connections.sqlite").close()
            except RegisterUnreadable as error:
                failures.append(error)

    threads = [threading.Thread(target=open_many) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert list(tmp_path.glob("*/*.damaged*")) == []


@pytest.mark.parametrize("damage", ["text", "first page", "last page", "cut short"])
def test_a_damaged_file_is_kept_and_an_empty_one_takes_its_place(path: Path, damage: str) -> None:
    with closing(Register(path)) as register:
        for number in range(500):
            register.add(connection(f"number-{number}"))
    whole = path.read_bytes()
    damaged = {
        "text": b"Dear sirs, " * 1000,
        "first page": whole[:100] + b"\xff" * 3996 + whole[4096:],
        "last page": whole[:-4096] + b"\xff" * 4096,
        "cut short": whole[:-8192],
    }[damage]
    path.write_bytes(damaged)
    with closing(Register(path)) as register:
        assert register.set_aside == path.with_name("connections.sqlite.damaged-1")
        assert register.set_aside.read_bytes() == damaged
        assert register.all() == ()
        register.add(connection("one"))
    with closing(Register(path)) as register:
        assert register.set_aside is None
        assert register.all() == (connection("one"),)


def test_a_second_damaged_file_does_not_replace_the_first(path: Path) -> None:
    path.parent.mkdir()
    for number in (1, 2):
        path.write_text(f"damage {number} " * 1000)
        with closing(Register(path)) as register:
            assert register.set_aside == path.with_name(f"connections.sqlite.damaged-{number}")
    assert path.with_name("connections.sqlite.damaged-1").read_text().startswith("damage 1")


def test_a_row_that_makes_no_sense_is_damage(path: Path) -> None:
    with closing(Register(path)) as register:
        register.add(connection("one"))
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE connections SET outcome = 'wonderful'")
        database.commit()
    with closing(Register(path)) as register:
        assert register.set_aside is not None
        assert register.all() == ()


def test_damage_that_comes_later_is_an_error_and_nothing_is_moved(path: Path) -> None:
    with closing(Register(path)) as register:
        for number in range(500):
            register.add(replace(connection(f"number-{number}"), name="x" * 10_000))  # more than SQLite keeps in memory
    with closing(Register(path)) as register:
        path.write_bytes(path.read_bytes()[:4096] + b"\xff" * (path.stat().st_size - 4096))
        with pytest.raises(RegisterUnreadable):
            register.get("number-1")
    assert list(path.parent.glob("*.damaged*")) == []


def test_a_newer_programs_file_is_refused_and_left_as_it_is(path: Path) -> None:
    Register(path).close()
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(RegisterUnreadable) as refusal:
        Register(path)
    assert refusal.value.reason == "newer"
    assert refusal.value.file == str(path)
    assert path.read_bytes() == before
    assert list(path.parent.glob("*.damaged*")) == []


def test_a_place_where_no_file_can_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RegisterUnreadable) as refusal:
        Register(tmp_path / "file" / "connections.sqlite")
    assert refusal.value.file == str(tmp_path / "file" / "connections.sqlite")


def test_a_full_disk_is_not_damage_and_loses_nothing(register: Register) -> None:
    register.add(connection("one"))
    register._database.execute("PRAGMA max_page_count = 1")  # noqa: SLF001  # as full as a disk can be made here
    with pytest.raises(RegisterUnreadable) as refusal:
        register.add(replace(connection("two"), name="x" * 100_000))
    assert "full" in refusal.value.reason
    register.change("one", lambda row: replace(row, name="Pietersen"))
    assert register.get("one").name == "Pietersen"


def test_a_change_takes_a_few_milliseconds_at_most(register: Register) -> None:
    for number in range(200):
        register.add(connection(f"number-{number}"))
    times = []
    for number in range(50):
        started = time.perf_counter()
        register.change(f"number-{number}", lambda row: replace(row, name="x"))
        times.append(time.perf_counter() - started)
    assert min(times) < 0.005  # the quickest: the others say more about this computer's disk and what else it does


def test_what_another_program_writes_is_seen_at_the_next_look(path: Path, register: Register) -> None:
    assert register.all() == ()
    with closing(Register(path)) as theirs:
        theirs.add(connection("one"))
        assert [each.name for each in register.all()] == ["Jansen"]
        theirs.change("one", lambda row: replace(row, name="Another"))
        assert [each.name for each in register.all()] == ["Another"]
        register.change("one", lambda row: replace(row, name="A third"))
        assert [each.name for each in register.all()] == [each.name for each in theirs.all()] == ["A third"]
