"""The wizard's states: which page is shown and what it shows. Frozen, and without a secret.

A trouble stands on the page where it can be mended, with everything chosen so far still in the draft. A page that takes
nothing (`Checking`) has no trouble: a failure there leads back.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from ledgerpass.connections.connection import Company, Connection
from ledgerpass.errors import LedgerpassError
from ledgerpass.flows.sign_in import Recognised
from ledgerpass.flows.user_agent import Hindrance
from ledgerpass.wizard.draft import Draft


class Stage(IntEnum):
    """How far a sign-in is. The page's three ticks are LISTENING, WAITING and FINISHING, in this order."""

    READY = 0
    PREPARING = 1
    WAITING = 2
    FINISHING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosingProvider:
    """Page 1: which bookkeeping program?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosingWay:
    """Page 2: how do you want to connect? Left out where there is only one way."""

    draft: Draft
    out_of_reach: frozenset[str] = frozenset()
    """The ids of the ways that can't be gone on this computer, because they need an embedded browser."""
    trouble: LedgerpassError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivingDetails:
    """Page 3: what the catalogue can't know. `register` is the exact address to register at the provider, if any."""

    draft: Draft
    register: str = ""
    trouble: LedgerpassError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosingPermissions:
    """Page 4: what may it do? Left out where there is nothing to choose."""

    draft: Draft
    trouble: LedgerpassError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningIn:
    """Page 5: sign in.

    `address` is the authorization address once it is known, for *Open again* and *Copy link*; `ends_at` is when the
    wait ends, in seconds since 1970-01-01 UTC. `browser` is what the user calls the one that opens ("Firefox"), empty
    where nobody knows. `browser_missing` says that no browser could be opened. `recognised`
    is what was found in the pasted text; `paste_trouble` says what was wrong with it, while the wait goes on.
    `hindrance` says why the answer may not come by itself, so that pasting its address is offered. `can_embed` says
    that the embedded browser is there and may be used, `window_seen` that the user sees its window; `handed_over` says
    why a sign-in that began in it goes on in the user's own.
    """

    draft: Draft
    stage: Stage = Stage.READY
    address: str = ""
    ends_at: float | None = None
    browser: str = ""
    browser_missing: bool = False
    can_embed: bool = False
    window_seen: bool = False
    handed_over: Hindrance | None = None
    hindrance: Hindrance | None = None
    recognised: Recognised | None = None
    paste_trouble: LedgerpassError | None = None
    trouble: LedgerpassError | None = None
    findings: tuple[LedgerpassError, ...] = ()
    """What a quick look found in the way, before any browser was opened; the user may go on all the same."""
    can_finish: bool = False
    """After a trouble: the answer is not spent, and *Try again* goes on without a new sign-in."""

    @property
    def is_embedded(self) -> bool:
        """Tell whether it is the embedded browser that opens, or has opened."""
        return self.can_embed and self.draft.embedded and self.handed_over is None

    @property
    def opens_window(self) -> bool:
        """Tell whether the embedded browser's window is still on its way."""
        return self.is_embedded and not self.window_seen and self.stage in {Stage.PREPARING, Stage.WAITING}

    @property
    def has_choice(self) -> bool:
        """Tell whether the user may choose between the embedded browser and his own."""
        return self.can_embed and self.draft.leaves_browser_open

    @property
    def lacks_embedded(self) -> bool:
        """Tell whether nothing but the embedded browser would do, and there is none."""
        return not self.can_embed and self.draft.embedded_rule == "only"

    @property
    def pasted(self) -> Literal["", "code", "address"]:
        """Tell what the user is to paste; what the embedded browser sees by itself, nobody has to."""
        return "" if self.is_embedded else self.draft.pasted


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosingCompany:
    """Page 6: which company?"""

    draft: Draft
    companies: tuple[Company, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmingCompany:
    """A second sign-in opened others than the company `expected`: what now? Nothing has been changed yet."""

    draft: Draft
    expected: Company
    found: tuple[Company, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """Page 7, first half: a real call is under way, and then the keychain is written."""

    draft: Draft
    company: Company | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Page 7, second half: connected, proved and kept."""

    draft: Draft
    connection: Connection


State = (
    ChoosingProvider
    | ChoosingWay
    | GivingDetails
    | ChoosingPermissions
    | SigningIn
    | ChoosingCompany
    | ConfirmingCompany
    | Checking
    | Done
)
