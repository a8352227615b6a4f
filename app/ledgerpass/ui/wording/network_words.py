"""What is said when the provider could not be spoken to. None of it ends a connection."""

from ledgerpass import errors
from ledgerpass.http_status import WEB_PAGE
from ledgerpass.ui.wording import times
from ledgerpass.ui.wording.explanation import Action, Explanation, Words
from ledgerpass.ui.wording.translation import say


def _unreachable(error: errors.NetworkError, provider: str) -> Explanation:
    return Explanation(
        title=say("Can't reach {provider} right now; your connection is safe.", provider=provider),
        text=_next_try(error, provider),
        action=Action.TRY_AGAIN,
        grave=False,
    )


def _next_try(error: errors.NetworkError, provider: str) -> str:
    if isinstance(error, errors.Unreachable):
        if error.reason == WEB_PAGE:
            return say(
                "The network here shows a page of its own first, as in a hotel or a train. "
                "Open any web page, sign in to the network, then try again."
            )
        if error.retry_after:
            wait = times.short_wait(error.retry_after)
            return say("{provider} asks us to wait {time}. Then try again.", provider=provider, time=wait)
        if error.status:
            return say("{provider} has trouble of its own. Wait a few minutes, then try again.", provider=provider)
    return say("Look whether this computer is on the internet, then try again.")


def _busy(_error: errors.ConnectionBusy, _provider: str) -> Explanation:
    return Explanation(
        title=say("Another Ledgerpass on this computer is busy with this connection; your connection is safe."),
        text=say("Wait a minute, then try again."),
        action=Action.TRY_AGAIN,
        grave=False,
    )


def _certificate(_error: errors.CertificateNotTrusted, _provider: str) -> Explanation:
    return Explanation(
        title=say(
            "Your company network checks secure traffic with its own certificate, "
            "and this computer doesn't trust it yet."
        ),
        text=say("IT can mend this."),
        action=Action.COPY_DETAILS,
    )


def _clock(error: errors.ClockWrong, provider: str) -> Explanation:
    off = times.duration(abs(error.seconds))
    if not error.refused:
        title = (
            say("This computer's clock is {time} slow. Sign-ins may be refused for it.", time=off)
            if error.seconds < 0
            else say("This computer's clock is {time} fast. Sign-ins may be refused for it.", time=off)
        )
        return Explanation(title=title, text=say("Set the clock right, or go on all the same."), grave=False)
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


def _proxy_password(error: errors.ProxyPasswordNeeded, _provider: str) -> Explanation:
    if error.wants:
        return Explanation(
            title=say("The way out of your network asks who you are, in a way that Ledgerpass can't answer."),
            text=say("IT can mend this, by letting Ledgerpass through or by naming another way out."),
            action=Action.COPY_DETAILS,
        )
    return Explanation(
        title=say("The way out of your network doesn't accept this name and password.")
        if error.refused
        else say("The way out of your network asks who you are."),
        text=say("Give the name and password that your IT person gave you for it. They are asked for once."),
        action=Action.GIVE_PROXY_PASSWORD,
        grave=False,
    )


def _not_protected(_error: errors.NotProtected, provider: str) -> Explanation:
    return Explanation(
        title=say("The way to {provider} isn't protected, so nothing was sent.", provider=provider),
        text=say("Your IT person can look at the address in the details below."),
        action=Action.COPY_DETAILS,
    )


WORDS: dict[type[errors.LedgerpassError], Words] = {
    errors.NetworkError: _unreachable,
    errors.Unreachable: _unreachable,
    errors.ConnectionBusy: _busy,
    errors.CertificateNotTrusted: _certificate,
    errors.ClockWrong: _clock,
    errors.ProxyPasswordNeeded: _proxy_password,
    errors.NotProtected: _not_protected,
}
