"""What this computer has, put into what the pages show: its browsers, the ways that they can go, what served last time.

The rule book knows nothing of it, so that it stays the same on every computer.
"""

import contextlib
from dataclasses import replace

from ledgerpass.connections.connection import Connection
from ledgerpass.connections.register import Register
from ledgerpass.errors import RegisterUnreadable
from ledgerpass.flows.obtain import Obtain
from ledgerpass.wizard.draft import Draft
from ledgerpass.wizard.last_time import begins_embedded
from ledgerpass.wizard.pages import stop_out_of_reach
from ledgerpass.wizard.state import ChoosingProvider, ChoosingWay, Done, SigningIn, State


class ThisComputer:
    """Its browsers, and what they were used for."""

    def __init__(self, obtain: Obtain, register: Register) -> None:
        """Ask `obtain` for what is there, and `register` for what was."""
        self._obtain, self._register = obtain, register
        self._browser = ""

    async def learn_browser(self) -> None:
        """Ask which browser will open; the desktop may take a moment."""
        self._browser = await self._obtain.browser()

    def begins_as_last_time(self, draft: Draft) -> Draft:
        """Give the draft with the browser that it begins with; see `last_time`."""
        known: tuple[Connection, ...] = ()
        with contextlib.suppress(RegisterUnreadable):  # who keeps the connection will say so
            known = self._register.all()
        return replace(draft, embedded=begins_embedded(draft, known, has_failed=self._obtain.has_embedded_failed))

    def complete(self, state: State) -> State:
        """Give the state with what is here, or the page that says that a way can't be gone here."""
        if isinstance(state, ChoosingProvider | Done):
            return state
        if isinstance(state, ChoosingWay):
            ways = state.draft.provider.ways
            return replace(state, out_of_reach=frozenset(way.id for way in ways if self._obtain.is_out_of_reach(way)))
        if self._obtain.is_out_of_reach(state.draft.way):
            state = stop_out_of_reach(state)
        if isinstance(state, SigningIn):
            state = replace(state, browser=self._browser, can_embed=self._obtain.can_embed(state.draft.way))
        return state
