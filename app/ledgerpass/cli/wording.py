"""The terminal's own words: one or two plain sentences for each class of the tree of errors.

The window's words stand in `ui/wording`. They speak of buttons, which are not here, and pass through Qt's translation,
which a terminal command does not load; so the terminal has its own, and a test walks the tree for them as well. The
redacted values behind a sentence are for the IT person and shown on request, by `details`.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping

from ledgerpass import errors

_MINUTE = 60

Words = str | Callable[[errors.LedgerpassError], str]
"""A sentence with places for `{provider}` and the error's values, or what chooses one."""


def sentences(
    error: errors.LedgerpassError, provider: str, own: Mapping[type[errors.LedgerpassError], Words] | None = None
) -> str:
    """Say what happened and what to do; `provider` is the name that the user knows it by.

    `own` are a command's words for what it calls by another name; they go before those for the same class here.
    """
    known = {**_WORDS, **(own or {})}
    words = next(known[kind] for kind in type(error).__mro__ if kind in known)
    template = words if isinstance(words, str) else words(error)
    return template.format_map(defaultdict(str, {**error.values(), "provider": provider}))


def details(error: errors.LedgerpassError) -> str:
    """Give the class and its redacted values, a line each, for the IT person."""
    named = {"what happened": type(error).__name__, **error.values()}
    return "\n".join(f"  {name}: {value}" for name, value in named.items())


def has_own_words(kind: type[errors.LedgerpassError]) -> bool:
    """Tell whether this very class has words, for the test that walks the tree."""
    return kind in _WORDS


def duration(seconds: float) -> str:
    """Say how long something lasts, in whole minutes, or in seconds where it is short."""
    whole = max(1, round(seconds))
    number, unit = (whole, "second") if whole < 2 * _MINUTE else (round(whole / _MINUTE), "minute")
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _paste(error: errors.LedgerpassError) -> str:
    return {
        "empty": "There is nothing in that. Copy the code that {provider} shows, and paste it here.",
        "sign_in_address": "That is the address of the sign-in page itself. Sign in there first; then paste the code, "
        "or the address of the page that comes after it.",
        "other_page": "That is the address of another page. Paste the code, or the whole address of the last page.",
    }.get(
        getattr(error, "reason", ""), "There is no code in that. Paste the whole code, or the address of the last page."
    )


def _proxy(error: errors.LedgerpassError) -> str:
    if getattr(error, "wants", ""):
        return (
            "The network's way out ({proxy}) asks who you are by {wants}, which Ledgerpass can't answer. "
            "IT can let Ledgerpass through or name another way out."
        )
    return (
        "The network's way out ({proxy}) wants a name and a password. "
        "Give them once in the window, under the message that asks for them."
    )


def _authorization_failed(error: errors.LedgerpassError) -> str:
    match getattr(error, "error", ""):
        case "invalid_scope":
            return "{provider} doesn't give one of these permissions. Choose others with --scope."
        case "server_error" | "temporarily_unavailable":
            return "{provider} is having trouble right now. Nothing was changed; try again in a few minutes."
        case _:
            return "{provider} stopped the sign-in. Nothing was changed; try again."


def _ended(error: errors.LedgerpassError) -> str:
    if getattr(error, "interrupted", False):
        return "{provider} has ended this permission: it was being renewed when something broke it off. Sign in again."
    return "{provider} says that the code is no longer good. Sign in again."


def _unreachable(error: errors.LedgerpassError) -> str:
    wait = getattr(error, "retry_after", None)
    if wait:
        return f"Can't reach {{provider}} right now. It asks to wait {duration(wait)}; then try again."
    return "Can't reach {provider} right now. Look whether this computer is on the internet, then try again."


def _certificate(error: errors.LedgerpassError) -> str:
    if getattr(error, "issuer", ""):
        return "The network shows a certificate by {issuer}, which this computer doesn't trust. IT can mend this."
    return "The network shows a certificate that this computer doesn't trust. IT can mend this."


def _clock(error: errors.LedgerpassError) -> str:
    seconds = getattr(error, "seconds", 0.0)
    off = f"This computer's clock is {duration(abs(seconds))} {'slow' if seconds < 0 else 'fast'}"
    consequence = ", so {provider} refuses the sign-in" if getattr(error, "refused", True) else ""
    return f"{off}{consequence}. Set it right, then try again."


def _no_port(error: errors.LedgerpassError) -> str:
    ports = ", ".join(map(str, getattr(error, "ports", ())))
    place = f"the place where the answer from {{provider}} arrives (port {ports or 'any'})"
    # whether the provider shows a code at all is not known here
    instead = "or use --delivery out_of_band, if {provider} can show a code instead."
    if getattr(error, "holder", ""):
        return f"{{holder}} is using {place}. Close it, then try again; {instead}"
    if getattr(error, "reserved", ()):
        return f"This computer keeps {place} for itself. Restart it, which often helps, then try again; {instead}"
    return f"Another program is using {place}. Close other programs that are signing in, then try again; {instead}"


