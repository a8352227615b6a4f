"""Copying and renewing, each by a program in a process of its own that does the bare work too."""

import json
import subprocess
import sys
from pathlib import Path

from tests.bench.beside import Beside
from tests.bench.process import provider

_ROOT = Path(__file__).parents[2]
_AT_MOST = 300


def measure_copying(rounds: int) -> Beside:
    """Measure from the click on *Copy* to the clipboard, with a fresh token."""
    told = _run("tests.bench.programs.copying", str(rounds))
    return Beside("click to clipboard", told["copied"], told["bare"])


def measure_renewing(how_many: int) -> Beside:
    """Measure the renewal of so many connections, each with a keychain record of its own."""
    with provider() as where:
        told = _run("tests.bench.programs.upkeep", str(where.http), str(how_many))
    return Beside("one renewal", told["renewed"], told["bare"])


def _run(module: str, *arguments: str) -> dict[str, list[float]]:
    command = [sys.executable, "-m", module, *arguments]
    ended = subprocess.run(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True, timeout=_AT_MOST, check=True)
    told: dict[str, list[float]] = {}
    for line in ended.stdout.splitlines():
        told |= json.loads(line)
    return told
