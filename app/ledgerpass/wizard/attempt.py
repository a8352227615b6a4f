"""One attempt at one connection, from the look at the keychain to the kept credential.

It reports what happens as events and raises what goes wrong. What has been reached stays: an answer that is not
spent, or a credential that is not yet proved or kept, is gone on with by `finish`, so that a dropped network never
asks for a second sign-in.
"""

import asyncio
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ledgerpass.connections.connection import Company, Connection, Outcome
from ledgerpass.connections.credential import Credential
from ledgerpass.connections.register import Activity, Register
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.connections.vault import Vault
from ledgerpass.errors import CheckError, KeychainLost, LedgerpassError, NoBrowser, TokenError, TooLittleGranted
from ledgerpass.flows.obtain import Obtain
from ledgerpass.flows.premises import Premises
from ledgerpass.flows.renew import can_renew
from ledgerpass.flows.sign_in import Recognised, SignIn
from ledgerpass.flows.user_agent import LEADS_OUT_OF_THE_WINDOW, Hindrance, Sight
from ledgerpass.flows.wish import Wish
from ledgerpass.secret import Secret
from ledgerpass.wizard.draft import Draft
from ledgerpass.wizard.events import (
    AnswerArrived,
    AnswerHindered,
    BrowserMissing,
    BrowserOpened,
    CheckStarted,
    CompaniesFound,
    CompanyConfirmed,
    Connected,
    Event,
    LookFound,
    OtherCompaniesFound,
    SignInListening,
    SignInStarted,
    WindowSeen,
)
from ledgerpass.wizard.granted import granted_of, refuse_too_little

PATIENCE = 600.0
"""Seconds that a sign-in waits for the user."""

