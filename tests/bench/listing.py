"""The list of 10, 1,000 and 10,000 connections: from the start of the process to the painted list, and a search's keys.

Beside it stands the bare cost: Qt's own list with Qt's own filter over the same names, in a process of its own.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from ledgerpass.connections.connection import Company, Connection
from ledgerpass.connections.register import Register

SIZES = (10, 1_000, 10_000)
_ROOT = Path(__file__).parents[2]
_AT_MOST = 60
_DAY = 86400.0


@dataclass(frozen=True, slots=True)
class Listing:
    """Milliseconds for one size: to the painted list, for one key of a search, and the same for the bare list."""

    size: int
    opened: list[float] = field(default_factory=list)
    key: list[float] = field(default_factory=list)
    bare_opened: list[float] = field(default_factory=list)
    bare_key: list[float] = field(default_factory=list)


def measure_listing(rounds: int) -> list[Listing]:
    """Measure each size `rounds` times, in turns with the bare list, so that a busy moment meets both."""
    return [_measure(size, rounds) for size in SIZES]


def _measure(size: int, rounds: int) -> Listing:
    listing = Listing(size)
    with _profile(size) as profile:
        for _ in range(rounds + 1):
            opened, key = _run("tests.bench.programs.window", profile, size)
            bare_opened, bare_key = _run("tests.bench.programs.bare_window", profile, size)
            listing.opened.append(opened)
            listing.key.append(key)
            listing.bare_opened.append(bare_opened)
            listing.bare_key.append(bare_key)
    for times in (listing.opened, listing.key, listing.bare_opened, listing.bare_key):
        del times[0]  # the first round reads the files that the others find in memory
    return listing


@contextmanager
def _profile(size: int) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder)
        register = Register(profile / "connections.sqlite")
        now = time.time()
        for number in range(size):
            name = f"Company {number:05}"
            register.add(
                Connection(
                    id=f"{number:016x}",
                    provider_id="moneybird",
                    way_id="sign-in",
                    name=name,
                    created_at=now,
                    company=Company(id=str(number), name=f"{name} B.V."),
                    tested_at=now,
                    renewed_at=now,
                    expires_at=now + _DAY,
                    renews=True,
                )
            )
        register.close()
        yield profile


def _run(module: str, profile: Path, size: int) -> tuple[float, float]:
    command = [sys.executable, "-m", module, str(profile), f"company {size // 2:05}"]
    began = time.monotonic_ns()
    ended = subprocess.run(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True, timeout=_AT_MOST, check=True)
    painted, keys = (json.loads(line) for line in ended.stdout.splitlines())
    return (painted["painted"] - began) / 1e6, median(keys["keys"]) / 1e6
