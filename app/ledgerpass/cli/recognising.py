"""Says what was found in what was pasted."""

from ledgerpass.flows.sign_in import Recognised


def recognised(what: Recognised) -> str:
    """Say what was found in what was pasted."""
    return {
        Recognised.CODE: "That is the code.",
        Recognised.CODE_PARAMETER: "The code was found in what you pasted.",
        Recognised.ADDRESS: "The code was found in that address.",
        Recognised.VERIFIER: "That is the code.",
    }[what]
