"""Measures Ledgerpass beside what the same work costs without it, and prints tables: medians, all from this one run.

A sign-in stands beside two other programs; the embedded browser, copying, the list, renewing and the terminal's
commands beside their bare cost.

    make bench    (or, in tests/support/desktop-session: python -m tests.bench [--rounds 50] [--only PART ...])

It is no test: an aim that is missed is said and fails nothing, because a busy computer misses it too. The exit code is
0 unless something broke.
"""

import argparse
import os
import sys
import time

from tests.bench.beside import Beside, beside_table
from tests.bench.embedded import measure_embedded, memory_lines
from tests.bench.figures import Figures, Waiting
from tests.bench.keeping import measure_copying, measure_renewing
from tests.bench.listing import measure_listing
from tests.bench.process import Contestant, Provider, Running, SignedIn, provider
from tests.bench.table import table
from tests.bench.terminal import measure_commands

_LEDGERPASS = "tests.bench.programs.ledgerpass"
_CONTESTANTS = (
    Contestant("Ledgerpass under Qt's loop, as in the window", _LEDGERPASS, is_ours=True, options=("--qt",)),
    Contestant("Ledgerpass on asyncio, as in a terminal", _LEDGERPASS, is_ours=True),
    Contestant("google-auth-oauthlib", "tests.bench.programs.google"),
    Contestant("msal (over https: it refuses http)", "tests.bench.programs.microsoft", looks_every=1.0),
)
_WAITS = 10.0
_CONNECTIONS = 200


def main() -> int:
    """Measure everything, or the parts that were named, and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--rounds", type=int, default=50, help="sign-ins of each kind (default: %(default)s)")
    parser.add_argument("--only", nargs="+", choices=_PARTS, default=list(_PARTS), help="measure these parts alone")
    given = parser.parse_args()
    for part in given.only:
        print(f"measuring {part} ...", file=sys.stderr, flush=True)
        load = os.getloadavg()[0]
        print(_PARTS[part](given.rounds), flush=True)
        print(f"load average of this computer: {load:.1f} before, {os.getloadavg()[0]:.1f} after\n", flush=True)
    return 0


def _sign_in(rounds: int) -> str:
    with provider() as where:
        return table([_measure(contestant, where, rounds) for contestant in _CONTESTANTS], rounds, _WAITS)


def _list(rounds: int) -> str:
    return beside_table(
        "The list: from the start of the process to the painted rows, and one key of a search",
        "Qt's own list and filter over the same names",
        [
            figure
            for each in measure_listing(max(5, rounds // 3))
            for figure in (
                Beside(f"{each.size:,} connections, opened", each.opened, each.bare_opened),
                Beside(f"{each.size:,} connections, one key", each.key, each.bare_key),
            )
        ],
    )


def _copy(rounds: int) -> str:
    return beside_table(
        "Copying a fresh token: from the click to the clipboard",
        "the same keychain item read by keyring, and the clipboard set",
        [measure_copying(rounds)],
    )


def _renew(_rounds: int) -> str:
    return beside_table(
        f"Renewing {_CONNECTIONS} connections, one after the other",
        "the same request by the same client, one keychain write and one read",
        [measure_renewing(_CONNECTIONS)],
    )


def _commands(rounds: int) -> str:
    return beside_table(
        "A command in the terminal, from start to end",
        "a Python that reads the same keychain item with keyring",
        measure_commands(max(5, rounds // 2)),
    )


def _embedded(rounds: int) -> str:
    opening, memory = measure_embedded(max(5, rounds // 5))
    beside = beside_table(
        "A sign-in in a window of Ledgerpass: from the click to the provider's first page painted",
        "a process with nothing but Qt's own view of the same page",
        [opening],
    )
    return "\n".join([beside, *memory_lines(memory)])


def _measure(contestant: Contestant, where: Provider, rounds: int) -> Figures:
    print(f"  {contestant.name} ...", file=sys.stderr, flush=True)
    again: list[SignedIn] = []
    bare: list[float] = []
    with Running(contestant, where) as program:
        waiting = _wait(program)
        for number in range(rounds):
            again.append(program.sign_in(number / rounds))
            if contestant.is_ours:
                bare.append(program.bare())
    first = [_first(contestant, where, number / rounds) for number in range(rounds)]
    return Figures(contestant.name, contestant.is_ours, first, again, bare, waiting)


def _first(contestant: Contestant, where: Provider, at: float) -> SignedIn:
    with Running(contestant, where) as program:
        return program.sign_in(at)


def _wait(program: Running) -> Waiting:
    """Look at a program that waits for its second sign-in: what the first one loads is told apart.

    The first second, in which what was begun may end, is not counted as waiting.
    """
    fresh = program.memory()
    program.sign_in()
    before = program.memory()
    address = program.begin()
    time.sleep(1)
    cpu = program.cpu()
    time.sleep(_WAITS)
    used = program.cpu() - cpu
    during = program.memory()
    program.end(address)
    return Waiting(fresh, before, during, used)


_PARTS = {
    "sign-in": _sign_in,
    "embedded": _embedded,
    "copy": _copy,
    "list": _list,
    "renew": _renew,
    "terminal": _commands,
}


if __name__ == "__main__":
    sys.exit(main())
