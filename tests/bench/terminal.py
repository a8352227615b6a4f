"""What a terminal command costs beside what it can't do without: a Python that reads the same keychain item.

Real processes, one after the other and by turns, so that whatever else the computer does meets both alike.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ledgerpass.connections.connection import Connection
from ledgerpass.connections.credential import Credential
from ledgerpass.connections.keychain import SystemKeychain
from ledgerpass.connections.register import Register
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.connections.vault import Vault
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.secret import Secret
from tests.bench.beside import Beside

_BARE_NAME = "bare"
_NAME = "Bakkerij Smit"
_ID = "bench-terminal"
_BARE = """
import keyring
print(keyring.get_password("Ledgerpass connection bench-terminal a", "Ledgerpass"))
"""
_COMMANDS = (f"token {_ID}", f"header {_ID}", f"curl {_ID}", "list")


def measure_commands(rounds: int) -> list[Beside]:
    """Measure each command beside the bare Python, by turns.

    Needs a session with a keychain, in which a connection is made and left.
    """
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_connect(Path(folder)))
        programs = {_BARE_NAME: [sys.executable, "-c", _BARE]}
        for command in _COMMANDS:
            programs[command] = [sys.executable, "-m", "ledgerpass", *command.split(), "--profile", folder]
        taken: dict[str, list[float]] = {name: [] for name in programs}
        for turn in range(rounds + 1):
            for name, program in programs.items():
                milliseconds = _run(program)
                if turn:  # the first one finds cold caches
                    taken[name].append(milliseconds)
    bare = taken.pop(_BARE_NAME)
    return [Beside(f"ledgerpass {name.split()[0]}", times, bare) for name, times in taken.items()]


def _run(program: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(program, capture_output=True, check=True)
    return 1000 * (time.perf_counter() - began)


async def _connect(profile: Path) -> None:
    """Keep a connection with a token and a refresh token of a usual length, good for an hour."""
    register = Register(profile / "connections.sqlite")
    vault = Vault(SystemKeychain())
    now = time.time()
    issued = TokenResponse(
        access_token=Secret(os.urandom(32).hex()),
        refresh_token=Secret(os.urandom(32).hex()),
        issued_at=now,
        expires_at=now + 3600,
    )
    codes = {"client_id": Secret(os.urandom(16).hex()), "client_secret": Secret(os.urandom(32).hex())}
    connection = Connection(
        id=_ID, provider_id="moneybird", way_id="sign-in", name=_NAME, created_at=now, tested_at=now, renews=True
    )
    await Safekeeping(register, vault).take_in(connection, Credential(fields=codes, issued=issued))
    await vault.close()
    register.close()
