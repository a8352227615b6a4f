"""What is said when the way to the provider's answer went wrong."""

from ledgerpass import errors
from ledgerpass.ui.wording.explanation import Action, Explanation, Words
from ledgerpass.ui.wording.translation import say


def _sign_in(_error: errors.SignInError, provider: str) -> Explanation:
    return Explanation(
        title=say("The sign-in at {provider} didn't work. Nothing was changed.", provider=provider),
        text=say("Try again; it takes a minute."),
        action=Action.TRY_AGAIN,
    )


def _denied(_error: errors.PermissionDenied, _provider: str) -> Explanation:
    return Explanation(
        title=say("You chose not to give permission."),
        text=say("Nothing was changed."),
        action=Action.TRY_AGAIN,
        grave=False,
    )


def _nothing_came_back(_error: errors.NothingCameBack, provider: str) -> Explanation:
    return Explanation(
        title=say("We didn't hear back from {provider}.", provider=provider),
        text=say("This happens when the browser page was closed."),
        action=Action.OPEN_AGAIN,
        grave=False,
    )


def _window_closed(_error: errors.WindowClosed, _provider: str) -> Explanation:
    return Explanation(
        title=say("You closed the window before the sign-in was done."),
        text=say("Nothing was changed."),
        action=Action.OPEN_AGAIN,
        grave=False,
    )


def _no_browser(error: errors.NoBrowser, _provider: str) -> Explanation:
    if not error.tried:
        return Explanation(
            title=say("There seems to be no browser on this computer."),
            text=say("Install one, or go on all the same and open the link yourself."),
            grave=False,
        )
    return Explanation(
        title=say("We couldn't open a browser on this computer."),
        text=say("Copy the link, open a browser yourself, and paste the link there."),
        action=Action.TRY_AGAIN,
        grave=False,
    )


def _no_embedded_browser(_error: errors.NoEmbeddedBrowser, provider: str) -> Explanation:
    return Explanation(
        title=say("This way needs an addition to Ledgerpass."),
        text=say(
            "You can sign in at {provider} only in a window of Ledgerpass. "
            "The part that shows it is not on this computer. Your IT person can add it.",
            provider=provider,
        ),
        grave=False,
    )


def _no_port(error: errors.NoPort, provider: str) -> Explanation:
    if error.holder:
        return Explanation(
            title=say(
                "{holder} is using the place where the answer from {provider} arrives.",
                holder=error.holder,
                provider=provider,
            ),
            text=say("Close it, then try again."),
            action=Action.TRY_AGAIN,
        )
    if error.reserved:
        return Explanation(
            title=say("This computer keeps the place where the answer from {provider} arrives.", provider=provider),
            text=say("Restarting the computer often helps. Your IT person can see the details below."),
            action=Action.TRY_AGAIN,
        )
    return Explanation(
        title=say("Another program is using the place where the answer from {provider} arrives.", provider=provider),
        text=say("Close other programs that are signing in, then try again. Restarting the computer helps too."),
        action=Action.TRY_AGAIN,
    )


def _answer_refused(error: errors.AnswerRefused, provider: str) -> Explanation:
    if error.reason == "issuer":
        return Explanation(
            title=say("The answer didn't come from {provider}, so we didn't use it.", provider=provider),
            text=say("Nothing was changed. Try again; if it happens again, show your IT person the details below."),
            action=Action.TRY_AGAIN,
        )
    return Explanation(
        title=say("An answer came back that doesn't belong to this sign-in, so we didn't use it."),
        text=say(
            "It may be from an earlier try. Close the other {provider} pages in your browser and try again.",
            provider=provider,
        ),
        action=Action.TRY_AGAIN,
    )


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


def _redirect(error: errors.RedirectNotRegistered, provider: str) -> Explanation:
    return Explanation(
        title=say("{provider} isn't set up for this app yet.", provider=provider),
        text=say("One line must be added there."),
        action=Action.COPY_LINE,
        line=error.redirect_uri,
    )


def _too_little(error: errors.TooLittleGranted, provider: str) -> Explanation:
    return Explanation(
        title=say("{provider} didn't give a permission that the connection can't do without.", provider=provider),
        text=say(
            "It is this: {permissions}. Sign in again, and allow everything that is asked there. Nothing was changed.",
            permissions="; ".join(error.missing),
        ),
        action=Action.SIGN_IN_AGAIN,
    )


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


WORDS: dict[type[errors.LedgerpassError], Words] = {
    errors.SignInError: _sign_in,
    errors.PermissionDenied: _denied,
    errors.NothingCameBack: _nothing_came_back,
    errors.WindowClosed: _window_closed,
    errors.NoBrowser: _no_browser,
    errors.NoEmbeddedBrowser: _no_embedded_browser,
    errors.NoPort: _no_port,
    errors.AnswerRefused: _answer_refused,
    errors.PasteNotUnderstood: _paste,
    errors.RedirectNotRegistered: _redirect,
    errors.TooLittleGranted: _too_little,
    errors.AuthorizationFailed: _authorization_failed,
}