def _provider_file(error: errors.LedgerpassError) -> str:
    place = " ({place})" if getattr(error, "place", "") else ""
    return f"The provider file {{file}}{place} can't be used: {{reason}}. The others can."


def _register(error: errors.LedgerpassError) -> str:
    return {
        "newer": "The list of connections was last used by a newer Ledgerpass. Use that one.",
        "damaged": "The list of connections was damaged, and a new one was begun. The old one is kept as {file}.",
    }.get(getattr(error, "reason", ""), "The list of connections can't be read or written. Nothing was changed.")


_WORDS: dict[type[errors.LedgerpassError], Words] = {
    errors.LedgerpassError: "Something unexpected went wrong. Nothing was changed.",
    errors.Unforeseen: "Something went wrong in Ledgerpass itself. Nothing was changed; try again.",
    errors.ProviderFileError: _provider_file,
    errors.SettingsUnreadable: "The settings in {file} can't be used and were left aside: {reason}.",
    errors.RegisterUnreadable: _register,
    errors.CopyRefused: "This can't be copied: it would not arrive as it is, or would do harm where it is pasted.",
    errors.OtherCompany: "This connection doesn't open {expected} any more, but another company. "
    "Sign in again, and choose what it shall be.",
    errors.ConnectionUnknown: "There is no such connection, or what Ledgerpass knew about its provider is gone.",
    # the way to the provider's answer
    errors.SignInError: "The sign-in at {provider} didn't work. Nothing was changed; try again.",
    errors.PermissionDenied: "You chose not to give permission. Nothing was changed.",
    errors.NothingCameBack: "No answer from {provider} came back in time. Nothing was changed; try again.",
    errors.WindowClosed: "The window was closed before the sign-in was done. Nothing was changed.",
    errors.NoBrowser: "No browser could be opened here. Open the address yourself, on any computer.",
    errors.NoEmbeddedBrowser: "This way needs a window of Ledgerpass: {provider}'s answer can't be caught otherwise. "
    'Start "ledgerpass" without a command; IT adds what it needs with: pip install "ledgerpass[embedded]".',
    errors.NoPort: _no_port,
    errors.AnswerRefused: "That answer doesn't belong to this sign-in and wasn't used. It may be from an earlier try.",
    errors.PasteNotUnderstood: _paste,
    errors.RedirectNotRegistered: "{provider} isn't set up for this app yet. "
    "This line must be added there: {redirect_uri}",
    errors.TooLittleGranted: "{provider} didn't give a permission that the connection can't do without. "
    "Sign in again, and allow everything that is asked there.",
    errors.AuthorizationFailed: _authorization_failed,
    # what was said when the token was asked for
    errors.TokenError: "{provider} didn't give a token. Nothing was changed.",
    errors.PermissionEnded: _ended,
    errors.ClientNotRecognised: "{provider} doesn't recognise these two codes. Copy them again from its page.",
    errors.TokenRefused: "{provider} said no to this connection. Nothing was changed.",
    errors.AnswerNotUnderstood: "{provider} answered in a way that Ledgerpass doesn't understand. Nothing was changed.",
    # what was said to a real call
    errors.CheckError: "{provider} didn't accept the test of the connection. Nothing was changed.",
    errors.CredentialRefused: "{provider} doesn't accept this token: it is wrong, or it has ended. "
    "Copy it again from its page, or make a new one there.",
    errors.PermissionMissing: "{provider} knows you, but a permission is missing. "
    "Sign in as somebody who may see these books.",
    # the network
    errors.NetworkError: _unreachable,
    errors.Unreachable: _unreachable,
    errors.ConnectionBusy: "Another Ledgerpass on this computer is busy with this connection. Try again in a minute.",
    errors.CertificateNotTrusted: _certificate,
    errors.ClockWrong: _clock,
    errors.ProxyPasswordNeeded: _proxy,
    errors.NotProtected: "The way to {provider} isn't protected, so nothing was sent.",
    # the keychain
    errors.KeychainError: "This computer's keychain didn't do what it was asked. Nothing was lost; try again.",
    errors.KeychainRefused: "This computer's keychain didn't do what it was asked. Nothing was lost; try again.",
    errors.KeychainLocked: "This computer's keychain is locked, so there is nowhere to keep the connection. "
    "Unlock it, for example by logging in at its desktop; then try again.",
    errors.PassphraseNeeded: "The connections are in a sealed file. Its passphrase can only be typed in a terminal.",
    errors.PassphraseWrong: "The sealed file doesn't open with this passphrase. Nothing was lost; try again.",
    errors.PassphraseTooShort: "This passphrase is a little short: it needs {least} characters. Three or four words "
    "that have nothing in common are easy to remember and hard to guess.",
    errors.SealedFileDamaged: "The sealed file with the connections ({file}) is damaged. It is left as it is: put an "
    "earlier copy in its place, or move it away and connect again.",
    errors.KeychainMissing: "No keychain is running on this computer, and the connection is never kept in an ordinary "
    "file. Start one (on Linux a Secret Service such as GNOME Keyring or KWallet), then try again.",
    errors.KeychainLost: "What was kept for {provider} is no longer in this computer's keychain. Connect it again.",
}
