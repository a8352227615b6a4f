"""The benchmark's table: each figure with its spread, its ratio and, where there is one, the aim."""

from collections.abc import Iterator, Sequence
from statistics import median

from tests.bench.figures import Figures, Spread, spread, spread_of

_SENT_WITHIN = 5.0
_STORED_WITHIN = 10.0
_NOTHING_MB, _NOTHING_CPU = 1.0, 0.05
_WIDTH = 48


def table(figures: Sequence[Figures], rounds: int, waits: float) -> str:
    """Write it; `waits` is for how many seconds a waiting program was watched."""
    lines = [
        f"A sign-in, measured: medians of {rounds} rounds in milliseconds, in brackets where eight of ten lie",
        *_exchanges(figures),
        *_storing(figures),
        *_waiting(figures, waits),
    ]
    return "\n".join(lines)


def _exchanges(figures: Sequence[Figures]) -> Iterator[str]:
    for title, rounds in (
        ("the first sign-in of a fresh process", [each.first for each in figures]),
        ("one more in the same process", [each.again for each in figures]),
    ):
        yield f"\nredirect sent -> exchange arrived at the provider: {title} (aim: {_SENT_WITHIN:g} ms)"
        ours = spread(rounds[0], lambda each: each.exchange).middle
        for each, signed_in in zip(figures, rounds, strict=True):
            times = spread(signed_in, lambda each: each.exchange)
            last = _met(times.middle, _SENT_WITHIN) if each.is_ours else f"{times.middle / ours:.1f} x the first row"
            yield f"  {each.name:<{_WIDTH}}{_shown(times)}  {last}"


def _storing(figures: Sequence[Figures]) -> Iterator[str]:
    yield "\nredirect sent -> kept in the keychain and read back: exchange, proving call, the list's row, write, read"
    bare_work = "POST and GET by the same client, one keychain write and one read"
    yield f"beside the bare cost: {bare_work} (aim: {_STORED_WITHIN:g} ms over)"
    for each in (figure for figure in figures if figure.is_ours):
        yield f"  {each.name}"
        stored, bare = spread(each.again, lambda one: one.stored), spread_of(each.bare)
        over = [one.stored - cost for one, cost in zip(each.again, each.bare, strict=True)]
        yield f"    {'kept in the keychain':<{_WIDTH - 2}}{_shown(stored)}  {stored.middle / bare.middle:.2f} x bare"
        yield f"    {'bare cost':<{_WIDTH - 2}}{_shown(bare)}"
        met = _met(median(over), _STORED_WITHIN)
        yield f"    {'over it, round by round':<{_WIDTH - 2}}{_shown(spread_of(over))}  {met}"
        yield f"    {'all done and shown':<{_WIDTH - 2}}{_shown(spread(each.again, lambda one: one.end))}"
        first = spread(each.first, lambda one: one.stored)
        yield f"    {'the first of a fresh process: kept':<{_WIDTH - 2}}{_shown(first)}"


def _waiting(figures: Sequence[Figures], waits: float) -> Iterator[str]:
    yield f"\nwaiting for the user, in MB, and seconds of CPU in {waits:g} s (aim: nothing)"
    yield "(fresh: just started; before: after one sign-in, which loads libraries; waiting: during the next one)"
    heads = "".join(f"{what + ' ' + when:>13}" for what in ("USS", "RSS") for when in ("fresh", "before", "waiting"))
    yield f"  {'':<{_WIDTH}}{heads}{'CPU':>9}"
    for each in figures:
        moments = (each.waiting.fresh, each.waiting.before, each.waiting.during)
        shown = "".join(f"{moment[kind]:>13.1f}" for kind in (0, 1) for moment in moments)
        more = each.waiting.during[1] - each.waiting.before[1]  # USS also moves with what other programs share
        is_nothing = more <= _NOTHING_MB and each.waiting.cpu <= _NOTHING_CPU
        aim = f"  {'met' if is_nothing else 'missed'} ({more:+.1f} MB)" if each.is_ours else ""
        yield f"  {each.name:<{_WIDTH}}{shown}{each.waiting.cpu:>9.4f}{aim}"


def _shown(times: Spread) -> str:
    return f"{times.middle:>8.1f}  ({times.low:.1f} .. {times.high:.1f})".ljust(28)


def _met(value: float, aim: float) -> str:
    return "met" if value <= aim else "missed"
