"""What a trouble looks like once it has words: what happened, what to do, and what the IT person may want to see."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Self


class Action(Enum):
    """What the one button beside a trouble does."""

    NONE = "none"
    TRY_AGAIN = "try_again"
    OPEN_AGAIN = "open_again"
    SIGN_IN_AGAIN = "sign_in_again"
    COPY_LINE = "copy_line"
    COPY_DETAILS = "copy_details"
    UNLOCK = "unlock"
    GIVE_PASSPHRASE = "give_passphrase"
    MAKE_SEALED_FILE = "make_sealed_file"
    GIVE_PROXY_PASSWORD = "give_proxy_password"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One trouble in words.

    `title` says what happened, `text` what to do; `for_it` are names and redacted values; `line` is what *Copy that
    line* copies. `grave` is False for what is nobody's fault and mends itself, which is then shown in a quieter
    colour.
    """

    title: str
    text: str = ""
    action: Action = Action.NONE
    action_label: str = ""
    for_it: tuple[tuple[str, str], ...] = ()
    line: str = ""
    grave: bool = True

    def details(self) -> str:
        """Give the IT person's part as plain text, for the clipboard."""
        return "\n".join(f"{name}: {value}" for name, value in self.for_it)

    def without_action(self) -> Self:
        """Give the same without its button, where the page itself has a button for that."""
        return replace(self, action=Action.NONE, action_label="")


Words = Callable[[Any, str], Explanation]
"""Gives the words for one class of error and the provider's name; which class, the table says in which it stands."""
