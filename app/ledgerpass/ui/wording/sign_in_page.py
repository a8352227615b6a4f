"""What the sign-in page says before, during and after: the heading, the steps, what will happen."""

from dataclasses import replace

from ledgerpass.flows.user_agent import Hindrance
from ledgerpass.ui.wording.explanation import Explanation
from ledgerpass.ui.wording.translation import say
from ledgerpass.wizard.state import SigningIn, Stage


def heading(state: SigningIn) -> tuple[str, str]:
    """Give the title and the sentence below it."""
    name = state.draft.provider.name
    match state.stage:
        case Stage.READY:
            return (say("Sign in at {provider}", provider=name), _before_words(state))
        case Stage.PREPARING:
            opening = _opening_window() if state.is_embedded else say("Opening your browser…")
            return (opening, say("This takes a moment."))
        case Stage.WAITING:
            return _waiting(state)
        case Stage.FINISHING:
            return (say("Almost done"), say("{provider} has answered. We are finishing up.", provider=name))


def _waiting(state: SigningIn) -> tuple[str, str]:
    name = state.draft.provider.name
    if state.opens_window:
        return (_opening_window(), say("This takes a moment."))
    if state.is_embedded:
        return (say("Waiting for you in the window"), _in_window_words(state))
    return {
        "address": (
            say("Waiting for the address"),
            say("Sign in at {provider} and press Allow. Then copy the address of the last page.", provider=name),
        ),
        "code": (
            say("Waiting for the code"),
            say("Sign in at {provider}, press Allow, and paste the code that it shows you.", provider=name),
        ),
        "": (
            say("Waiting for you in the browser"),
            say("Sign in at {provider} and press Allow. This page then goes on by itself.", provider=name),
        ),
    }[state.pasted]


def _opening_window() -> str:
    return say("Opening the window…")


def step_words(state: SigningIn) -> tuple[str, str, str]:
    """Name the three steps that are ticked off."""
    name = state.draft.provider.name
    waiting = {
        "address": say("Waiting for the address of the last page"),
        "code": say("Waiting for the code from {provider}", provider=name),
        "": say("Waiting for you in the window") if state.is_embedded else say("Waiting for you in the browser"),
    }[state.pasted]
    if state.opens_window:
        waiting = _opening_window()
    ready = say("Getting ready") if state.stage is Stage.PREPARING else say("Everything is ready")
    return (ready, waiting, say("Finishing"))


def facts_before(state: SigningIn) -> tuple[str, str, str]:
    """Say whose page will open, who sees the password, and what to do last."""
    name = state.draft.provider.name
    opens = say("The page that opens is {provider}'s own.", provider=name)
    if state.is_embedded:
        return (
            opens,
            say("We don't look at what you type there, and keep nothing of it."),
            say("Press Allow there. We read the code for you.")
            if state.draft.pasted == "code"
            else say("Press Allow there. The window then closes by itself."),
        )
    last = {
        "address": say("The last page may show an error. That is all right: paste its whole address here."),
        "code": say("Press Allow there, then paste the code here."),
        "": say("Press Allow there, and come back here."),
    }[state.pasted]
    return (opens, say("Your password stays between you and {provider}. We never see it.", provider=name), last)


def browser_choice(state: SigningIn) -> tuple[str, str]:
    """Give the words that choose the other browser, and what that one is good for."""
    if state.draft.embedded:
        return (say("Use my own browser instead"), say("It knows your saved passwords and passkeys."))
    return (
        say("Use a window of Ledgerpass instead"),
        say("It helps when your browser doesn't bring you back here. Your saved passwords are not in it."),
    )


def out_of_reach_words() -> str:
    """Say on a way's card that it can't be gone on this computer."""
    return say("This way needs an addition to Ledgerpass that is not on this computer.")


def out_of_reach(said: Explanation, state: SigningIn) -> Explanation:
    """Say it on the page as well, and that there are other ways, where there are."""
    if len(state.draft.provider.ways) == 1 or state.draft.replaces is not None:
        return said
    return replace(said, text=f"{said.text} {say('Or go back, and choose another way.')}")


def ways_out_words(state: SigningIn) -> tuple[str, str, str]:
    """Name what shows the sign-in again and what chooses the other browser, and hint at what can't be seen yet."""
    if state.opens_window:
        return (
            say("Show the window"),
            say("Use my own browser instead"),
            say("The window is opening. On this computer it takes a little longer."),
        )
    if state.is_embedded:
        return (
            say("Show the window"),
            say("Use my own browser instead"),
            say("Look for the window of the sign-in behind this one."),
        )
    return (
        say("Open again"),
        say("Use a window of Ledgerpass instead"),
        say("Look for a browser window behind this one."),
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


def handed_over(why: Hindrance, state: SigningIn) -> Explanation:
    """Say why the sign-in goes on in the user's own browser, whether that has opened, and what is asked of him then."""
    provider = state.draft.provider.name
    title = {
        Hindrance.REFUSED: say("The sign-in at {provider} doesn't work inside another program.", provider=provider),
        Hindrance.PASSKEY: say("Your passkeys are in your own browser."),
        Hindrance.MOVED: say("You go on in your own browser."),
    }.get(why, say("The window of Ledgerpass couldn't be used here."))
    if state.browser_missing:
        text = say("We couldn't open your own browser. Copy the link and open it there.")
    elif why is Hindrance.MOVED:
        text = say("It has opened, with the same sign-in.")
    else:
        text = say("Your own browser has opened. Go on there.")
    if state.pasted == "address":
        text = f"{text} {_last_page_words()}"
    return Explanation(title=title, text=text, grave=False)


def _last_page_words() -> str:
    return say("After Allow it may show an error. Copy the whole address at the top of that page, and paste it below.")


def _before_words(state: SigningIn) -> str:
    name, browser = state.draft.provider.name, state.browser
    if state.is_embedded:
        return say("A window of Ledgerpass opens. Sign in at {provider} there and press Allow.", provider=name)
    if state.pasted == "address":
        return say("Your browser opens. Sign in at {provider}, press Allow, and copy the last address.", provider=name)
    if state.pasted == "code":
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


def _in_window_words(state: SigningIn) -> str:
    name = state.draft.provider.name
    if state.draft.pasted == "code":
        return say("Sign in at {provider} and press Allow. We read the code for you.", provider=name)
    return say("Sign in at {provider} and press Allow. The window then closes by itself.", provider=name)