Report = Callable[[Event], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What an attempt works with."""

    obtain: Obtain
    premises: Premises
    register: Register
    safekeeping: Safekeeping
    vault: Vault
    open_page: Callable[[str], bool]
    clock: Callable[[], float] = time.time
    patience: float = PATIENCE


class Attempt:
    """Runs once; `finish` may be called again after a failure, while `can_finish`."""

    def __init__(
        self, draft: Draft, codes: Mapping[str, Secret], means: Means, report: Report, *, looks_first: bool = True
    ) -> None:
        """Connect what `draft` says with the user's `codes`; events go to `report`.

        `looks_first` has a quick look taken before a browser is opened, which may end the attempt with `LookFound`.
        """
        self._draft, self._codes, self._means, self._report = draft, codes, means, report
        self._looks_first = looks_first
        self._wish: Wish | None = None
        self._sign_in: SignIn | None = None
        self._answered = False
        self._credential: Credential | None = None
        self._left_window = False
        self._replaces = draft.replaces
        self._chosen: asyncio.Future[Company] = asyncio.get_running_loop().create_future()
        self._confirmed: asyncio.Future[CompanyConfirmed] = asyncio.get_running_loop().create_future()

    @property
    def can_finish(self) -> bool:
        """Tell whether something was reached that needs no new sign-in."""
        return self._answered or self._credential is not None

    async def run(self) -> None:
        """Do it all.

        Raises:
            LedgerpassError: what went wrong.
        """
        if self._draft.needs_browser:
            self._report(SignInStarted())
        # before any browser opens: a credential that can't be kept is not worth signing in for
        await self._means.vault.look()
        self._wish = await self._make_wish()
        if self._draft.needs_browser:
            if self._looks_first and (findings := await self._look(self._wish)):
                self._report(LookFound(findings=findings))
                return
            await self._visit(self._wish)
        await self.finish()

    async def finish(self) -> None:
        """Go on from what has been reached: redeem, prove, keep.

        Raises:
            LedgerpassError: what went wrong.
        """
        wish = self._wish
        if wish is None:
            await self.run()
            return
        if self._answered:
            self._report(AnswerArrived())
        credential = self._credential = self._credential or await self._redeem(wish)
        self._report(CheckStarted())
        company = await self._prove(wish, credential)
        self._report(CheckStarted(company=company))
        self._report(Connected(connection=await self._keep(wish, credential, company)))

    def paste(self, text: str) -> Recognised:
        """Take a pasted answer; see `SignIn.paste`.

        Raises:
            SignInError: it holds none for this sign-in.
        """
        if self._sign_in is None:
            message = "nothing waits for an answer"
            raise RuntimeError(message)
        return self._sign_in.paste(text)

    async def show(self) -> None:
        """Show the sign-in to the user, again when asked again."""
        if self._sign_in is None:
            return
        try:
            await self._sign_in.show()
        except NoBrowser:
            self._report(BrowserMissing())
        else:
            self._report(BrowserOpened())

    def choose(self, company: Company) -> None:
        """Take the company that the user chose."""
        if not self._chosen.done():
            self._chosen.set_result(company)

    def confirm(self, choice: CompanyConfirmed) -> None:
        """Take what the user wants of another company than the one that the connection was made for."""
        if not self._confirmed.done():
            self._confirmed.set_result(choice)

    async def _make_wish(self) -> Wish:
        draft = self._draft
        known: Mapping[str, Secret] = {}
        if draft.replaces and not self._codes:
            known = await self._kept_codes(draft.replaces)
        values = {**draft.inputs, **await self._means.premises.values(draft.provider)}
        return Wish(
            provider=draft.provider,
            way=draft.way,
            values=values,
            fields={**known, **self._codes},
            scopes=tuple(scope.name for scope in getattr(draft.way, "scopes", ()) if scope.name in draft.scopes),
            delivery=draft.delivery,
            other_account=draft.other_account,
            embedded=draft.embedded,
        )

    async def _kept_codes(self, connection_id: str) -> Mapping[str, Secret]:
        """Give the codes that the connection was made with; a way without any needs nothing that may be lost."""
        try:
            return (await self._means.safekeeping.fetch(connection_id)).fields
        except KeychainLost:
            if self._draft.way.fields:
                raise  # they are asked for once more
            return {}

    async def _look(self, wish: Wish) -> tuple[LedgerpassError, ...]:
        """Try the keychain with a long record while looking at the road; a keychain that fails ends both at once."""
        look = asyncio.ensure_future(self._means.obtain.quick_look(wish))
        try:
            await self._means.vault.try_out()
            return await look
        finally:
            look.cancel()

    async def _visit(self, wish: Wish) -> None:
        async with self._means.obtain.sign_in(wish) as sign_in:
            self._sign_in = sign_in
            ends_at = self._means.clock() + self._means.patience
            self._report(SignInListening(address=sign_in.address, ends_at=ends_at))
            await self.show()
            await sign_in.answer(self._means.patience, self._notice)
            self._answered = True

    def _notice(self, noticed: Hindrance | Sight) -> None:
        match noticed:
            case Sight.WINDOW:
                self._report(WindowSeen())
            case _:
                self._left_window = self._left_window or noticed in LEADS_OUT_OF_THE_WINDOW
                self._report(AnswerHindered(by=noticed))

    async def _redeem(self, wish: Wish) -> Credential:
        try:
            if self._sign_in is None:
                credential = await self._means.obtain.without_browser(wish)
            else:
                credential = await self._sign_in.redeem()
            refuse_too_little(wish, credential)
        except (TokenError, TooLittleGranted):
            self._answered = False  # the code is spent, or the codes are wrong: only a new sign-in can help
            raise
        return credential

    async def _prove(self, wish: Wish, credential: Credential) -> Company | None:
        try:
            companies = await self._means.obtain.verify(wish, credential)
        except CheckError:
            self._answered, self._credential = False, None
            raise
        if not companies:
            name = wish.values.get(wish.provider.company_input, "")
            companies = (Company(id=name, name=name),) if name else ()
        expected = self._company_before()
        if expected is not None and companies:
            same = next((each for each in companies if each.id == expected.id), None)
            return same or await self._confirm(expected, companies)
        if len(companies) <= 1:
            return companies[0] if companies else expected
        self._report(CompaniesFound(companies=companies))
        return await self._chosen

    async def _confirm(self, expected: Company, found: tuple[Company, ...]) -> Company:
        """Have the user say what another company than the expected one shall be; until then nothing is kept."""
        if not self._confirmed.done():
            self._report(OtherCompaniesFound(expected=expected, found=found))
        choice = await self._confirmed
        if choice.as_new:
            self._replaces = None
        return choice.company

    def _company_before(self) -> Company | None:
        if self._draft.replaces is None:
            return None
        return self._means.register.get(self._draft.replaces).company

    async def _keep(self, wish: Wish, credential: Credential, company: Company | None) -> Connection:
        now = self._means.clock()
        keeping = self._means.safekeeping

        def renewed(connection: Connection) -> Connection:
            return replace(
                connection,
                company=company,
                inputs=dict(self._draft.inputs),
                asked=wish.scopes,
                granted=granted_of(wish, credential),
                outcome=Outcome.WORKING,
                tested_at=now,
                expires_at=credential.expires_at,
                renews=can_renew(wish, credential),
                embedded=self._was_embedded(wish, connection.embedded),
            )

        before = self._means.register.get(self._replaces) if self._replaces else None
        if before:
            kept = await keeping.replace(before.id, credential, renewed)
        else:
            fresh = Connection(
                id=secrets.token_hex(8),
                provider_id=wish.provider.id,
                way_id=wish.way.id,
                name=company.name if company else wish.provider.name,
                created_at=now,
            )
            kept = await keeping.take_in(renewed(fresh), credential)
        self._note(before, kept, now)
        return kept

    def _was_embedded(self, wish: Wish, before: bool | None) -> bool | None:  # noqa: FBT001 - as the register has it
        """Tell in which browser the user signed in; what was so before, where he had no choice."""
        has_choice = self._draft.leaves_browser_open and self._means.obtain.can_embed(wish.way)
        return self._draft.embedded and not self._left_window if has_choice else before

    def _note(self, before: Connection | None, kept: Connection, now: float) -> None:
        again = "replaced" if self._codes else "signed_in_again"
        self._means.register.note(kept.id, Activity(at=now, what=again if before else "connected"))
        if before and before.company and kept.company and before.company.id != kept.company.id:
            self._means.register.note(kept.id, Activity(at=now, what="company_changed", detail=kept.company.name))
