"""Says what was found in a pasted text."""

from ledgerpass.flows.sign_in import Recognised
from ledgerpass.ui.wording.translation import say


def recognised_words(what: Recognised) -> str:
    """Give the sentence for what was recognised."""
    return {
        Recognised.CODE: say("That is the code. One moment…"),
        Recognised.CODE_PARAMETER: say("We found the code in what you pasted. One moment…"),
        Recognised.ADDRESS: say("We found the code in that address. One moment…"),
        Recognised.VERIFIER: say("That is the code. One moment…"),
    }[what]
