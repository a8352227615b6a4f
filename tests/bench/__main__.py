"""Measures a sign-in, beside two other programs, and prints a table: medians of many rounds, all from this one run.

    make bench    (or, in tests/support/desktop-session: python -m tests.bench [--rounds 50])

It is no test: an aim that is missed is said and fails nothing, because a busy computer misses it too. The exit code is
0 unless something broke.
"""

import argparse
import os
import sys
import time

from tests.bench.figures import Figures, Waiting
from tests.bench.process import Contestant, Provider, Running, SignedIn, provider
from tests.bench.table import table

_LEDGERPASS = "tests.bench.programs.ledgerpass"
_CONTESTANTS = (
    Contestant("Ledgerpass under Qt's loop, as in the window", _LEDGERPASS, is_ours=True, options=("--qt",)),
    Contestant("Ledgerpass on asyncio, as in a terminal", _LEDGERPASS, is_ours=True),
    Contestant("google-auth-oauthlib", "tests.bench.programs.google"),
    Contestant("msal (over https: it refuses http)", "tests.bench.programs.microsoft", looks_every=1.0),
)
_WAITS = 10.0


def main() -> int:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--rounds", type=int, default=50, help="sign-ins of each kind (default: %(default)s)")
    rounds = parser.parse_args().rounds
    load = os.getloadavg()[0]
    with provider() as where:
        figures = [_measure(contestant, where, rounds) for contestant in _CONTESTANTS]
    print(table(figures, rounds, _WAITS, (load, os.getloadavg()[0])))
    return 0


def _measure(contestant: Contestant, where: Provider, rounds: int) -> Figures:
    print(f"measuring {contestant.name} ...", file=sys.stderr, flush=True)
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


if __name__ == "__main__":
    sys.exit(main())
