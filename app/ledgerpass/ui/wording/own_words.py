"""What is said when something on this computer is wrong: a file, the list of connections, or ourselves."""

from ledgerpass import errors
from ledgerpass.ui.wording.explanation import Action, Explanation, Words
from ledgerpass.ui.wording.translation import say


def _any(_error: errors.LedgerpassError, _provider: str) -> Explanation:
    return Explanation(
        title=say("Something unexpected went wrong. Nothing was changed."),
        text=say("Try again. If it happens again, your IT person can help with the details below."),
        action=Action.TRY_AGAIN,
    )


def _provider_file(_error: errors.ProviderFileError, provider: str) -> Explanation:
    return Explanation(
        title=say("What Ledgerpass knows about {provider} can't be read.", provider=provider),
        text=say("Your connections are safe. Your IT person can mend this with the details below."),
        action=Action.COPY_DETAILS,
    )


def _unknown(_error: errors.ConnectionUnknown, provider: str) -> Explanation:
    return Explanation(
        title=say("This connection can't be used, because {provider} is not in the list any more.", provider=provider),
        text=say("Your IT person can add it again. The connection itself is safe."),
    )


def _register(error: errors.RegisterUnreadable, _provider: str) -> Explanation:
    if error.reason == "newer":
        return Explanation(
            title=say("Your list of connections was last used by a newer Ledgerpass."),
            text=say("Start the newer one, or ask your IT person to install it here. Nothing was changed."),
        )
    return Explanation(
        title=say("Your list of connections can't be read right now."),
        text=say(
            "Another copy of Ledgerpass may hold it, or this computer doesn't let us write in its folder. "
            "Your IT person can help with the details below."
        ),
        action=Action.TRY_AGAIN,
    )


def _settings(_error: errors.SettingsUnreadable, _provider: str) -> Explanation:
    return Explanation(
        title=say("Your settings can't be read, so Ledgerpass begins without them."),
        text=say("Your connections are safe. Your IT person can mend this with the details below."),
        action=Action.COPY_DETAILS,
        grave=False,
    )


def _copy_refused(error: errors.CopyRefused, provider: str) -> Explanation:
    why = {
        "method": say("This form can't ask {provider} in the way that is needed here.", provider=provider),
        "not_ascii": say("There are letters in it that would change where you paste it in this form."),
        "exclamation_mark": say("There is a “!” in it, which may change in the Windows Command Prompt."),
        "too_long": say("It is longer than the Windows Command Prompt takes."),
        "sign_in_file": say("There is a sign in it that programs read in different ways in such a file."),
        "several_headers": say("{provider} wants more than one header, and this form has only one.", provider=provider),
    }.get(error.reason)
    if why is not None:
        return Explanation(
            title=say("Nothing was copied: this form doesn't fit."),
            text=say("{why} Choose another one under “Copy as…”.", why=why),
            grave=False,
        )
    return Explanation(
        title=say("Nothing was copied: what {provider} gave us would not work where you paste it.", provider=provider),
        text=say("Sign in again to get a new one, or ask your IT person."),
        action=Action.SIGN_IN_AGAIN,
    )


def _other_company(error: errors.OtherCompany, _provider: str) -> Explanation:
    return Explanation(
        title=say("Nothing was copied: this connection doesn't open {company} any more.", company=error.expected),
        text=say("It opens another company now. Sign in again, and choose what it shall be."),
        action=Action.SIGN_IN_AGAIN,
    )


def _unforeseen(_error: errors.Unforeseen, _provider: str) -> Explanation:
    return Explanation(
        title=say("We made a mistake that nobody foresaw. Nothing was changed."),
        text=say("Try again. If it happens again, your IT person can help with the details below."),
        action=Action.TRY_AGAIN,
    )


WORDS: dict[type[errors.LedgerpassError], Words] = {
    errors.LedgerpassError: _any,
    errors.ProviderFileError: _provider_file,
    errors.RegisterUnreadable: _register,
    errors.SettingsUnreadable: _settings,
    errors.CopyRefused: _copy_refused,
    errors.OtherCompany: _other_company,
    errors.Unforeseen: _unforeseen,
    errors.ConnectionUnknown: _unknown,
}
