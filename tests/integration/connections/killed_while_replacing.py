"""A program that puts a new credential in the place of an old one and is killed (SIGKILL) after so many steps.

A step is a call that changes the keychain or the register. Use: killed_while_replacing.py REGISTER CONNECTION STEPS
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ledgerpass.connections.connection import Connection
from ledgerpass.connections.credential import Credential
from ledgerpass.connections.keychain import SystemKeychain
from ledgerpass.connections.register import Register
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.connections.vault import Vault
from ledgerpass.secret import Secret


def credential(name: str) -> Credential:
    """Make a credential that fills two items and tells which one it is."""
    return Credential(fields={"token": Secret(f"{name} " * 300)})


class Steps:
    """Counts down to the end of the process."""

    def __init__(self, left: int) -> None:
        self._left = left

    def take(self) -> None:
        """Take a step, or die before it."""
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self._left -= 1


class KilledKeychain(SystemKeychain):
    """The real one, in a process that dies before one of its changes."""

    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self._steps = steps

    def write(self, service: str, secret: Secret) -> None:
        """Take a step and write."""
        self._steps.take()
        super().write(service, secret)

    def delete(self, service: str) -> None:
        """Take a step and delete."""
        self._steps.take()
        super().delete(service)


class KilledRegister(Register):
    """The real one, in a process that dies before, within or after its change."""

    def __init__(self, path: Path, steps: Steps) -> None:
        super().__init__(path)
        self._steps = steps

    def change(self, connection_id: str, edit: Callable[[Connection], Connection]) -> Connection:
        """Take a step, another in the middle of the transaction, and a third after it."""

        def edit_and_step(row: Connection) -> Connection:
            self._steps.take()
            return edit(row)

        self._steps.take()
        changed = super().change(connection_id, edit_and_step)
        self._steps.take()
        return changed


def main() -> None:
    """Replace the credential, as far as the steps reach."""
    path, connection_id, steps = Path(sys.argv[1]), sys.argv[2], Steps(int(sys.argv[3]))
    safekeeping = Safekeeping(KilledRegister(path, steps), Vault(KilledKeychain(steps)))
    asyncio.run(safekeeping.replace(connection_id, credential("new"), lambda row: replace(row, name="new")))


if __name__ == "__main__":
    main()
