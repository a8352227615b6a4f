"""Whoever asks for a credential that isn't due waits for nothing that only renewing needs."""

import subprocess
import sys
from pathlib import Path

_HANDS_OUT = """
import asyncio, sys
from pathlib import Path
import ledgerpass.upkeep.freshness

print(*sorted(sys.modules.keys() & {"filelock", "httpx2", "starlette", "uvicorn", "PySide6"}))

from tests.support.renewal_office import opened

async def hand_out():
    async with opened(Path(sys.argv[1])) as office:
        print(await office.token(), (office.folder / "locks").exists())
        print(await office.token(anew=True), (office.folder / "locks").exists())

asyncio.run(hand_out())
"""


def test_what_is_not_due_is_handed_out_without_a_lock_and_without_loading_what_renews(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", _HANDS_OUT, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    assert said.splitlines() == ["", "smit.1 False", "smit.2 True"]
