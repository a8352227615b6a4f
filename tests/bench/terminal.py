"""What a terminal command costs beside what it can't do without: a Python that reads the same keychain item.

Real processes, one after the other and by turns, so that whatever else the computer does meets both alike.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from ledgerpass.connections.connection import Connection
from ledgerpass.connections.credential import Credential
from ledgerpass.connections.keychain import SystemKeychain
from ledgerpass.connections.register import Register
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.connections.vault import Vault
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.secret import Secret

ROUNDS = 25
_NAME = "Bakkerij Smit"
_ID = "bench-terminal"
_BARE = """
import keyring
print(keyring.get_password("Ledgerpass connection bench-terminal a", "Ledgerpass"))
"""
_COMMANDS = ("token", "header", "curl")


def measure(rounds: int = ROUNDS) -> Mapping[str, float]:
    """Give the medians in milliseconds: 'bare', and each command by its name.

    Needs a session with a keychain, in which a connection is made and left.
    """
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder)
        asyncio.run(_connect(profile))
        programs = {"bare": [sys.executable, "-c", _BARE]}
        for command in _COMMANDS:
            programs[command] = [sys.executable, "-m", "ledgerpass", command, _NAME, "--profile", folder]
        programs["list"] = [sys.executable, "-m", "ledgerpass", "list", "--profile", folder]
        taken: dict[str, list[float]] = {name: [] for name in programs}
        for turn in range(rounds + 1):
            for name, program in programs.items():
                milliseconds = _run(program)
                if turn:  # the first one finds cold caches
                    taken[name].append(milliseconds)
    return {name: statistics.median(each) for name, each in taken.items()}


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


def main() -> int:
    """Print the medians and how they compare."""
    medians = measure()
    for name, milliseconds in medians.items():
        print(f"{name:8} {milliseconds:6.0f} ms  {milliseconds / medians['bare']:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
