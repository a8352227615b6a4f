"""What is said when the operating system's keychain, to the user a safe for passwords, can't do its part."""

from ledgerpass import errors
from ledgerpass.ui.wording.explanation import Action, Explanation, Words
from ledgerpass.ui.wording.translation import say


def _keychain_refused(_error: errors.KeychainError, _provider: str) -> Explanation:
    return Explanation(
        title=say("Your computer's safe for passwords didn't do what we asked."),
        text=say("Nothing was lost. Try again; if it happens again, restart the computer."),
        action=Action.TRY_AGAIN,
    )


def _keychain_locked(_error: errors.KeychainLocked, _provider: str) -> Explanation:
    return Explanation(
        title=say("Your computer keeps the connection in a locked safe."),
        text=say("Please unlock it (the small window may be behind this one)."),
        action=Action.UNLOCK,
        grave=False,
    )


def _passphrase_needed(_error: errors.PassphraseNeeded, _provider: str) -> Explanation:
    return Explanation(
        title=say("Your connections are in a sealed file."),
        text=say("Type its passphrase to open it. It is the one that you chose on this computer."),
        action=Action.GIVE_PASSPHRASE,
        grave=False,
    )


def _passphrase_wrong(_error: errors.PassphraseWrong, _provider: str) -> Explanation:
    return Explanation(
        title=say("The sealed file doesn't open with this passphrase."),
        text=say("Nothing was lost. Try again; capital and small letters count."),
        action=Action.GIVE_PASSPHRASE,
    )


def _keychain_missing(_error: errors.KeychainMissing, _provider: str) -> Explanation:
    return Explanation(
        title=say("This computer has no safe for passwords running, so we have nowhere to keep the connection."),
        text=say(
            "We never keep it in an ordinary file. Your IT person can switch on the password safe of this computer; "
            "then try again."
        ),
        action=Action.TRY_AGAIN,
    )


def _keychain_lost(_error: errors.KeychainLost, provider: str) -> Explanation:
    return Explanation(
        title=say("What we kept for {provider} is no longer in this computer's safe.", provider=provider),
        text=say("This happens after a new computer or a reset password. Sign in again; it takes a minute."),
        action=Action.SIGN_IN_AGAIN,
    )


WORDS: dict[type[errors.LedgerpassError], Words] = {
    errors.KeychainError: _keychain_refused,
    errors.KeychainLocked: _keychain_locked,
    errors.PassphraseNeeded: _passphrase_needed,
    errors.PassphraseWrong: _passphrase_wrong,
    errors.KeychainMissing: _keychain_missing,
    errors.KeychainRefused: _keychain_refused,
    errors.KeychainLost: _keychain_lost,
}
