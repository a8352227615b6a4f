"""What happens to the wizard: what the user did, and what the attempt reports. Frozen, without a secret."""

from collections.abc import Mapping
from dataclasses import dataclass

from ledgerpass.connections.connection import Company, Connection
from ledgerpass.errors import LedgerpassError
from ledgerpass.flows.sign_in import Recognised
from ledgerpass.flows.user_agent import Hindrance
from ledgerpass.providers.provider import Delivery, Provider, WayIn
from ledgerpass.wizard.draft import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderChosen:
    """The user chose a bookkeeping program."""

    provider: Provider


@dataclass(frozen=True, slots=True, kw_only=True)
class WayChosen:
    """The user chose how to connect."""

    way: WayIn


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsGiven:
    """The user filled in the details; `filled` names the codes given, which themselves stay with the owner."""

    inputs: Mapping[str, str]
    filled: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryChosen:
    """The user chose how the answer shall come back."""

    delivery: Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherAccountAsked:
    """Somebody else is to sign in than whom the browser remembers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserChosen:
    """The user wants to sign in in the embedded browser, or in his own."""

    embedded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionsGiven:
    """The user chose what the connection may do."""

    scopes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyChosen:
    """The user chose a company."""

    company: Company


@dataclass(frozen=True, slots=True, kw_only=True)
class WentBack:
    """The user went one page back, or cancelled a sign-in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconnectAsked:
    """The user wants a known connection signed in again: nothing is asked twice."""

    draft: Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNotOpened:
    """The provider's own page, which the user wanted to see, could not be opened."""

    error: LedgerpassError


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInStarted:
    """The owner has started the sign-in and looks at the keychain and the port first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookFound:
    """The quick look found something in the way, and no browser was opened; the user may go on all the same."""

    findings: tuple[LedgerpassError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInListening:
    """The browser is shown `address`; the wait ends at `ends_at` (seconds since 1970-01-01 UTC)."""

    address: str
    ends_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowSeen:
    """The window of the embedded browser is there for the user to see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserMissing:
    """No browser could be opened; the user may copy the link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserOpened:
    """A browser was opened, if not at the first try."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerHindered:
    """The answer may not come by itself, or the sign-in goes on in the user's own browser; the wait goes on."""

    by: Hindrance


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteRecognised:
    """What was pasted holds the answer."""

    what: Recognised


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteRefused:
    """What was pasted can't be used; the wait goes on."""

    error: LedgerpassError


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerArrived:
    """The provider's answer is here and is being exchanged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompaniesFound:
    """The credential opens several companies."""

    companies: tuple[Company, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCompaniesFound:
    """A second sign-in opens other companies than `expected`, which the connection was made for."""

    expected: Company
    found: tuple[Company, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyConfirmed:
    """The user wants one of the others: for this connection from now on, or `as_new` as a connection of its own."""

    company: Company
    as_new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckStarted:
    """The credential is being proved and kept; `company` where there is exactly one."""

    company: Company | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """A real call has proved the credential and the keychain holds it."""

    connection: Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Something went wrong; `can_finish` says that the answer is not spent and can be tried again."""

    error: LedgerpassError
    can_finish: bool = False


Event = (
    ProviderChosen
    | WayChosen
    | DetailsGiven
    | DeliveryChosen
    | OtherAccountAsked
    | BrowserChosen
    | PermissionsGiven
    | CompanyChosen
    | WentBack
    | ReconnectAsked
    | PageNotOpened
    | SignInStarted
    | LookFound
    | SignInListening
    | WindowSeen
    | BrowserMissing
    | BrowserOpened
    | AnswerHindered
    | PasteRecognised
    | PasteRefused
    | AnswerArrived
    | CompaniesFound
    | OtherCompaniesFound
    | CompanyConfirmed
    | CheckStarted
    | Connected
    | Failed
)
