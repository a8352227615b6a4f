"""Everything that can go wrong on purpose, as one tree. Errors carry values; `ui/wording` turns them into sentences.

    LedgerpassError
    ├── ProviderFileError             a provider's file says something that can't be right
    ├── SignInError                   the way to the provider's answer
    │   ├── PermissionDenied              the user chose Deny
    │   ├── NothingCameBack               the time ran out
    │   ├── WindowClosed                  the user closed the window in which he was signing in
    │   ├── NoBrowser                     no browser could be started
    │   ├── NoEmbeddedBrowser             nothing else could catch the answer, and there is none here
    │   ├── NoPort                        none of the loopback ports is free
    │   ├── AnswerRefused                 an answer that isn't for this sign-in
    │   ├── PasteNotUnderstood            what was pasted holds no code
    │   ├── RedirectNotRegistered         the provider doesn't know the redirect address
    │   ├── TooLittleGranted              a permission that the connection can't do without was not given
    │   └── AuthorizationFailed           any other error the provider names in its answer
    ├── TokenError                    what the token endpoint said
    │   ├── PermissionEnded               invalid_grant: the code or the refresh token is no longer good
    │   ├── ClientNotRecognised           invalid_client, unauthorized_client
    │   ├── TokenRefused                  any other error it names
    │   └── AnswerNotUnderstood           it said something that is no token answer
    ├── CheckError                    what the provider's API said to the credential
    │   ├── CredentialRefused             401: wrong or ended
    │   └── PermissionMissing             403: known, but not allowed this
    ├── NetworkError                  nothing the user's codes could change
    │   ├── Unreachable                   offline, 5xx, 429, a deadline
    │   ├── ConnectionBusy                another Ledgerpass is at work on the connection
    │   ├── CertificateNotTrusted         a certificate this computer doesn't trust
    │   ├── ClockWrong                    this computer's clock is off
    │   ├── ProxyPasswordNeeded           the way out of the network asks who is there
    │   └── NotProtected                  an address without https
    ├── KeychainError                 the operating system's keychain
    │   ├── KeychainLocked                it is there, and locked
    │   │   └── PassphraseNeeded              it is the sealed file, which only its passphrase opens
    │   ├── PassphraseWrong               the sealed file does not open with it
    │   ├── PassphraseTooShort            it would be guessed
    │   ├── SealedFileDamaged             the sealed file can't be read any more
    │   ├── KeychainMissing               there is none that we trust
    │   ├── KeychainRefused               it said no, or failed
    │   └── KeychainLost                  what was kept in it is not there any more
    ├── SettingsUnreadable            the file of settings says something that can't be right
    ├── RegisterUnreadable            the list of connections can't be read or written
    ├── CopyRefused                   what would be copied can't stand in a header or on a command line
    ├── OtherCompany                  the connection opens another company than the one that it was made for
    ├── Unforeseen                    a mistake of ours that nobody foresaw
    └── ConnectionUnknown             no such connection, or its provider's file is gone

A value here is a string or a number, never a request, a client or a widget, and never a secret: texts by providers go
through `redact` before they are put in.
"""

from dataclasses import dataclass, fields

from ledgerpass.secret import redact


@dataclass(eq=False, kw_only=True)
class LedgerpassError(Exception):
    """The root: anything the program itself raises."""

    def __str__(self) -> str:
        """Name the class and its values, for the log and the IT person."""
        return f"{type(self).__name__}({', '.join(f'{name}={value}' for name, value in self.values().items())})"

    def values(self) -> dict[str, str]:
        """Give the values by name as redacted text, leaving out what is not known."""
        named = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: redact(str(value)) for name, value in named if value not in (None, "", ())}


@dataclass(eq=False, kw_only=True)
class ProviderFileError(LedgerpassError):
    """A provider's file can't be used: `place` is a line or a key in it."""

    file: str
    place: str
    reason: str


@dataclass(eq=False, kw_only=True)
class SignInError(LedgerpassError):
    """The sign-in brought no usable answer."""

    provider: str


@dataclass(eq=False, kw_only=True)
class PermissionDenied(SignInError):
    """The user chose Deny (RFC 6749 section 4.1.2.1, access_denied)."""


