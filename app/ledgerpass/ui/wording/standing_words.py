"""How a connection stands, in words for its row in the list, and what its one button does."""

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from ledgerpass.connections.connection import Outcome
from ledgerpass.ui.wording import times
from ledgerpass.ui.wording.translation import say
from ledgerpass.upkeep.standing import CannotReach, NeedsYou, RenewsItself, SignInBy, Standing, Working


class Sign(Enum):
    """Which sign stands before the words; each has an icon of its own, because colour never speaks alone."""

    GOOD = "good"
    SOON = "soon"
    TROUBLE = "trouble"
    AWAY = "away"
    BUSY = "busy"


class MainAction(Enum):
    """What the one button of a row does."""

    COPY = "copy"
    SIGN_IN_AGAIN = "sign_in_again"
    TRY_AGAIN = "try_again"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingWords:
    """The words, their sign, and the button."""

    words: str
    sign: Sign
    action: MainAction


def standing_words(standing: Standing, *, provider: str, is_known: bool, now: float) -> StandingWords:
    """Say how a connection stands. `is_known` is False where its provider's file is gone."""
    if not is_known:
        return StandingWords(
            words=say("Needs you: {provider} is not in the list any more", provider=provider),
            sign=Sign.TROUBLE,
            action=MainAction.REMOVE,
        )
    match standing:
        case Working(tested_at=tested_at):
            words = say("Working, tested {time}", time=times.when(tested_at, now))
            return StandingWords(words=words, sign=Sign.GOOD, action=MainAction.COPY)
        case RenewsItself():
            return StandingWords(words=say("Renews by itself"), sign=Sign.GOOD, action=MainAction.COPY)
        case SignInBy(expires_at=expires_at):
            words = say("Sign in again by {day}", day=times.day(expires_at, now))
            return StandingWords(words=words, sign=Sign.SOON, action=MainAction.COPY)
        case NeedsYou(outcome=outcome):
            words = _needs_you(outcome, provider)
            return StandingWords(words=words, sign=Sign.TROUBLE, action=MainAction.SIGN_IN_AGAIN)
        case CannotReach():
            words = say("Can't reach {provider} right now; your connection is safe", provider=provider)
            return StandingWords(words=words, sign=Sign.AWAY, action=MainAction.TRY_AGAIN)
        case _:
            assert_never(standing)


def action_words(action: MainAction) -> str:
    """Name the button."""
    return {
        MainAction.COPY: say("Copy"),
        MainAction.SIGN_IN_AGAIN: say("Sign in again"),
        MainAction.TRY_AGAIN: say("Try again"),
        MainAction.REMOVE: say("Remove"),
    }[action]


def _needs_you(outcome: Outcome, provider: str) -> str:
    match outcome:
        case Outcome.FORBIDDEN:
            return say("Needs you: {provider} says that a permission is missing", provider=provider)
        case Outcome.LOST:
            return say("Needs you: it is no longer in this computer's safe")
        case _:
            return say("Needs you: {provider} has ended this permission", provider=provider)
