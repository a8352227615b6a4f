"""A whole connection without a window: the program below it, on a real keychain, with the practice company."""

import asyncio
import contextlib
import threading
import time
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path

from ledgerpass.assembly.program import MakeEmbedded, Program, running
from ledgerpass.connections.keychain import SystemKeychain
from ledgerpass.flows.user_agent import Verdict
from ledgerpass.providers.answers import clean_code
from ledgerpass.secret import Secret
from ledgerpass.user_agents.landing_page import LandingPages, LandingText
from ledgerpass.wizard.connecting import Connecting
from ledgerpass.wizard.events import DetailsGiven, PermissionsGiven, ProviderChosen, WayChosen
from ledgerpass.wizard.state import ChoosingPermissions, GivingDetails, State
from tests.support.scripted_browser import Seen, sign_in

PAGES = LandingPages(texts={verdict: LandingText(title=verdict.value, sentence=verdict.value) for verdict in Verdict})


class ThreadedBrowser:
    """Opens addresses as a browser would, each in a thread of its own; `seen` are the pages it ended on.

    With an empty `decision` it opens nothing, as when the user is slow.
    """

    def __init__(self, decision: str = "allow") -> None:
        self.decision = decision
        self.opened: list[str] = []
        self.seen: list[Seen] = []
        self._threads: list[threading.Thread] = []

    def open(self, address: str) -> bool:
        self.opened.append(address)
        if not self.decision:
            return True
        thread = threading.Thread(target=self._visit, args=(address,))
        self._threads.append(thread)
        thread.start()
        return True

    def close(self) -> None:
        for thread in self._threads:
            thread.join()

    def _visit(self, address: str) -> None:
        with contextlib.suppress(OSError):
            self.seen.append(sign_in(address, self.decision))


@contextlib.asynccontextmanager
async def program(
    profile: Path,
    open_address: Callable[[str], bool],
    providers: Path | None = None,
    clock: Callable[[], float] = time.time,
    patience: float = 60.0,
    embedded_browser: MakeEmbedded | None = None,
) -> AsyncIterator[Program]:
    """Run the program below the window, on the session's own keychain."""
    async with running(
        profile=profile,
        provider_folders=(providers,) if providers else (),
        keychain=SystemKeychain(),
        open_address=open_address,
        pages=PAGES,
        clock=clock,
        patience=patience,
        embedded_browser=embedded_browser,
    ) as built:
        yield built


async def reach(connecting: Connecting, wanted: Callable[[State], bool]) -> State:
    """Wait for a state, at most 20 seconds."""
    if wanted(connecting.state):
        return connecting.state
    reached: asyncio.Future[State] = asyncio.get_running_loop().create_future()

    def look(state: State) -> None:
        if wanted(state) and not reached.done():
            reached.set_result(state)

    connecting.watch(look)
    try:
        async with asyncio.timeout(20):
            return await reached
    except TimeoutError:
        message = f"never reached; the wizard is at {connecting.state}"
        raise AssertionError(message) from None


async def fill_in(
    connecting: Connecting,
    catalogue: Program,
    provider_id: str,
    way_id: str,
    codes: Mapping[str, str] | None = None,
    inputs: Mapping[str, str] | None = None,
) -> None:
    """Go through the pages up to the sign-in as a user does."""
    provider = catalogue.catalogue.providers[provider_id]
    way = provider.way(way_id)
    assert way
    connecting.begin()
    connecting.send(ProviderChosen(provider=provider))
    connecting.send(WayChosen(way=way))
    if isinstance(connecting.state, GivingDetails):
        given = {key: Secret(clean_code(code)) for key, code in (codes or {}).items() if code}
        connecting.give_codes(given)
        connecting.send(DetailsGiven(inputs=inputs or {}, filled=frozenset(given)))
    if isinstance(connecting.state, ChoosingPermissions):
        connecting.send(PermissionsGiven(scopes=connecting.state.draft.scopes))