@dataclass(eq=False, kw_only=True)
class NothingCameBack(SignInError):
    """The browser brought nothing back within `seconds`."""

    seconds: float


@dataclass(eq=False, kw_only=True)
class WindowClosed(SignInError):
    """The user closed the embedded browser's window, or pressed *Cancel* in it."""


@dataclass(eq=False, kw_only=True)
class NoBrowser(SignInError):
    """No browser could be started."""

    reason: str
    tried: bool = True
    """Whether that was tried, or it was only noticed that there is none."""


@dataclass(eq=False, kw_only=True)
class NoEmbeddedBrowser(SignInError):
    """Only the embedded browser could catch the provider's answer, and there is none: its libraries are an extra."""

    needs: str = "ledgerpass[embedded]"


@dataclass(eq=False, kw_only=True)
class NoPort(SignInError):
    """None of the loopback ports that this provider allows is free.

    `reserved` are those that the system keeps for itself; `holder` is the program that holds one, where that is known.
    """

    ports: tuple[int, ...]
    reserved: tuple[int, ...] = ()
    holder: str = ""


@dataclass(eq=False, kw_only=True)
class AnswerRefused(SignInError):
    """Not for this sign-in: `reason` is 'state', 'issuer', 'redirect', 'token', 'repeated' or 'no_code'."""

    reason: str


@dataclass(eq=False, kw_only=True)
class PasteNotUnderstood(SignInError):
    """What was pasted holds no code: `reason` is 'empty', 'no_code', 'sign_in_address' or 'other_page'."""

    reason: str


@dataclass(eq=False, kw_only=True)
class RedirectNotRegistered(SignInError):
    """The provider doesn't know `redirect_uri`; it has to be registered there."""

    redirect_uri: str


@dataclass(eq=False, kw_only=True)
class TooLittleGranted(SignInError):
    """The provider granted less than was asked (RFC 6749 section 3.3): `missing` are required, in the user's words."""

    missing: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class AuthorizationFailed(SignInError):
    """The provider named another error in its answer (RFC 6749 section 4.1.2.1)."""

    error: str
    description: str = ""


@dataclass(eq=False, kw_only=True)
class TokenError(LedgerpassError):
    """The token endpoint at `host` gave no token."""

    host: str
    status: int | None = None
    error: str = ""
    description: str = ""


@dataclass(eq=False, kw_only=True)
class PermissionEnded(TokenError):
    """invalid_grant (RFC 6749 section 5.2). The only answer that ends a connection.

    `interrupted` says that a renewal before it broke off, or its answer was lost, which may be the cause.
    """

    interrupted: bool = False


@dataclass(eq=False, kw_only=True)
class ClientNotRecognised(TokenError):
    """invalid_client or unauthorized_client (RFC 6749 section 5.2): the two codes are wrong."""


@dataclass(eq=False, kw_only=True)
class TokenRefused(TokenError):
    """Any other error that the endpoint names."""


@dataclass(eq=False, kw_only=True)
class AnswerNotUnderstood(TokenError):
    """Not a token answer: `reason` says what was wrong with it, in words for the IT person."""

    reason: str


@dataclass(eq=False, kw_only=True)
class CheckError(LedgerpassError):
    """The provider's API at `host` didn't accept the credential."""

    host: str
    status: int


@dataclass(eq=False, kw_only=True)
class CredentialRefused(CheckError):
    """401: the credential is wrong, or has ended."""


@dataclass(eq=False, kw_only=True)
class PermissionMissing(CheckError):
    """403: the credential is known, but may not do this."""


@dataclass(eq=False, kw_only=True)
class NetworkError(LedgerpassError):
    """`host` was not spoken to. Never ends a connection."""

    host: str


@dataclass(eq=False, kw_only=True)
class Unreachable(NetworkError):
    """Offline, a deadline, 5xx or 429. `retry_after` is in seconds, as the provider asked."""

    reason: str
    status: int | None = None
    retry_after: float | None = None


