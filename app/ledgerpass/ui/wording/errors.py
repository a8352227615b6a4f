"""The one place where an error becomes text: `explain`.

What happened, whether the data is safe, what to do, who can help, in the words of somebody who has never heard of the
protocols. Each class of the tree in `ledgerpass.errors` has its words here, and a test walks the tree.
"""

from collections.abc import Callable
from typing import TypeVar

from ledgerpass import errors
from ledgerpass.ui.wording import times
from ledgerpass.ui.wording.explanation import Action, Explanation
from ledgerpass.ui.wording.translation import say

_Error = TypeVar("_Error", bound=errors.LedgerpassError)
_Words = Callable[[_Error, str], Explanation]

_WORDS: dict[type[errors.LedgerpassError], _Words[errors.LedgerpassError]] = {}


def explain(error: errors.LedgerpassError, provider: str) -> Explanation:
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


def has_own_words(kind: type[errors.LedgerpassError]) -> bool:
    """Tell whether this very class has words, for the test that walks the tree."""
    return kind in _WORDS


def _words(kind: type[_Error]) -> Callable[[_Words[_Error]], _Words[_Error]]:
    def note(function: _Words[_Error]) -> _Words[_Error]:
        _WORDS[kind] = function  # type: ignore[assignment]  # looked up by the error's own class again
        return function

    return note


def _label(action: Action) -> str:
    return {
        Action.NONE: "",
        Action.TRY_AGAIN: say("Try again"),
        Action.OPEN_AGAIN: say("Open again"),
        Action.SIGN_IN_AGAIN: say("Sign in again"),
        Action.COPY_LINE: say("Copy that line"),
        Action.COPY_DETAILS: say("Copy details"),
        Action.UNLOCK: say("Unlock…"),
    }[action]


@_words(errors.LedgerpassError)
def _any(_error: errors.LedgerpassError, _provider: str) -> Explanation:
    return Explanation(
        title=say("Something unexpected went wrong. Nothing was changed."),
        text=say("Try again. If it happens again, your IT person can help with the details below."),
        action=Action.TRY_AGAIN,
    )


@_words(errors.ProviderFileError)
def _provider_file(_error: errors.ProviderFileError, provider: str) -> Explanation:
    return Explanation(
        title=say("What Ledgerpass knows about {provider} can't be read.", provider=provider),
        text=say("Your connections are safe. Your IT person can mend this with the details below."),
        action=Action.COPY_DETAILS,
    )


# --- the way to the provider's answer ----------------------------


@_words(errors.SignInError)
def _sign_in(_error: errors.SignInError, provider: str) -> Explanation:
    return Explanation(
        title=say("The sign-in at {provider} didn't work. Nothing was changed.", provider=provider),
        text=say("Try again; it takes a minute."),
        action=Action.TRY_AGAIN,
    )


@_words(errors.PermissionDenied)
def _denied(_error: errors.PermissionDenied, _provider: str) -> Explanation:
    return Explanation(
        title=say("You chose not to give permission."),
        text=say("Nothing was changed."),
        action=Action.TRY_AGAIN,
        grave=False,
    )


@_words(errors.NothingCameBack)
def _nothing_came_back(_error: errors.NothingCameBack, provider: str) -> Explanation:
    return Explanation(
        title=say("We didn't hear back from {provider}.", provider=provider),
        text=say("This happens when the browser page was closed."),
        action=Action.OPEN_AGAIN,
        grave=False,
    )


@_words(errors.NoBrowser)
def _no_browser(_error: errors.NoBrowser, _provider: str) -> Explanation:
    return Explanation(
        title=say("We couldn't open a browser on this computer."),
        text=say("Copy the link, open a browser yourself, and paste the link there."),
        action=Action.TRY_AGAIN,
        grave=False,
    )


@_words(errors.NoPort)
def _no_port(_error: errors.NoPort, provider: str) -> Explanation:
    return Explanation(
        title=say("Another program is using the place where the answer from {provider} arrives.", provider=provider),
        text=say("Close other programs that are signing in, then try again. Restarting the computer helps too."),
        action=Action.TRY_AGAIN,
    )


@_words(errors.AnswerRefused)
def _answer_refused(_error: errors.AnswerRefused, provider: str) -> Explanation:
    return Explanation(
        title=say("An answer came back that doesn't belong to this sign-in, so we didn't use it."),
        text=say(
            "It may be from an earlier try. Close the other {provider} pages in your browser and try again.",
            provider=provider,
        ),
        action=Action.TRY_AGAIN,
    )


