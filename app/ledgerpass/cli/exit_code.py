"""How a command in the terminal ends, as a number that a script can use.

    0    connected
    1    something unforeseen, or something on this computer is in the way
    2    the arguments are wrong, or something is missing that they or standard input must give
    3    the user said no
    4    nothing came back in time
    5    the provider refused the codes or the answer
    6    the network: the provider was not reached, or not safely
    7    the keychain: locked, missing, or it refused
    130  interrupted

`ledgerpass connect --help` shows the same table, and a test holds the two together.
"""

from collections.abc import Mapping
from enum import IntEnum

from ledgerpass import errors


class ExitCode(IntEnum):
    """The numbers; what they mean stands in `MEANINGS`."""

    CONNECTED = 0
    UNFORESEEN = 1
    WRONG_ARGUMENTS = 2
    DENIED = 3
    NOTHING_CAME_BACK = 4
    REFUSED = 5
    NETWORK = 6
    KEYCHAIN = 7
    INTERRUPTED = 130


MEANINGS: Mapping[ExitCode, str] = {
    ExitCode.CONNECTED: "connected",
    ExitCode.UNFORESEEN: "something unforeseen, or something on this computer is in the way",
    ExitCode.WRONG_ARGUMENTS: "the arguments are wrong, or something is missing that they or standard input must give",
    ExitCode.DENIED: "the user said no",
    ExitCode.NOTHING_CAME_BACK: "nothing came back in time",
    ExitCode.REFUSED: "the provider refused the codes or the answer",
    ExitCode.NETWORK: "the network: the provider was not reached, or not safely",
    ExitCode.KEYCHAIN: "the keychain: locked, missing, or it refused",
    ExitCode.INTERRUPTED: "interrupted",
}

_CODES: Mapping[type[errors.LedgerpassError], ExitCode] = {
    errors.LedgerpassError: ExitCode.UNFORESEEN,
    errors.PermissionDenied: ExitCode.DENIED,
    errors.NothingCameBack: ExitCode.NOTHING_CAME_BACK,
    errors.NoBrowser: ExitCode.UNFORESEEN,
    errors.NoPort: ExitCode.UNFORESEEN,
    errors.SignInError: ExitCode.REFUSED,
    errors.TokenError: ExitCode.REFUSED,
    errors.CheckError: ExitCode.REFUSED,
    errors.NetworkError: ExitCode.NETWORK,
    errors.KeychainError: ExitCode.KEYCHAIN,
}


def exit_code(error: errors.LedgerpassError) -> ExitCode:
    """Give the number for an error: that of the nearest class that has one."""
    return next(_CODES[kind] for kind in type(error).__mro__ if kind in _CODES)


def exit_code_table() -> str:
    """Give the table, a line each."""
    return "\n".join(f"  {code:<4} {MEANINGS[code]}" for code in ExitCode)
