"""Ledgerpass's window: from the click on *Copy* to the clipboard, with a fresh token; then the bare work as often.

The bare work reads the same item with keyring itself and sets the clipboard's text.

    python -m tests.bench.programs.copying ROUNDS
"""

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.backends.SecretService import Keyring
from PySide6.QtGui import QGuiApplication

from ledgerpass.assembly.program import Program
from ledgerpass.assembly.window import show_window
from ledgerpass.ui.main_window import MainWindow
from tests.bench.programs.dialogue import say
from tests.bench.programs.kept_connections import forget_connections, keep_connections
from tests.bench.programs.provider_file import write_provider_file


async def _measure(window: MainWindow, rounds: int, connection_id: str) -> bool:
    clipboard = QGuiApplication.clipboard()
    changed = asyncio.Event()
    clipboard.dataChanged.connect(changed.set)
    copied = []
    for _ in range(rounds):
        clipboard.clear()
        changed.clear()
        began = time.perf_counter()
        window.looking_after.copy(connection_id, "token")
        while not clipboard.text():
            await changed.wait()
            changed.clear()
        copied.append((time.perf_counter() - began) * 1e3)
        await asyncio.sleep(0)
    say(copied=copied)
    say(bare=[_bare(connection_id) for _ in range(rounds)])
    return True


def _bare(connection_id: str) -> float:
    began = time.perf_counter()
    keychain: KeyringBackend = Keyring()  # type: ignore[no-untyped-call]  # carries no types here
    item = keychain.get_password(f"Ledgerpass connection {connection_id} a", "Ledgerpass") or ""
    QGuiApplication.clipboard().setText(json.loads(item.split(" ", 3)[3])["issued"]["access_token"])
    return (time.perf_counter() - began) * 1e3


def main() -> int:
    """Make a connection, and copy its token again and again."""
    with tempfile.TemporaryDirectory() as folder:
        profile, providers = Path(folder), Path(folder, "providers")
        write_provider_file(providers, "http://127.0.0.1:9")
        ids = asyncio.run(keep_connections(profile, 1))

        async def attend(window: MainWindow, _program: Program) -> bool:
            return await _measure(window, int(sys.argv[1]), ids[0])

        code = show_window(profile=profile, provider_folders=(providers,), attend=attend)
        asyncio.run(forget_connections(ids))
    return code


if __name__ == "__main__":
    sys.exit(main())