@_words(errors.PasteNotUnderstood)
def _paste(error: errors.PasteNotUnderstood, provider: str) -> Explanation:
    title, text = {
        "empty": (
            say("There is nothing to paste yet."),
            say("Copy the code on the page of {provider} first.", provider=provider),
        ),
        "sign_in_address": (
            say("That is the address of the sign-in page itself."),
            say("Sign in there first. Then copy the code, or the address of the page that comes after it."),
        ),
        "other_page": (
            say("That is the address of another page."),
            say("Copy the code, or the whole address of the last page, and paste it here."),
        ),
    }.get(
        error.reason,
        (
            say("We can't find the code in that."),
            say("Copy the whole code on the page of {provider} and paste it here.", provider=provider),
        ),
    )
    return Explanation(title=title, text=text, grave=False)


@_words(errors.RedirectNotRegistered)
def _redirect(error: errors.RedirectNotRegistered, provider: str) -> Explanation:
    return Explanation(
        title=say("{provider} isn't set up for this app yet.", provider=provider),
        text=say("One line must be added there."),
        action=Action.COPY_LINE,
        line=error.redirect_uri,
    )


@_words(errors.AuthorizationFailed)
def _authorization_failed(error: errors.AuthorizationFailed, provider: str) -> Explanation:
    if error.error == "invalid_scope":
        return Explanation(
            title=say("{provider} doesn't give one of these permissions.", provider=provider),
            text=say("Take a tick away and try again, or ask your IT person."),
        )
    if error.error in {"server_error", "temporarily_unavailable"}:
        return Explanation(
            title=say("{provider} is having trouble right now. Nothing was changed.", provider=provider),
            text=say("Wait a few minutes, then try again."),
            action=Action.TRY_AGAIN,
            grave=False,
        )
    return Explanation(
        title=say("{provider} stopped the sign-in. Nothing was changed.", provider=provider),
        text=say("Try again. If it happens again, your IT person can help with the details below."),
        action=Action.TRY_AGAIN,
    )


# --- what was said when the token was asked for ------------------


@_words(errors.TokenError)
def _token(_error: errors.TokenError, provider: str) -> Explanation:
    return Explanation(
        title=say("{provider} didn't give us a token. Nothing was changed.", provider=provider),
        text=say("Try again. If it happens again, your IT person can help with the details below."),
        action=Action.TRY_AGAIN,
    )


@_words(errors.PermissionEnded)
def _ended(_error: errors.PermissionEnded, provider: str) -> Explanation:
    return Explanation(
        title=say(
            "{provider} has ended this permission (often after 60 days without use, or a changed password).",
            provider=provider,
        ),
        text=say("Sign in again; it takes a minute."),
        action=Action.SIGN_IN_AGAIN,
    )


@_words(errors.ClientNotRecognised)
def _client(_error: errors.ClientNotRecognised, provider: str) -> Explanation:
    return Explanation(
        title=say("{provider} doesn't recognise these two codes.", provider=provider),
        text=say("Copy them again from its page, or ask your IT person."),
    )


@_words(errors.TokenRefused)
def _token_refused(_error: errors.TokenRefused, provider: str) -> Explanation:
    return Explanation(
        title=say("{provider} said no to this connection. Nothing was changed.", provider=provider),
        text=say("Try again. If it happens again, your IT person can help with the details below."),
        action=Action.TRY_AGAIN,
    )


@_words(errors.AnswerNotUnderstood)
def _not_understood(_error: errors.AnswerNotUnderstood, provider: str) -> Explanation:
    return Explanation(
        title=say("{provider} answered in a way we don't understand. Nothing was changed.", provider=provider),
        text=say("Try again later. Your IT person can help with the details below."),
        action=Action.TRY_AGAIN,
    )


# --- what was said to a real call --------------------------------


@_words(errors.CheckError)
def _check(_error: errors.CheckError, provider: str) -> Explanation:
    return Explanation(
        title=say("{provider} didn't accept our test. Nothing was changed.", provider=provider),
        text=say("Try again. If it happens again, your IT person can help with the details below."),
        action=Action.TRY_AGAIN,
    )


@_words(errors.CredentialRefused)
def _refused(_error: errors.CredentialRefused, provider: str) -> Explanation:
    return Explanation(
        title=say("{provider} doesn't accept this token: it is wrong, or it has ended.", provider=provider),
        text=say("Copy it again from its page, or make a new one there."),
    )


@_words(errors.PermissionMissing)
def _missing(_error: errors.PermissionMissing, provider: str) -> Explanation:
    return Explanation(
        title=say("{provider} knows you, but this permission is missing.", provider=provider),
        text=say("Sign in as somebody who may see these books, or ask the owner of the account to let you in."),
    )


# --- the network -------------------------------------------------


@_words(errors.Unreachable)
@_words(errors.NetworkError)
def _unreachable(error: errors.NetworkError, provider: str) -> Explanation:
    wait = getattr(error, "retry_after", None)
    return Explanation(
        title=say("Can't reach {provider} right now; your connection is safe.", provider=provider),
        text=say("{provider} asks us to wait {time}. Then try again.", provider=provider, time=times.short_wait(wait))
        if wait
        else say("Look whether this computer is on the internet, then try again."),
        action=Action.TRY_AGAIN,
        grave=False,
    )


