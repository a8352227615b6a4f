"""How a command in the terminal ends, as a number that a script can use.

    0    done: connected, printed, or it works
    1    something unforeseen, or something on this computer is in the way
    2    the arguments are wrong, or something is missing that they or standard input must give
    3    the user said no
    4    nothing came back in time
    5    the provider refused the codes or the answer
    6    the network: the provider was not reached, or not safely
    7    the keychain: locked, missing, or it refused
    8    the connection needs a new sign-in
    130  interrupted

The commands' `--help` shows the same table, and a test holds the two together.
"""

from collections.abc import Mapping
from enum import IntEnum

from ledgerpass import errors


class ExitCode(IntEnum):
    """The numbers; what they mean stands in `MEANINGS`."""

    DONE = 0
    UNFORESEEN = 1
    WRONG_ARGUMENTS = 2
    DENIED = 3
    NOTHING_CAME_BACK = 4
    REFUSED = 5
    NETWORK = 6
    KEYCHAIN = 7
    NEEDS_SIGN_IN = 8
    INTERRUPTED = 130


MEANINGS: Mapping[ExitCode, str] = {
    ExitCode.DONE: "done: connected, printed, or it works",
    ExitCode.UNFORESEEN: "something unforeseen, or something on this computer is in the way",
    ExitCode.WRONG_ARGUMENTS: "the arguments are wrong, or something is missing that they or standard input must give",
    ExitCode.DENIED: "the user said no",
    ExitCode.NOTHING_CAME_BACK: "nothing came back in time",
    ExitCode.REFUSED: "the provider refused the codes or the answer",
    ExitCode.NETWORK: "the network: the provider was not reached, or not safely",
    ExitCode.KEYCHAIN: "the keychain: locked, missing, or it refused",
    ExitCode.NEEDS_SIGN_IN: "the connection needs a new sign-in",
    ExitCode.INTERRUPTED: "interrupted",
}

_CODES: Mapping[type[errors.LedgerpassError], ExitCode] = {
    errors.LedgerpassError: ExitCode.UNFORESEEN,
    errors.PermissionDenied: ExitCode.DENIED,
    errors.NothingCameBack: ExitCode.NOTHING_CAME_BACK,
    errors.NoBrowser: ExitCode.UNFORESEEN,
    errors.NoEmbeddedBrowser: ExitCode.UNFORESEEN,
    errors.NoPort: ExitCode.UNFORESEEN,
    errors.SignInError: ExitCode.REFUSED,
    errors.TokenError: ExitCode.REFUSED,
    errors.CheckError: ExitCode.REFUSED,
    errors.NetworkError: ExitCode.NETWORK,
    errors.ConnectionBusy: ExitCode.UNFORESEEN,
    errors.KeychainError: ExitCode.KEYCHAIN,
}

# what ends an attempt at a connection is no more than a refusal; to a connection that is there it means its end
_CODES_OF_A_CONNECTION: Mapping[type[errors.LedgerpassError], ExitCode] = {
    **_CODES,
    errors.PermissionEnded: ExitCode.NEEDS_SIGN_IN,
    errors.ClientNotRecognised: ExitCode.NEEDS_SIGN_IN,
    errors.CredentialRefused: ExitCode.NEEDS_SIGN_IN,
    errors.OtherCompany: ExitCode.NEEDS_SIGN_IN,
    errors.KeychainLost: ExitCode.NEEDS_SIGN_IN,
}


def exit_code(error: errors.LedgerpassError) -> ExitCode:
    """Give the number for an error in connecting: that of the nearest class that has one."""
    return _nearest(error, _CODES)


def exit_code_of_a_connection(error: errors.LedgerpassError) -> ExitCode:
    """Give the number for an error of a connection that is there already."""
    return _nearest(error, _CODES_OF_A_CONNECTION)


def _nearest(error: errors.LedgerpassError, codes: Mapping[type[errors.LedgerpassError], ExitCode]) -> ExitCode:
    return next(codes[kind] for kind in type(error).__mro__ if kind in codes)


def exit_code_table() -> str:
    """Give the table, a line each."""
    return "\n".join(f"  {code:<4} {MEANINGS[code]}" for code in ExitCode)
