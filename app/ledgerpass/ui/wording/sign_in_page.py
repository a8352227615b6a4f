"""What the sign-in page says before, during and after: the heading, the steps, what will happen."""

from ledgerpass.ui.wording.explanation import Explanation
from ledgerpass.ui.wording.translation import say
from ledgerpass.wizard.state import SigningIn, Stage


def heading(state: SigningIn) -> tuple[str, str]:
    """Give the title and the sentence below it."""
    name = state.draft.provider.name
    shows_code = state.draft.delivery == "out_of_band"
    match state.stage:
        case Stage.READY:
            return (say("Sign in at {provider}", provider=name), _before_words(state))
        case Stage.PREPARING:
            return (say("Opening your browser…"), say("This takes a moment."))
        case Stage.WAITING if state.draft.pasted == "address":
            return (
                say("Waiting for the address"),
                say("Sign in at {provider} and press Allow. Then copy the address of the last page.", provider=name),
            )
        case Stage.WAITING if shows_code:
            return (
                say("Waiting for the code"),
                say("Sign in at {provider}, press Allow, and paste the code that it shows you.", provider=name),
            )
        case Stage.WAITING:
            return (
                say("Waiting for you in the browser"),
                say("Sign in at {provider} and press Allow. This page then goes on by itself.", provider=name),
            )
        case Stage.FINISHING:
            return (say("Almost done"), say("{provider} has answered. We are finishing up.", provider=name))


def step_words(state: SigningIn) -> tuple[str, str, str]:
    """Name the three steps that are ticked off."""
    name = state.draft.provider.name
    return (
        say("Ready to listen"),
        {
            "address": say("Waiting for the address of the last page"),
            "code": say("Waiting for the code from {provider}", provider=name),
            "": say("Waiting for you in the browser"),
        }[state.draft.pasted],
        say("Finishing"),
    )


def facts_before(state: SigningIn) -> tuple[str, str, str]:
    """Say whose page will open, who sees the password, and what to do last."""
    name = state.draft.provider.name
    last = {
        "address": say("The last page may show an error. That is all right: paste its whole address here."),
        "code": say("Press Allow there, then paste the code here."),
        "": say("Press Allow there, and come back here."),
    }[state.draft.pasted]
    return (
        say("The page that opens is {provider}'s own.", provider=name),
        say("Your password stays between you and {provider}. We never see it.", provider=name),
        last,
    )


def no_browser() -> Explanation:
    """Say that no browser could be opened, while the wait goes on."""
    return Explanation(
        title=say("We couldn't open a browser on this computer."),
        text=say("Copy the link, open a browser yourself, and paste the link there. We keep waiting."),
        grave=False,
    )


def insists_on_https() -> Explanation:
    """Say why the browser shows an error, while the wait goes on."""
    return Explanation(
        title=say("Your browser can't come back here by itself."),
        text=say("It shows an error now. Copy the whole address at the top of that page, and paste it below."),
        grave=False,
    )


def _before_words(state: SigningIn) -> str:
    name, browser = state.draft.provider.name, state.browser
    if state.draft.pasted == "address":
        return say("Your browser opens. Sign in at {provider}, press Allow, and copy the last address.", provider=name)
    if state.draft.delivery == "out_of_band":
        return (
            say(
                "{browser} opens. Sign in at {provider}, press Allow, and copy the code.",
                provider=name,
                browser=browser,
            )
            if browser
            else say("Your browser opens. Sign in at {provider}, press Allow, and copy the code.", provider=name)
        )
    return (
        say("{browser} opens. Sign in at {provider} and press Allow.", provider=name, browser=browser)
        if browser
        else say("Your browser opens. Sign in at {provider} and press Allow.", provider=name)
    )
