"""The embedded browser: how soon the provider's page is there, and what is left of it in the main program."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.beside import Beside
from tests.bench.process import provider

_ROOT = Path(__file__).parents[2]
_AT_MOST = 600
_NOTHING_MB = 1.0


@dataclass(frozen=True, slots=True)
class Memory:
    """The main program's memory as (USS, RSS) in MB, before the first window, with one open, and after the last."""

    windows: int
    before: tuple[float, float]
    during: tuple[float, float]
    after: tuple[float, float]


def measure_embedded(rounds: int) -> tuple[Beside, Memory]:
    """Sign in so often, each time in a window of its own, in turns with the bare view."""
    with provider() as where:
        command = [sys.executable, "-m", "tests.bench.programs.embedded", str(where.http), str(rounds)]
        ended = subprocess.run(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True, timeout=_AT_MOST, check=True)
    told = json.loads(ended.stdout.splitlines()[-1])
    memory = Memory(rounds, *((each[0], each[1]) for each in (told["before"], told["during"], told["after"])))
    return Beside("click to first page painted", told["painted"], told["bare"]), memory


def memory_lines(memory: Memory) -> Iterator[str]:
    """Write what the windows left behind."""
    yield f"\nthe main program's memory in MB around {memory.windows} such windows (aim: nothing stays)"
    for name, place in (("USS", 0), ("RSS", 1)):
        before, during, after = memory.before[place], memory.during[place], memory.after[place]
        shown = f"{before:>8.1f} before{during:>8.1f} with one open{after:>8.1f} after"
        yield f"  {name:<6}{shown}  ({after - before:+.1f})"
    more = memory.after[1] - memory.before[1]  # USS also moves with what other programs share
    yield f"  {'met' if more <= _NOTHING_MB else 'missed'} ({more:+.1f} MB of RSS)"
