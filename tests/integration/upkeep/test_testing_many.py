"""Many connections are tested a few at once and politely, and one's trouble is not everybody's: on real sockets."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ledgerpass.connections.connection import Outcome
from ledgerpass.errors import KeychainLocked, KeychainRefused
from ledgerpass.flows.http import HttpClient
from ledgerpass.secret import Secret
from ledgerpass.upkeep.keeper import Row
from ledgerpass.upkeep.trial_round import Tally
from tests.support.acme import http_answer
from tests.support.desk import Desk, desk, provider_file
from tests.support.tcp_server import Behaviour, Served, serving

OK = http_answer([{"id": "7", "name": "Bakkerij Smit B.V."}])
BUSY = http_answer("", "429 Too Many Requests", "Retry-After: 60\r\n")
BROKEN = http_answer("", "500 Internal Server Error")


@dataclass
class Crowd:
    """Counts who is being served at once, everywhere and by each host; `gate` holds them all."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)
    opens_at: int = 0
    now: Counter[str] = field(default_factory=Counter)
    peak: Counter[str] = field(default_factory=Counter)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def host(self, name: str, answer: bytes = OK) -> Behaviour:
        async def behave(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.now[name] += 1
            self.peak[name] = max(self.peak[name], self.now[name])
            self.peak["all"] = max(self.peak["all"], self.now.total())
            if self.now.total() >= self.opens_at:
                self.arrived.set()
                self.gate.set() if self.opens_at else None
            await self.gate.wait()
            self.now[name] -= 1
            writer.write(answer)
            await writer.drain()

        return behave


@contextlib.asynccontextmanager
async def office(
    tmp_path: Path, hosts: dict[str, Behaviour], each: int
) -> AsyncIterator[tuple[Desk, dict[str, Served]]]:
    """Run the hosts, with so many connections at each."""
    http = HttpClient("Ledgerpass/test")
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(http.close)
        served = {name: await stack.enter_async_context(serving(behave)) for name, behave in hosts.items()}
        folder = tmp_path / "providers"
        for name, where in served.items():
            provider_file(folder, f"http://127.0.0.1:{where.port}", provider_id=name, name=name)
        made = await stack.enter_async_context(desk(tmp_path, http, folder))
        for name in hosts:
            for number in range(each):
                await made.connect(f"{name}-{number}", provider_id=name, way_id="token")
        yield made, served


async def test_eight_at_once_and_two_at_a_host_never_more(tmp_path: Path) -> None:
    crowd = Crowd(opens_at=8)
    hosts = {name: crowd.host(name) for name in ("one", "two", "three", "four", "five")}
    begun: list[str] = []
    ended: list[Row] = []
    most = 0

    def begins(connection_id: str) -> None:
        nonlocal most
        begun.append(connection_id)
        most = max(most, len(begun) - len(ended))

    async with office(tmp_path, hosts, each=6) as (made, _):
        async with asyncio.timeout(20):
            tally = await made.keeper.test_all(ended.append, begins)
    assert tally == Tally(works=30)
    assert (tally.total, len(begun), len(ended)) == (30, 30, 30)
    assert most == crowd.peak["all"] == 8
    assert max(crowd.peak[name] for name in hosts) == 2


async def test_one_host_that_is_slow_keeps_no_other_waiting(tmp_path: Path) -> None:
    slow, quick = Crowd(), Crowd()
    quick.gate.set()
    done: list[str] = []
    async with office(tmp_path, {"slow": slow.host("slow"), "quick": quick.host("quick")}, each=12) as (made, _):
        finished = asyncio.Event()

        def report(row: Row) -> None:
            done.append(row.connection.provider_id)
            if done.count("quick") == 12:
                finished.set()

        testing = asyncio.create_task(made.keeper.test_all(report))
        async with asyncio.timeout(20):
            await finished.wait()
            assert "slow" not in done
            slow.gate.set()
            assert (await testing).works == 24


async def test_a_host_that_asks_for_a_rest_gets_it_and_its_others_stay_as_they_were(tmp_path: Path) -> None:
    crowd = Crowd()
    crowd.gate.set()
    reported: list[Row] = []
    hosts = {"busy": crowd.host("busy", BUSY), "well": crowd.host("well")}
    async with office(tmp_path, hosts, each=10) as (made, served):
        tally = await made.keeper.test_all(reported.append)
        asked = len(served["busy"].heads)
        outcomes = Counter(row.connection.outcome for row in made.keeper.rows())
    assert 1 <= asked <= 2  # those that were under way when the first answer came
    assert tally == Tally(works=10, unreachable=asked, left_alone=10 - asked)
    assert outcomes == {Outcome.UNREACHABLE: asked, Outcome.WORKING: 20 - asked}
    assert len(reported) == 10 + asked


async def test_a_host_that_is_down_is_left_alone_after_three_tries(tmp_path: Path) -> None:
    crowd = Crowd()
    crowd.gate.set()
    async with office(tmp_path, {"broken": crowd.host("broken", BROKEN)}, each=10) as (made, served):
        tally = await made.keeper.test_all(lambda _row: None)
        assert 3 <= len(served["broken"].heads) <= 4
    assert tally.unreachable + tally.left_alone == 10
    assert tally.left_alone >= 6


async def test_stopping_begins_no_further_call(tmp_path: Path) -> None:
    crowd = Crowd()
    begun: list[str] = []
    async with office(tmp_path, {"one": crowd.host("one")}, each=10) as (made, served):
        testing = asyncio.create_task(made.keeper.test_all(lambda _row: None, begun.append))
        async with asyncio.timeout(20):
            await crowd.arrived.wait()
        testing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await testing
        crowd.gate.set()
        await made.keeper.test("one-9")
        assert len(served["one"].heads) <= 3
    assert len(begun) == 2


async def test_a_locked_keychain_ends_the_round_and_is_said_once(tmp_path: Path) -> None:
    crowd = Crowd()
    crowd.gate.set()
    async with office(tmp_path, {"one": crowd.host("one"), "two": crowd.host("two")}, each=10) as (made, served):
        made.keychain.locked = True
        made.keychain.calls.clear()
        with pytest.raises(KeychainLocked):
            await made.keeper.test_all(lambda _row: None)
        assert len(made.keychain.calls) <= 8  # not all of the twenty
        assert not served["one"].heads
        assert not served["two"].heads


async def test_one_that_the_keychain_refuses_or_nobody_knows_keeps_no_other_from_being_tested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd = Crowd()
    crowd.gate.set()
    async with office(tmp_path, {"one": crowd.host("one")}, each=4) as (made, _):
        await made.connect("gone", provider_id="gone", way_id="token")
        really = made.keychain.read

        def read(service: str) -> Secret | None:
            if " one-1 " in service:
                raise KeychainRefused(keychain="test", reason="not this one")
            return really(service)

        monkeypatch.setattr(made.keychain, "read", read)
        ended: list[str] = []
        tally = await made.keeper.test_all(lambda row: ended.append(row.connection.id))
    assert tally == Tally(works=3, unknown=2)
    assert sorted(ended) == ["one-0", "one-1", "one-2", "one-3"]  # a row that was shown as busy is so no longer
