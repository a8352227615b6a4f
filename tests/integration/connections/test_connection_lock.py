"""Whose turn it is with a connection, among coroutines and among real processes."""

import asyncio
import multiprocessing
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

import pytest

from ledgerpass.connections.connection_lock import ConnectionLocks
from ledgerpass.errors import ConnectionBusy, RegisterUnreadable

PROCESSES = multiprocessing.get_context("forkserver")


def hold(folder: Path, pipe: Pipe) -> None:
    """Take the turn, say so, and keep it until told to end."""

    async def keep() -> None:
        async def work() -> None:
            pipe.send("held")
            await asyncio.to_thread(pipe.recv)

        await ConnectionLocks(folder).in_turn("one", work)

    asyncio.run(keep())


@asynccontextmanager
async def another_process(folder: Path) -> AsyncIterator[tuple[multiprocessing.Process, Pipe]]:
    """Have another process hold the turn."""
    ours, theirs = PROCESSES.Pipe()
    process = PROCESSES.Process(target=hold, args=(folder, theirs), daemon=True)
    process.start()
    assert await asyncio.to_thread(ours.recv) == "held"
    try:
        yield process, ours  # type: ignore[misc]  # a process of this context is one all the same
    finally:
        process.kill()
        await asyncio.to_thread(process.join)
        ours.close()
        theirs.close()


@pytest.fixture
def locks(tmp_path: Path) -> ConnectionLocks:
    return ConnectionLocks(tmp_path / "locks")


async def done() -> str:
    return "done"


async def test_one_comes_after_the_other_and_connections_do_not_wait_for_each_other(locks: ConnectionLocks) -> None:
    at_work: list[str] = []

    async def work(name: str) -> None:
        assert name not in at_work
        at_work.append(name)
        await asyncio.sleep(0)
        assert len(at_work) > 1 or sum(ended.values()) > 0
        at_work.remove(name)
        ended[name] += 1

    ended = {"one": 0, "two": 0}
    await asyncio.gather(*(locks.in_turn(name, partial(work, name)) for name in ["one", "two"] * 10))
    assert ended == {"one": 10, "two": 10}


async def test_in_one_process_who_asks_first_is_first(locks: ConnectionLocks) -> None:
    order: list[int] = []

    async def work(number: int) -> None:
        await asyncio.sleep(0)
        order.append(number)

    await asyncio.gather(*(locks.in_turn("one", partial(work, number)) for number in range(10)))
    assert order == list(range(10))


async def test_the_turn_is_waited_for_while_another_process_has_it(tmp_path: Path, locks: ConnectionLocks) -> None:
    async with another_process(tmp_path / "locks") as (_, pipe):
        waiting = asyncio.ensure_future(locks.in_turn("one", done))
        assert await locks.in_turn("two", done) == "done"  # the event loop goes on
        assert not waiting.done()
        pipe.send("end")
        assert await waiting == "done"


async def test_the_turn_of_a_process_that_was_killed_is_free(tmp_path: Path, locks: ConnectionLocks) -> None:
    async with another_process(tmp_path / "locks") as (process, _):
        process.kill()
        assert await locks.in_turn("one", done) == "done"


async def test_who_waits_too_long_is_told_and_nothing_is_done(tmp_path: Path) -> None:
    begun = []

    async def work() -> None:
        begun.append(1)

    impatient = ConnectionLocks(tmp_path / "locks", patience=0.05)
    async with another_process(tmp_path / "locks") as (_, pipe):
        with pytest.raises(ConnectionBusy):
            await impatient.in_turn("one", work)
        with pytest.raises(ConnectionBusy):
            await impatient.in_turn("one", work, patience=0)
        assert begun == []
        pipe.send("end")
        await ConnectionLocks(tmp_path / "locks").in_turn("one", work)
    await impatient.in_turn("one", work)
    assert begun == [1, 1]


async def test_waiting_can_be_cancelled_and_the_turn_is_not_lost(tmp_path: Path, locks: ConnectionLocks) -> None:
    async with another_process(tmp_path / "locks") as (_, pipe):
        first, second = (asyncio.ensure_future(locks.in_turn("one", done)) for _ in range(2))
        await asyncio.sleep(0)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        pipe.send("end")
        assert await second == "done"


async def test_what_has_begun_is_done_to_its_end_though_nobody_waits(locks: ConnectionLocks) -> None:
    may_end, ended = asyncio.Event(), []

    async def work() -> None:
        await may_end.wait()
        ended.append(1)

    waiting = asyncio.ensure_future(locks.in_turn("one", work))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    with pytest.raises(ConnectionBusy):  # it still has the turn
        await locks.in_turn("one", done, patience=0)
    may_end.set()
    await locks.close()
    assert ended == [1]
    assert await locks.in_turn("one", done, patience=0) == "done"


async def test_what_hangs_is_broken_off_when_the_program_ends(
    locks: ConnectionLocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledgerpass.connections.connection_lock._ENDING", 0.01)
    hanging = asyncio.ensure_future(locks.in_turn("one", asyncio.Event().wait))
    await asyncio.sleep(0)
    await locks.close()
    with pytest.raises(asyncio.CancelledError):
        await hanging
    assert await locks.in_turn("one", done, patience=0) == "done"


async def test_what_fails_frees_the_turn(locks: ConnectionLocks) -> None:
    async def fail() -> None:
        raise ArithmeticError

    for _ in range(2):
        with pytest.raises(ArithmeticError):
            await locks.in_turn("one", fail, patience=0)


async def test_without_a_place_for_the_lock_nothing_is_done(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RegisterUnreadable) as refusal:
        await ConnectionLocks(tmp_path / "file" / "locks").in_turn("one", done)
    assert refusal.value.file == str(tmp_path / "file" / "locks" / "one.lock")


async def test_the_files_are_their_owners_alone_and_stay_in_their_folder(
    tmp_path: Path, locks: ConnectionLocks
) -> None:
    await locks.in_turn("../../one", done)
    (file,) = (tmp_path / "locks").iterdir()
    assert (tmp_path / "locks").stat().st_mode & 0o777 == 0o700
    assert file.stat().st_mode & 0o777 == 0o600
    locks.forget("../../one")
    assert list((tmp_path / "locks").iterdir()) == []


async def test_taking_a_free_turn_takes_a_millisecond_or_so(locks: ConnectionLocks) -> None:
    times = []
    for _ in range(50):
        started = time.perf_counter()
        await locks.in_turn("one", done)
        times.append(time.perf_counter() - started)
    assert min(times) < 0.005
