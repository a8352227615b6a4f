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


def _passphrase_too_short(error: errors.PassphraseTooShort, _provider: str) -> Explanation:
    return Explanation(
        title=say("This passphrase is a little short: it needs {least} characters.", least=str(error.least)),
        text=say("Three or four words that have nothing in common are easy to remember and hard to guess."),
    )


def _sealed_file_damaged(_error: errors.SealedFileDamaged, _provider: str) -> Explanation:
    return Explanation(
        title=say("The sealed file with your connections is damaged."),
        text=say(
            "We leave it as it is. Your IT person may have an earlier copy of it. If there is none, begin a new sealed "
            "file, and sign in again."
        ),
        action=Action.MAKE_SEALED_FILE,
        action_label=say("Begin a new one…"),
    )


def _keychain_missing(_error: errors.KeychainMissing, _provider: str) -> Explanation:
    return Explanation(
        title=say("This computer has no safe for passwords running, so we have nowhere to keep the connection."),
        text=say(
            "We never keep it in an ordinary file. Your IT person can switch on the password safe of this computer. "
            "Or we keep it in a sealed file, which only a passphrase of yours opens."
        ),
        action=Action.MAKE_SEALED_FILE,
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
    errors.PassphraseTooShort: _passphrase_too_short,
    errors.SealedFileDamaged: _sealed_file_damaged,
    errors.KeychainMissing: _keychain_missing,
    errors.KeychainRefused: _keychain_refused,
    errors.KeychainLost: _keychain_lost,
}
