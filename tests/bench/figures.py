"""What was measured of one program."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from tests.bench.process import SignedIn


@dataclass(frozen=True, slots=True)
class Waiting:
    """Memory as (USS, RSS) in MB, and the CPU seconds that waiting used.

    It is looked at in a fresh process, after its first sign-in, and while its second one waits.
    """

    fresh: tuple[float, float]
    before: tuple[float, float]
    during: tuple[float, float]
    cpu: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The sign-ins of one program, each the first of a fresh process or one of many in the same; times in ms."""

    name: str
    is_ours: bool
    first: Sequence[SignedIn]
    again: Sequence[SignedIn]
    bare: Sequence[float]
    waiting: Waiting


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of many, and the two between which eight of ten lie."""

    low: float
    middle: float
    high: float


def spread(rounds: Sequence[SignedIn], of: Callable[[SignedIn], float]) -> Spread:
    """Give the spread of one of the times."""
    return spread_of([of(each) for each in rounds])


def spread_of(times: Sequence[float]) -> Spread:
    """Give the spread of some times."""
    tenths = quantiles(times, n=10, method="inclusive")
    return Spread(tenths[0], median(times), tenths[-1])
