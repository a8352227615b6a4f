"""The real program as a process: when it is closed, even in the middle of a sign-in, nothing is left."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from ledgerpass.connections.connection import Connection
from ledgerpass.connections.register import Register

_IN_THE_MIDDLE = """
import asyncio, json, sys
from pathlib import Path
from ledgerpass.assembly.window import show_window
from ledgerpass.wizard.events import PermissionsGiven, ProviderChosen, WayChosen
from ledgerpass.wizard.state import SigningIn, Stage
from tests.support.journey import reach

async def attend(window, program):
    practice = program.catalogue.providers["practice"]
    window.begin()
    connecting = program.connecting
    connecting.send(ProviderChosen(provider=practice))
    connecting.send(WayChosen(way=practice.ways[0]))
    connecting.send(PermissionsGiven(scopes=connecting.state.draft.scopes))
    connecting.start()
    state = await reach(connecting, lambda state: isinstance(state, SigningIn) and state.stage is Stage.WAITING)
    print(json.dumps(state.address), flush=True)
    return True

sys.exit(show_window(profile=Path(sys.argv[1]), attend=attend))
"""


def wait_until(condition: object, what: str) -> None:
    assert callable(condition)
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, f"{what} never came"
        time.sleep(0.02)


def catches(pid: int, number: signal.Signals) -> bool:
    """Tell whether the process has a handler for the signal, which it sets once its window is there."""
    status = Path(f"/proc/{pid}/status").read_text()
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught.split()[1], 16) & 1 << number - 1)


def connections_in(profile: Path) -> int:
    with sqlite3.connect(profile / "connections.sqlite") as register:
        (count,) = register.execute("select count(*) from connections").fetchone()
    register.close()
    return int(count)


def test_closing_in_the_middle_of_a_sign_in_leaves_nothing_running_and_nothing_half_saved(tmp_path: Path) -> None:
    quiet = {**os.environ, "BROWSER": "true"}
    program = [sys.executable, "-c", _IN_THE_MIDDLE, str(tmp_path)]
    with subprocess.Popen(program, env=quiet, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        address = json.loads(process.stdout.readline())
        assert process.wait(timeout=20) == 0
    port = int(address.rpartition("callback")[0].rpartition("%3A")[2].partition("%2F")[0])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)
    assert connections_in(tmp_path) == 0
    left = [each.info["cmdline"] or [] for each in psutil.process_iter(["cmdline"])]  # None: gone while it was asked
    assert not [command for command in left if str(tmp_path) in " ".join(command)]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_polite_request_to_end_closes_the_window_and_the_program_in_order(
    tmp_path: Path, number: signal.Signals
) -> None:
    command = [sys.executable, "-m", "ledgerpass", "--profile", str(tmp_path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        wait_until(lambda: catches(process.pid, signal.SIGTERM), "the window")
        process.send_signal(number)
        _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (0, "")


def test_a_list_of_a_newer_program_is_said_in_a_window_and_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "connections.sqlite") as register:
        register.execute("pragma user_version = 99")
    register.close()
    command = [sys.executable, "-m", "ledgerpass", "--profile", str(tmp_path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        wait_until(lambda: catches(process.pid, signal.SIGTERM), "the window")
        process.terminate()
        _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (1, "")


_NEXT_DAY = """
import asyncio, sys
from pathlib import Path
from ledgerpass.assembly.window import show_window

async def attend(window, program):
    async with asyncio.timeout(20):
        while program.register.all():
            await asyncio.sleep(0.02)
    return True

sys.exit(show_window(profile=Path(sys.argv[1]), attend=attend))
"""


def test_what_was_removed_more_than_a_day_ago_is_forgotten_at_the_next_start(tmp_path: Path) -> None:
    register = Register(tmp_path / "connections.sqlite")
    register.add(
        Connection(id="gone", provider_id="moneybird", way_id="sign-in", name="x", created_at=1.0, removed_at=2.0)
    )
    register.close()
    ended = subprocess.run([sys.executable, "-c", _NEXT_DAY, str(tmp_path)], check=False, timeout=60)
    assert ended.returncode == 0
    assert connections_in(tmp_path) == 0
