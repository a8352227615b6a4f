"""The owner of the wizard: one state, one attempt at a time, one task, which Back, Cancel and closing end.

Pages send what the user did; watchers see every new state. The codes that the user typed wait here and not in the
state.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace

from ledgerpass.errors import ConnectionUnknown, LedgerpassError, NoBrowser, RedirectNotRegistered, Unforeseen
from ledgerpass.providers.catalogue import Catalogue
from ledgerpass.providers.registration import address_to_register
from ledgerpass.providers.template import fill_address
from ledgerpass.secret import Secret
from ledgerpass.wizard.advance import advance
from ledgerpass.wizard.attempt import Attempt, Means
from ledgerpass.wizard.draft import Draft
from ledgerpass.wizard.events import (
    BrowserChosen,
    CompanyChosen,
    CompanyConfirmed,
    DeliveryChosen,
    Event,
    Failed,
    OtherAccountAsked,
    PageNotOpened,
    PasteRecognised,
    PasteRefused,
    ProviderChosen,
    ReconnectAsked,
    WayChosen,
    WentBack,
)
from ledgerpass.wizard.pages import draft_for, page_after_permissions
from ledgerpass.wizard.state import (
    Checking,
    ChoosingCompany,
    ChoosingProvider,
    ConfirmingCompany,
    GivingDetails,
    SigningIn,
    Stage,
    State,
)
from ledgerpass.wizard.this_computer import ThisComputer

_log = logging.getLogger(__name__)

Watcher = Callable[[State], None]


class Connecting:
    """Drives the wizard. Every method returns at once; what it leads to comes to the watchers as states."""

    def __init__(self, catalogue: Catalogue, means: Means) -> None:
        """Connect providers of `catalogue` by `means`."""
        self._catalogue = catalogue
        self._means = means
        self._state: State = ChoosingProvider()
        self._here = ThisComputer(means.obtain, means.register)
        self._watchers: list[Watcher] = []
        self._codes: Mapping[str, Secret] = {}
        self._attempt: Attempt | None = None
        self._task: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._aside: set[asyncio.Task[None]] = set()

    @property
    def state(self) -> State:
        """What is shown."""
        return self._state

    def watch(self, watcher: Watcher) -> None:
        """Call `watcher` with every new state."""
        self._watchers.append(watcher)

    def begin(self) -> None:
        """Begin a new connection at the first page."""
        self._end_attempt()
        self._codes = {}
        self._set(ChoosingProvider())

    def reconnect(self, connection_id: str) -> None:
        """Sign in again to a known connection, with nothing asked twice.

        Raises:
            ConnectionUnknown: there is no such connection, or its provider's file no longer has its way in.
        """
        self._connect_again(connection_id, gives_codes=False)

    def replace(self, connection_id: str) -> None:
        """Give a known connection new codes, or a new token; the old ones stay until the new ones have been proved.

        Raises:
            ConnectionUnknown: as for `reconnect`.
        """
        self._connect_again(connection_id, gives_codes=True)

    def _connect_again(self, connection_id: str, *, gives_codes: bool) -> None:
        connection = self._means.register.get(connection_id)
        provider = self._catalogue.get(connection.provider_id)
        way = provider.way(connection.way_id) if provider else None
        if provider is None or way is None:
            raise ConnectionUnknown(connection=connection_id)
        self.begin()
        draft = replace(
            draft_for(provider, way),
            inputs=connection.inputs,
            scopes=frozenset(connection.asked),
            replaces=connection_id,
            gives_codes=gives_codes,
        )
        self.send(ReconnectAsked(draft=self._here.begins_as_last_time(draft)))
        if isinstance(self._state, SigningIn) and not self._state.lacks_embedded:
            self.start()

    def give_codes(self, fields: Mapping[str, Secret]) -> None:
        """Take the codes that the user typed; they are kept until the connection is made or another begun."""
        self._codes = dict(fields)

    def send(self, event: Event) -> None:
        """Take what the user did."""
        before = self._state
        match event:
            case WentBack() | DeliveryChosen():
                self._end_attempt()
            case OtherAccountAsked() if isinstance(before, SigningIn):
                self._end_attempt()
            case ProviderChosen() | WayChosen():
                self._codes = {}
                self._do_aside(self._learn_browser())
            case CompanyChosen(company=company) if self._attempt and isinstance(before, ChoosingCompany):
                self._attempt.choose(company)
            case CompanyConfirmed() if self._attempt and isinstance(before, ConfirmingCompany):
                self._attempt.confirm(event)
            case _:
                pass
        state = advance(before, event)
        if isinstance(event, ProviderChosen | WayChosen) and not isinstance(state, ChoosingProvider):
            state = replace(state, draft=self._here.begins_as_last_time(state.draft))
        self._set(state)
        if _starts_by_itself(before, event, self._state):
            self.start()

    def go_on(self) -> None:
        """Begin the sign-in all the same, whatever a quick look found."""
        self.start(looks_first=False)

    def start(self, *, looks_first: bool = True) -> None:
        """Begin the sign-in, or the check where no browser is needed; `looks_first` as for `Attempt`."""
        state = self._state
        if isinstance(state, ChoosingProvider):
            return
        self._end_attempt()
        self._set(page_after_permissions(state.draft))
        self._attempt = Attempt(state.draft, self._codes, self._means, self._advance, looks_first=looks_first)
        self._run(self._attempt.run)

    def try_again(self) -> None:
        """After a failure: go on where nothing is spent, otherwise begin anew."""
        state = self._state
        if self._attempt and self._attempt.can_finish and self._idle() and not isinstance(state, ChoosingProvider):
            self._set(page_after_permissions(state.draft))
            self._run(self._attempt.finish)
        else:
            self.start()

    def paste(self, text: str) -> None:
        """Take what the user pasted as the provider's answer."""
        if self._attempt is None or not isinstance(self._state, SigningIn):
            return
        try:
            self._advance(PasteRecognised(what=self._attempt.paste(text)))
        except LedgerpassError as error:
            self._advance(PasteRefused(error=error))

    def open_again(self) -> None:
        """Show the sign-in to the user once more."""
        if self._attempt:
            self._do_aside(self._attempt.show())

    def show_page(self, template: str) -> None:
        """Show one of the provider's own pages to the user, such as where the codes are found."""
        if not isinstance(self._state, ChoosingProvider):
            self._do_aside(self._show_page(template, self._state.draft))

    def unlock(self) -> None:
        """Ask the system to unlock the keychain, then try again."""
        if self._idle():
            self._run(self._unlock_and_go_on)

    def report_redirect_error(self) -> None:
        """Take the user's word that the provider's page complains about the address."""
        state = self._state
        if isinstance(state, SigningIn):
            self._end_attempt()
            line = address_to_register(state.draft.way, state.draft.delivery)
            self._advance(Failed(error=RedirectNotRegistered(provider=state.draft.provider.name, redirect_uri=line)))

    def cancel(self) -> None:
        """End the attempt and go back to where it was started; nothing is kept."""
        self._end_attempt()
        if not isinstance(self._state, GivingDetails):
            self._advance(WentBack())

    async def close(self) -> None:
        """End everything, and wait until it has ended."""
        self._end_attempt()
        for task in self._aside:
            task.cancel()
        await asyncio.gather(*self._ending, *self._aside, return_exceptions=True)

    def _advance(self, event: Event) -> None:
        self._set(advance(self._state, event))

    def _set(self, state: State) -> None:
        state = self._here.complete(state)
        if state == self._state:
            return
        self._state = state
        for watcher in self._watchers:
            watcher(state)

    def _idle(self) -> bool:
        return self._task is None or self._task.done()

    def _run(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        self._task = asyncio.get_running_loop().create_task(self._watched(work))

    async def _watched(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        attempt = self._attempt
        # what a cancelled attempt still holds, a fixed port above all, must be free before the next one wants it
        await asyncio.gather(*self._ending, return_exceptions=True)
        try:
            await work()  # made here: a task that is cancelled before it begins makes none
        except LedgerpassError as error:
            _log.info("the attempt ended: %s", error)
            self._advance(Failed(error=error, can_finish=attempt.can_finish if attempt else False))
        except Exception as error:  # noqa: BLE001 - the last net: the page must not wait for ever
            _log.exception("the attempt failed in a way nobody foresaw")
            self._advance(Failed(error=Unforeseen(kind=type(error).__name__)))

    async def _learn_browser(self) -> None:
        """Ask which browser will open, long before it does; nobody waits for it."""
        await self._here.learn_browser()
        self._set(self._state)

    async def _unlock_and_go_on(self) -> None:
        await self._means.vault.unlock()
        asyncio.get_running_loop().call_soon(self.try_again)  # as a new task: this one ends here

    async def _show_page(self, template: str, draft: Draft) -> None:
        name = draft.provider.name
        try:
            values = {**draft.inputs, **await self._means.premises.values(draft.provider)}
            if not self._means.open_page(fill_address(template, values)):
                raise NoBrowser(provider=name, reason="nothing could be started")
        except KeyError:
            self._advance(PageNotOpened(error=NoBrowser(provider=name, reason="the page's address is not known yet")))
        except LedgerpassError as error:
            self._advance(PageNotOpened(error=error))

    def _do_aside(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    def _end_attempt(self) -> None:
        if self._task and not self._task.done():
            self._task.cancel()
            self._ending.add(self._task)
            self._task.add_done_callback(self._ending.discard)
        self._task = None
        self._attempt = None


def _starts_by_itself(before: State, event: Event, state: State) -> bool:
    """Tell whether what the user did begins an attempt: nothing more is asked, or the sign-in is to be another one."""
    match event:
        case DeliveryChosen() | BrowserChosen():
            return isinstance(before, SigningIn) and before.stage > Stage.READY
        case OtherAccountAsked():
            return isinstance(state, SigningIn) and state.draft.other_account
        case _:
            goes_on = isinstance(before, Checking | ChoosingCompany | ConfirmingCompany)
            return isinstance(state, Checking) and not goes_on
