"""The one place where an error becomes text: `explain`.

What happened, whether the data is safe, what to do, who can help, in the words of somebody who has never heard of the
protocols. The words of each branch of the tree in `ledgerpass.errors` stand in a module of their own; a test walks the
tree and finds a class without words.
"""

from ledgerpass.errors import LedgerpassError
from ledgerpass.ui.wording import answer_words, keychain_words, network_words, own_words, sign_in_words
from ledgerpass.ui.wording.explanation import Action, Explanation, Words
from ledgerpass.ui.wording.translation import say

_WORDS: dict[type[LedgerpassError], Words] = {
    **own_words.WORDS,
    **sign_in_words.WORDS,
    **answer_words.WORDS,
    **network_words.WORDS,
    **keychain_words.WORDS,
}


def explain(error: LedgerpassError, provider: str) -> Explanation:
    """Give the words for `error`, `provider` being the name that the user knows it by.

    The nearest class that has words of its own is taken, so that a new leaf of the tree is at least spoken of as
    its branch.
    """
    kind = next(kind for kind in type(error).__mro__ if kind in _WORDS)
    said = _WORDS[kind](error, provider)
    return Explanation(
        title=said.title,
        text=said.text,
        action=said.action,
        action_label=said.action_label or _label(said.action),
        for_it=((say("What happened"), type(error).__name__), *error.values().items()),
        line=said.line,
        grave=said.grave,
    )


def has_own_words(kind: type[LedgerpassError]) -> bool:
    """Tell whether this very class has words, for the test that walks the tree."""
    return kind in _WORDS


def _label(action: Action) -> str:
    return {
        Action.NONE: "",
        Action.TRY_AGAIN: say("Try again"),
        Action.OPEN_AGAIN: say("Open again"),
        Action.SIGN_IN_AGAIN: say("Sign in again"),
        Action.COPY_LINE: say("Copy that line"),
        Action.COPY_DETAILS: say("Copy details"),
        Action.UNLOCK: say("Unlock…"),
        Action.GIVE_PASSPHRASE: say("Type the passphrase…"),
        Action.MAKE_SEALED_FILE: say("Use a sealed file…"),
        Action.GIVE_PROXY_PASSWORD: say("Give them…"),
    }[action]
