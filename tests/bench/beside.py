"""What something takes, beside the bare cost of the same work."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.figures import Spread, spread_of

_WIDTH = 34


@dataclass(frozen=True, slots=True)
class Beside:
    """Milliseconds of many rounds, ours and the bare ones."""

    name: str
    ours: Sequence[float]
    bare: Sequence[float]


def beside_table(title: str, bare: str, figures: Sequence[Beside]) -> str:
    """Write a table: a line for each figure, with the ratio of the medians."""
    return "\n".join([title, f"beside the bare cost: {bare}", _HEADS, *map(_line, figures)])


_HEADS = f"  {'':<{_WIDTH}}{'ms':>8}  {'eight of ten':<20}{'bare':>8}  {'eight of ten':<20}{'ratio':>6}"


def _line(figure: Beside) -> str:
    ours, bare = spread_of(figure.ours), spread_of(figure.bare)
    return f"  {figure.name:<{_WIDTH}}{_shown(ours)}{_shown(bare)}{ours.middle / bare.middle:>6.2f}"


def _shown(times: Spread) -> str:
    between = f"({times.low:.1f} .. {times.high:.1f})"
    return f"{times.middle:>8.1f}  {between:<20}"
