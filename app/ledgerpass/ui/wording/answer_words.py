"""What is said when the provider said no: to the request for a token, or to a real call with it."""

from ledgerpass import errors
from ledgerpass.ui.wording.explanation import Action, Explanation, Words
from ledgerpass.ui.wording.translation import say


def _token(_error: errors.TokenError, provider: str) -> Explanation:
    return Explanation(
        title=say("{provider} didn't give us a token. Nothing was changed.", provider=provider),
        text=say("Try again. If it happens again, your IT person can help with the details below."),
        action=Action.TRY_AGAIN,
    )


def _ended(error: errors.PermissionEnded, provider: str) -> Explanation:
    if error.interrupted:
        return Explanation(
            title=say(
                "{provider} has ended this permission. It was just being renewed when something broke it off.",
                provider=provider,
            ),
            text=say("Nothing else is lost. Sign in again; it takes a minute."),
            action=Action.SIGN_IN_AGAIN,
        )
    return Explanation(
        title=say(
            "{provider} has ended this permission (often after 60 days without use, or a changed password).",
            provider=provider,
        ),
        text=say("Sign in again; it takes a minute."),
        action=Action.SIGN_IN_AGAIN,
    )


def _client(_error: errors.ClientNotRecognised, provider: str) -> Explanation:
    return Explanation(
        title=say("{provider} doesn't recognise these two codes.", provider=provider),
        text=say("Copy them again from its page, or ask your IT person."),
    )


def _token_refused(_error: errors.TokenRefused, provider: str) -> Explanation:
    return Explanation(
        title=say("{provider} said no to this connection. Nothing was changed.", provider=provider),
        text=say("Try again. If it happens again, your IT person can help with the details below."),
        action=Action.TRY_AGAIN,
    )


def _not_understood(_error: errors.AnswerNotUnderstood, provider: str) -> Explanation:
    return Explanation(
        title=say("{provider} answered in a way we don't understand. Nothing was changed.", provider=provider),
        text=say("Try again later. Your IT person can help with the details below."),
        action=Action.TRY_AGAIN,
    )


def _check(_error: errors.CheckError, provider: str) -> Explanation:
    return Explanation(
        title=say("{provider} didn't accept our test. Nothing was changed.", provider=provider),
        text=say("Try again. If it happens again, your IT person can help with the details below."),
        action=Action.TRY_AGAIN,
    )


def _refused(_error: errors.CredentialRefused, provider: str) -> Explanation:
    return Explanation(
        title=say("{provider} doesn't accept this token: it is wrong, or it has ended.", provider=provider),
        text=say("Copy it again from its page, or make a new one there."),
    )


def _missing(_error: errors.PermissionMissing, provider: str) -> Explanation:
    return Explanation(
        title=say("{provider} knows you, but this permission is missing.", provider=provider),
        text=say("Sign in as somebody who may see these books, or ask the owner of the account to let you in."),
    )


WORDS: dict[type[errors.LedgerpassError], Words] = {
    errors.TokenError: _token,
    errors.PermissionEnded: _ended,
    errors.ClientNotRecognised: _client,
    errors.TokenRefused: _token_refused,
    errors.AnswerNotUnderstood: _not_understood,
    errors.CheckError: _check,
    errors.CredentialRefused: _refused,
    errors.PermissionMissing: _missing,
}
