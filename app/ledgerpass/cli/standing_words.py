"""How a connection stands, for the terminal: in words, and in one word for the next program."""

from datetime import datetime
from typing import NamedTuple, assert_never

from ledgerpass.connections.connection import Outcome
from ledgerpass.upkeep.standing import CannotReach, NeedsYou, RenewsItself, SignInBy, Standing, Working


class StandingWords(NamedTuple):
    """`state` and `needs` are for programs and never change; `words` are for people."""

    state: str
    words: str
    needs: str | None = None


def standing_words(standing: Standing, *, is_known: bool) -> StandingWords:
    """Say how a connection stands; `is_known` is False where its provider's file is gone."""
    if not is_known:
        return StandingWords("needs_you", "needs you: its provider isn't known any more", "provider")
    match standing:
        case Working(tested_at=tested_at):
            return StandingWords("working", f"works, tested {_minute(tested_at)}")
        case RenewsItself():
            return StandingWords("renews", "renews by itself")
        case SignInBy(expires_at=expires_at):
            return StandingWords("ends", f"sign in again by {_minute(expires_at)}")
        case NeedsYou(outcome=outcome):
            return StandingWords("needs_you", f"needs you: {_need(outcome)}", outcome.value)
        case CannotReach():
            return StandingWords("unreachable", "can't be reached right now, and is safe")
        case _:
            assert_never(standing)


def _need(outcome: Outcome) -> str:
    match outcome:
        case Outcome.FORBIDDEN:
            return "a permission is missing"
        case Outcome.RENEWAL_REFUSED:
            return "its provider doesn't renew it"
        case Outcome.OTHER_COMPANY:
            return "it opens another company than before"
        case Outcome.LOST:
            return "it is no longer in the keychain"
        case _:
            return "the permission has ended"


def _minute(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds).astimezone():%Y-%m-%d %H:%M}"
