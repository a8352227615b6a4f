"""Throws hostile inputs at everything that reads what strangers wrote, and says what came of it.

    python -m tests.fuzz [--inputs 100000] [--seed N] [TARGET ...]

One line a target: inputs, seconds, findings. The seed is printed, and given again it throws the same inputs. The exit
code is 1 when something was found, and what was found is told with the smallest input that does it.
"""
# ruff: noqa: T201 - its lines are its result

import argparse
import random
import resource
import sys
import time
import traceback
import warnings
from typing import Any

from tests.fuzz.target import Target, throw
from tests.fuzz.targets import TARGETS

_INPUTS = 100_000
_SEEDS = 1 << 31
_MEMORY = 4 << 30
"""Bytes; an input that takes more is found, and takes nobody else's."""


def main() -> int:
    """Run the targets that were named, all of them if none was."""
    targets = {target.name: target for target in TARGETS}
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--inputs", type=int, default=_INPUTS, help="how many for each target (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=random.randrange(_SEEDS), help="throw the same inputs again")  # noqa: S311 - not a secret
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"one or more of: {', '.join(targets)}")
    asked = parser.parse_args()
    if unknown := set(asked.targets) - set(targets):
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    warnings.simplefilter("error")  # as in the suite: a warning is found as well
    print(f"fuzz: --seed {asked.seed} --inputs {asked.inputs}", flush=True)
    found = sum(_run(targets[name], asked.inputs, asked.seed) for name in asked.targets or targets)
    print(f"fuzz: {found} findings" if found else "fuzz: nothing found")
    return 1 if found else 0


def _run(target: Target[Any], inputs: int, seed: int) -> int:
    began = time.monotonic()
    thrown, found = 0, 0
    try:
        for batch in throw(target, inputs, seed):
            thrown += batch
    except Exception:  # noqa: BLE001 - whatever it is, it was found
        traceback.print_exc()
        found = 1
    print(f"{target.name:<24}{thrown:>9} inputs{time.monotonic() - began:>9.1f} s{found:>4} findings", flush=True)
    return found


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    sys.exit(main())
