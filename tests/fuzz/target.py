"""A fuzz target: one function over an input, and the inputs that it is given.

Two doors lead to it, `make fuzz` and the suite's own test; both throw inputs by `throw`. Hypothesis makes them, with
the structure that readers look for, and for each that it makes there are variants with a few characters changed,
because making one takes far longer than throwing it. It does so in batches with a seed each, because its memory of what
it has tried grows with every input.
"""

import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from random import Random
from typing import Generic, TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings, strategies
from hypothesis.errors import HypothesisWarning
from hypothesis.strategies import SearchStrategy

from tests.fuzz.variants import varied

Input = TypeVar("Input")
Run = Callable[[Input], None]

FAMILY = 8
"""Inputs for each that Hypothesis makes: that one, and variants of it."""

BATCH = 1250 * FAMILY
"""Inputs by one seed."""


@dataclass(frozen=True, slots=True)
class Target(Generic[Input]):
    """What is fuzzed. `open_it` gives the function, with whatever it works in set up around it.

    `few` is how many inputs the suite's own test throws.
    """

    name: str
    inputs: SearchStrategy[Input]
    open_it: Callable[[], AbstractContextManager[Run[Input]]]
    few: int = 300


def always(run: Run[Input]) -> Callable[[], AbstractContextManager[Run[Input]]]:
    """Give the way to open a target whose function needs nothing set up."""

    @contextmanager
    def open_it() -> Iterator[Run[Input]]:
        yield run

    return open_it


def throw(target: Target[Input], inputs: int, first_seed: int) -> Iterator[int]:
    """Throw so many inputs at a target, and give after each batch how many it were; the seeds count up from the first.

    Raises:
        Exception: what an input did that no input may do; the smallest that was found to do it is noted in it.
    """
    with target.open_it() as run, warnings.catch_warnings():
        warnings.simplefilter("ignore", HypothesisWarning)  # such as of a large input, which is wanted here
        for number, begun in enumerate(range(0, inputs, BATCH)):
            yield _throw_batch(target, run, min(BATCH, inputs - begun), first_seed + number)


def _throw_batch(target: Target[Input], run: Run[Input], inputs: int, batch_seed: int) -> int:
    thrown = 0

    @seed(batch_seed)
    @settings(
        max_examples=-(-inputs // FAMILY),
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(target.inputs, strategies.integers(0, 1 << 32))
    def one(value: Input, variation: int) -> None:
        nonlocal thrown
        for each in _family(value, Random(variation)):  # noqa: S311 - not a secret
            thrown += 1
            try:
                run(each)
            except Exception as error:
                error.add_note(f"The input was: {each!r:.5000}")
                raise

    one()
    return thrown


def _family(value: Input, random: Random) -> Iterator[Input]:
    yield value
    for _ in range(FAMILY - 1):
        yield varied(value, random)