@_words(errors.CertificateNotTrusted)
def _certificate(_error: errors.CertificateNotTrusted, _provider: str) -> Explanation:
    return Explanation(
        title=say(
            "Your company network checks secure traffic with its own certificate, "
            "and this computer doesn't trust it yet."
        ),
        text=say("IT can mend this."),
        action=Action.COPY_DETAILS,
    )


@_words(errors.ClockWrong)
def _clock(error: errors.ClockWrong, provider: str) -> Explanation:
    off = times.duration(abs(error.seconds))
    title = (
        say("This computer's clock is {time} slow, so {provider} refuses the sign-in.", time=off, provider=provider)
        if error.seconds < 0
        else say(
            "This computer's clock is {time} fast, so {provider} refuses the sign-in.", time=off, provider=provider
        )
    )
    return Explanation(
        title=title, text=say("Set the clock right, then try again."), action=Action.TRY_AGAIN, grave=False
    )


@_words(errors.NotProtected)
def _not_protected(_error: errors.NotProtected, provider: str) -> Explanation:
    return Explanation(
        title=say("The way to {provider} isn't protected, so nothing was sent.", provider=provider),
        text=say("Your IT person can look at the address in the details below."),
        action=Action.COPY_DETAILS,
    )


# --- the keychain ------------------------------------------------


@_words(errors.KeychainRefused)
@_words(errors.KeychainError)
def _keychain_refused(_error: errors.KeychainError, _provider: str) -> Explanation:
    return Explanation(
        title=say("Your computer's safe for passwords didn't do what we asked."),
        text=say("Nothing was lost. Try again; if it happens again, restart the computer."),
        action=Action.TRY_AGAIN,
    )


@_words(errors.KeychainLocked)
def _keychain_locked(_error: errors.KeychainLocked, _provider: str) -> Explanation:
    return Explanation(
        title=say("Your computer keeps the connection in a locked safe."),
        text=say("Please unlock it (the small window may be behind this one)."),
        action=Action.UNLOCK,
        grave=False,
    )


@_words(errors.KeychainMissing)
def _keychain_missing(_error: errors.KeychainMissing, _provider: str) -> Explanation:
    return Explanation(
        title=say("This computer has no safe for passwords running, so we have nowhere to keep the connection."),
        text=say(
            "We never keep it in an ordinary file. Your IT person can switch on the password safe of this computer; "
            "then try again."
        ),
        action=Action.TRY_AGAIN,
    )


@_words(errors.KeychainLost)
def _keychain_lost(_error: errors.KeychainLost, provider: str) -> Explanation:
    return Explanation(
        title=say("What we kept for {provider} is no longer in this computer's safe.", provider=provider),
        text=say("This happens after a new computer or a reset password. Sign in again; it takes a minute."),
        action=Action.SIGN_IN_AGAIN,
    )


@_words(errors.ConnectionUnknown)
def _unknown(_error: errors.ConnectionUnknown, provider: str) -> Explanation:
    return Explanation(
        title=say("This connection can't be used, because {provider} is not in the list any more.", provider=provider),
        text=say("Your IT person can add it again. The connection itself is safe."),
    )


# --- ourselves ---------------------------------------------------


@_words(errors.RegisterUnreadable)
def _register(error: errors.RegisterUnreadable, _provider: str) -> Explanation:
    if error.reason == "newer":
        return Explanation(
            title=say("Your list of connections was last used by a newer Ledgerpass."),
            text=say("Start the newer one, or ask your IT person to install it here. Nothing was changed."),
        )
    return Explanation(
        title=say("Your list of connections can't be read right now."),
        text=say("Close other copies of Ledgerpass and try again. Your IT person can help with the details below."),
        action=Action.TRY_AGAIN,
    )


@_words(errors.SettingsUnreadable)
def _settings(_error: errors.SettingsUnreadable, _provider: str) -> Explanation:
    return Explanation(
        title=say("Your settings can't be read, so Ledgerpass begins without them."),
        text=say("Your connections are safe. Your IT person can mend this with the details below."),
        action=Action.COPY_DETAILS,
        grave=False,
    )


@_words(errors.CopyRefused)
def _copy_refused(_error: errors.CopyRefused, provider: str) -> Explanation:
    return Explanation(
        title=say("Nothing was copied: what {provider} gave us would not work where you paste it.", provider=provider),
        text=say("Sign in again to get a new one, or ask your IT person."),
        action=Action.SIGN_IN_AGAIN,
    )


@_words(errors.Unforeseen)
def _unforeseen(_error: errors.Unforeseen, _provider: str) -> Explanation:
    return Explanation(
        title=say("We made a mistake that nobody foresaw. Nothing was changed."),
        text=say("Try again. If it happens again, your IT person can help with the details below."),
        action=Action.TRY_AGAIN,
    )
