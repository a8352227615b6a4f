"""How far a round of tests is, and how it went."""

from ledgerpass.ui.wording.translation import say, say_count
from ledgerpass.upkeep.trial_round import Tally


def progress_words(begun: int, total: int) -> str:
    """Say which one is being tested."""
    return say("Testing {n} of {all}…", n=str(max(1, begun)), all=str(total))


def stopped_words(ended: int, total: int) -> str:
    """Say how many were tested before it was stopped."""
    return say("Stopped. {n} of {all} were tested; the others are as they were.", n=str(ended), all=str(total))


def all_well(tally: Tally) -> bool:
    """Tell whether there is nothing to look at."""
    return tally.works == tally.total


def tally_words(tally: Tally) -> str:
    """Say how a round went: first what works, then what needs the user, then what is not known."""
    if all_well(tally):
        return say_count("1 connection works.", "{n} connections work.", tally.works)
    parts = [
        _count("1 works", "{n} work", tally.works),
        _count("1 needs you", "{n} need you", tally.needs_you),
        _count("1 could not be reached", "{n} could not be reached", tally.unreachable),
        _count(
            "1 was left alone, because its provider asks for a rest",
            "{n} were left alone, because their provider asks for a rest",
            tally.left_alone,
        ),
        _count("1 could not be tested", "{n} could not be tested", tally.unknown),
    ]
    said = "; ".join(part for part in parts if part)
    return say("Of {all} connections: {parts}.", all=str(tally.total), parts=said) if tally.total > 1 else f"{said}."


def _count(one: str, many: str, number: int) -> str:
    return say_count(one, many, number) if number else ""