@dataclass(eq=False, kw_only=True)
class ConnectionBusy(NetworkError):
    """Another Ledgerpass on this computer has long been at work on the connection; nothing was asked or changed."""


@dataclass(eq=False, kw_only=True)
class CertificateNotTrusted(NetworkError):
    """This computer doesn't trust the certificate that was shown; `issuer` names who signed it, when that is known."""

    issuer: str = ""
    reason: str = ""


@dataclass(eq=False, kw_only=True)
class ClockWrong(NetworkError):
    """This computer's clock is off by `seconds` (negative: slow), measured from the answer's Date header."""

    seconds: float
    refused: bool = True
    """Whether the provider has refused something for it, or it was only noticed."""


@dataclass(eq=False, kw_only=True)
class ProxyPasswordNeeded(NetworkError):
    """The proxy (`proxy` is its host and port) wants a name and a password (407), or doesn't accept those it got."""

    proxy: str
    refused: bool = False
    """Whether it was given some, which it didn't accept."""
    wants: str = ""
    """What it wants instead (such as NTLM), where a name and a password are of no use to it."""


@dataclass(eq=False, kw_only=True)
class NotProtected(NetworkError):
    """The address is neither https nor on this computer; nothing was sent."""


@dataclass(eq=False, kw_only=True)
class KeychainError(LedgerpassError):
    """The operating system's keychain (`keychain` is its name) could not do its part."""

    keychain: str = ""


@dataclass(eq=False, kw_only=True)
class KeychainLocked(KeychainError):
    """It is there, and locked."""


@dataclass(eq=False, kw_only=True)
class PassphraseNeeded(KeychainLocked):
    """It is the sealed file, and nobody has said its passphrase yet."""


@dataclass(eq=False, kw_only=True)
class PassphraseWrong(KeychainError):
    """The sealed file doesn't open with this passphrase."""


@dataclass(eq=False, kw_only=True)
class PassphraseTooShort(KeychainError):
    """A passphrase for a sealed file has fewer than `least` characters."""

    least: int


@dataclass(eq=False, kw_only=True)
class SealedFileDamaged(KeychainError):
    """The sealed file (`file` is its name) can't be read any more. It is left as it is."""

    file: str


@dataclass(eq=False, kw_only=True)
class KeychainMissing(KeychainError):
    """No keychain that the program trusts is running."""


@dataclass(eq=False, kw_only=True)
class KeychainRefused(KeychainError):
    """It said no, failed, or didn't keep what it was given."""

    reason: str = ""


@dataclass(eq=False, kw_only=True)
class KeychainLost(KeychainError):
    """What was kept in it for a connection is not there any more: `reason` is 'absent', 'torn' or 'newer'.

    'newer' was written by a newer program; here it is as good as gone, and signing in again mends it.
    """

    reason: str = ""


@dataclass(eq=False, kw_only=True)
class RegisterUnreadable(LedgerpassError):
    """The register's `file` can't be used: `reason` is 'newer' (a newer program's) or the database's words."""

    file: str
    reason: str


@dataclass(eq=False, kw_only=True)
class CopyRefused(LedgerpassError):
    """Nothing was copied, because it would not arrive as it is, or would do harm where it is pasted.

    `reason` is 'empty', 'control_character', 'surrounding_space', 'not_text', 'header_name', 'method' or 'address';
    where another form may do, 'not_ascii', 'exclamation_mark', 'too_long', 'sign_in_file' or 'several_headers'.
    """

    reason: str


@dataclass(eq=False, kw_only=True)
class OtherCompany(LedgerpassError):
    """The credential no longer opens the company `expected`, which the connection was made for."""

    expected: str


@dataclass(eq=False, kw_only=True)
class ConnectionUnknown(LedgerpassError):
    """There is no such connection, or no provider's file for it."""

    connection: str


@dataclass(eq=False, kw_only=True)
class Unforeseen(LedgerpassError):
    """A mistake in the program; `kind` is the exception's class, and nothing else of it is known to be safe to show."""

    kind: str


@dataclass(eq=False, kw_only=True)
class SettingsUnreadable(LedgerpassError):
    """The file of settings can't be used; the program goes on as if it were not there."""

    file: str
    reason: str
