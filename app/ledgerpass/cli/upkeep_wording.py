"""The terminal's words for what goes wrong with a connection that is there already.

Where nothing is said here, the words for connecting fit as well.
"""

from collections.abc import Mapping

from ledgerpass import errors
from ledgerpass.cli.wording import Words, sentences

_SIGN_IN = 'Sign in again in the window, or make a new connection with "ledgerpass connect".'
_IS_SAFE = "The connection is safe; try again later."


def sentences_of_a_connection(error: errors.LedgerpassError, provider: str) -> str:
    """Say what happened to a connection and what to do; `provider` is the name that the user knows it by."""
    return sentences(error, provider, _WORDS)


def _ended(error: errors.LedgerpassError) -> str:
    why = ", perhaps because a renewal broke off" if getattr(error, "interrupted", False) else ""
    return f"{{provider}} has ended this permission{why}. {_SIGN_IN}"


def _copy(error: errors.LedgerpassError) -> str:
    return {
        "several_headers": "This connection needs more than one header, and they don't fit in one. "
        'Use "ledgerpass curl", which holds them all.',
        "not_ascii": "What {provider} gave holds letters that this terminal can't carry, so it was not printed.",
        "empty": "There is nothing to print: {provider} gave nothing of the kind.",
    }.get(getattr(error, "reason", ""), "It was not printed: it would not arrive as it is, or would do harm there.")


_WORDS: Mapping[type[errors.LedgerpassError], Words] = {
    errors.CopyRefused: _copy,
    errors.ConnectionUnknown: "What Ledgerpass knew about the provider of {connection} is gone. "
    "Give the folder of its file with --providers.",
    errors.TokenError: f"{{provider}} didn't renew this connection. {_IS_SAFE}",
    errors.TokenRefused: f"{{provider}} didn't renew this connection. {_IS_SAFE}",
    errors.AnswerNotUnderstood: f"{{provider}} answered in a way that Ledgerpass doesn't understand. {_IS_SAFE}",
    errors.PermissionEnded: _ended,
    errors.ClientNotRecognised: f"{{provider}} doesn't recognise this connection's codes any more. {_SIGN_IN}",
    errors.CheckError: f"{{provider}} didn't accept the test of this connection. {_IS_SAFE}",
    errors.CredentialRefused: f"{{provider}} doesn't accept this connection any more. {_SIGN_IN}",
    errors.PermissionMissing: "{provider} knows this connection, but a permission is missing. "
    "Sign in as somebody who may see these books.",
    errors.KeychainLocked: "This computer's keychain is locked, so the connection can't be read. "
    "Unlock it, for example by logging in at its desktop; then try again.",
    errors.KeychainMissing: "The keychain that this connection is kept in isn't running on this computer. "
    "Start it, then try again.",
    errors.KeychainLost: f"This connection is no longer in this computer's keychain. {_SIGN_IN}",
}
