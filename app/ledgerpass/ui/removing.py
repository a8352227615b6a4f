"""Takes connections off the list, brings them back, and ends them for good where the user wants that at once."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject

from ledgerpass.errors import LedgerpassError
from ledgerpass.ui.connection_list.rows import provider_name
from ledgerpass.ui.doors import KeeperDoor
from ledgerpass.ui.home import Home
from ledgerpass.ui.provider_page import page_address
from ledgerpass.ui.sheets.removed import Wishes, removed_sheet
from ledgerpass.ui.undertakings import Undertakings
from ledgerpass.ui.widgets.sheet import Sheet
from ledgerpass.ui.widgets.toast import Toast
from ledgerpass.ui.wording.farewell_words import left_open_words, parting_words, removal_words
from ledgerpass.ui.wording.names import short_name
from ledgerpass.ui.wording.translation import say
from ledgerpass.upkeep.farewells import Ending, Parting
from ledgerpass.upkeep.keeper import Row

_LEFT_OPEN = frozenset({Ending.GIVEN_UP, Ending.REFUSED, Ending.NOT_OFFERED})
"""How a parting ends that leaves the permission at the provider as it was, for all we know."""


class Removing(QObject):
    """What the list, the sheet of the removed, and the background work say of connections that go."""

    def __init__(  # noqa: PLR0913 - it stands between all of these
        self,
        *,
        home: Home,
        toast: Toast,
        sheet: Sheet,
        keeper: KeeperDoor,
        undertakings: Undertakings,
        refresh: Callable[[], None],
        open_page: Callable[[str], None],
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Work for `home`, and speak through `toast` and `sheet`; `refresh` reads the list anew."""
        super().__init__(home)
        self._home, self._toast, self._sheet = home, toast, sheet
        self._keeper, self._undertakings = keeper, undertakings
        self._refresh, self._open_page, self._clock = refresh, open_page, clock
        self._do_offered: Callable[[], None] = lambda: None
        toast.acted.connect(self._take_offer)

    def begin_the_day(self) -> None:
        """Offer what was removed last, while it can be brought back."""
        try:
            removed = self._keeper.removed()
            if removed:
                self.say_removed(removed[-1])
        except LedgerpassError:  # the list can't be read, which is said in its place
            return

    def remove(self, connection_id: str) -> None:
        """Take a connection off the list, and offer to bring it back."""
        row = self._home.list.rows.row(connection_id)

        async def work() -> None:
            await self._keeper.remove(connection_id)
            self._refresh()
            self._home.first_focus().setFocus()
            if row is not None:
                self.say_removed(row)

        self._undertakings.start(work, connection_id)

    def say_removed(self, row: Row) -> None:
        """Say that it is removed, and offer to bring it back."""
        words = removal_words(row, self._keeper.farewell(row.connection.id))
        self._offer(words, say("Bring it back"), lambda: self.restore(row.connection.id))

    def restore(self, connection_id: str) -> None:
        """Bring a connection back."""
        self._sheet.leave()

        async def work() -> None:
            await self._keeper.restore(connection_id)
            self._refresh()
            self._home.list.select(connection_id)
            self._home.first_focus().setFocus()
            self._toast.say_shortly(say("{name} is back.", name=self._name(connection_id)), "undo")

        self._undertakings.start(work, connection_id)

    def show_removed(self) -> None:
        """Show what can be brought back."""
        try:
            removed = [(row, self._keeper.farewell(row.connection.id)) for row in self._keeper.removed()]
        except LedgerpassError as error:
            self._undertakings.say_trouble(error, "", self.show_removed)
            return
        wishes = Wishes(bring_back=self.restore, end_now=self._end_now, open_page=self._open_page)
        self._sheet.open_with(say("Removed in the last 24 hours"), removed_sheet(removed, self._clock(), wishes))

    def say_parting(self, parting: Parting) -> None:
        """Say of a connection whose day is over what the user may want to do about it; mostly that is nothing."""
        if parting.ending in _LEFT_OPEN and _page(parting):
            self._say_left_open(parting)

    def _end_now(self, connection_id: str) -> None:
        row = next((each for each in self._keeper.removed() if each.connection.id == connection_id), None)
        if row is None:
            return
        self._sheet.leave()

        async def work() -> None:
            parting = await self._keeper.end_now(connection_id)
            name, provider = short_name(row.connection.name), provider_name(row)
            if parting is not None and parting.ending in _LEFT_OPEN and _page(parting):
                self._say_left_open(parting)
            else:
                self._toast.say_shortly(parting_words(parting, name, provider), "check" if parting else "cut_off")

        self._undertakings.start(work, connection_id)

    def _say_left_open(self, parting: Parting) -> None:
        words = left_open_words(short_name(parting.connection.name), parting.provider)
        self._offer(words, say("Open its page"), lambda: self._open_page(_page(parting)))

    def _offer(self, words: str, action: str, do: Callable[[], None]) -> None:
        self._do_offered = do
        self._toast.offer(words, action)

    def _take_offer(self) -> None:
        self._do_offered()

    def _name(self, connection_id: str) -> str:
        row = self._home.list.rows.row(connection_id)
        return short_name(row.connection.name) if row else say("The connection")


def _page(parting: Parting) -> str:
    return page_address(parting.manage_url, parting.connection.inputs)
