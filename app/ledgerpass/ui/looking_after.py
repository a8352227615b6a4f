"""Does with a connection what its row asks: copy, test, rename, and show what is known of it.

Each is begun here, and its end, good or bad, is said in the list: a word at the foot of the window, or a notice above
the rows whose button does the same once more. A row that has changed is shown anew by itself; the whole list is read
only where it may have become another one.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ledgerpass.errors import LedgerpassError
from ledgerpass.ui.activity_file import ActivityFile
from ledgerpass.ui.connection_list.rows import provider_name
from ledgerpass.ui.copying import Copying
from ledgerpass.ui.doors import Clipboard, KeeperDoor
from ledgerpass.ui.home import Home
from ledgerpass.ui.patience import when_it_takes_long
from ledgerpass.ui.remedies import Remedies
from ledgerpass.ui.removing import Removing
from ledgerpass.ui.sheets.activity import activity_sheet
from ledgerpass.ui.sheets.calendar import calendar_sheet
from ledgerpass.ui.sheets.permissions import permissions_sheet
from ledgerpass.ui.tasks import Tasks
from ledgerpass.ui.trial_of_all import TrialOfAll
from ledgerpass.ui.undertakings import Undertakings
from ledgerpass.ui.widgets.sheet import Sheet
from ledgerpass.ui.widgets.toast import Toast
from ledgerpass.ui.wording.due_words import warning_words
from ledgerpass.ui.wording.names import short_name
from ledgerpass.ui.wording.standing_words import tested_words
from ledgerpass.ui.wording.translation import say
from ledgerpass.upkeep.expiry_calendar import Due, calendar, warnings
from ledgerpass.upkeep.keeper import Row
from ledgerpass.upkeep.standing import CannotReach, NeedsYou
from ledgerpass.upkeep.trials import Trial


class LookingAfter(QObject):
    """Carries out what the list asks for."""

    sign_in_wanted = Signal(str)
    """A connection's id."""

    def __init__(  # noqa: PLR0913 - it stands between all of these
        self,
        *,
        home: Home,
        toast: Toast,
        sheet: Sheet,
        keeper: KeeperDoor,
        remedies: Remedies,
        copying: Copying,
        clipboard: Clipboard,
        open_page: Callable[[str], None],
        tasks: Tasks,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Work for `home`, and speak through `toast` and `sheet`."""
        super().__init__(home)
        self._home, self._toast, self._sheet = home, toast, sheet
        self._keeper, self._clipboard, self._copying = keeper, clipboard, copying
        self._open_page, self._clock = open_page, clock
        self._undertakings = undertakings = Undertakings(
            home=home, tasks=tasks, remedies=remedies, provider_of=self.provider_of
        )
        self.removing = Removing(
            home=home,
            toast=toast,
            sheet=sheet,
            keeper=keeper,
            undertakings=undertakings,
            refresh=self.refresh,
            open_page=open_page,
            clock=clock,
        )
        self.trial_of_all = TrialOfAll(home, keeper, undertakings, toast)
        self._activity_file = ActivityFile(home, keeper, undertakings, toast)
        self._connect()

    def _connect(self) -> None:
        rows = self._home.list
        rows.copy_wanted.connect(self.copy)
        rows.test_wanted.connect(self.test)
        rows.rename_wanted.connect(self.rename)
        rows.remove_wanted.connect(self.removing.remove)
        rows.permissions_wanted.connect(self.show_permissions)
        rows.activity_wanted.connect(self.show_activity)
        rows.sign_in_wanted.connect(self.sign_in_wanted)
        self._home.test_all_wanted.connect(self.trial_of_all.start)
        self._home.calendar_wanted.connect(self.show_calendar)
        self._home.removed_wanted.connect(self.removing.show_removed)
        self._undertakings.sign_in_wanted.connect(self.sign_in_wanted)
        self._undertakings.copy_wanted.connect(self._copy_text)
        self._undertakings.failed.connect(self.refresh)
        self._keeper.watch(self._learn)

    def refresh(self) -> None:
        """Show the connections as they are now."""
        try:
            self._home.present(self._keeper.rows())
        except LedgerpassError as error:
            self._undertakings.say_trouble(error, "", self._read_again)
            return
        self._say_warnings()

    def show_row(self, row: Row) -> None:
        """Show one connection as it is now."""
        self._home.list.rows.replace(row)

    def copy(self, connection_id: str, what: str) -> None:
        """Copy a connection in one of its forms."""
        rows = self._home.list.rows

        async def work() -> None:
            try:
                with when_it_takes_long(lambda: rows.mark_busy(connection_id, say("Getting a fresh one…"))):
                    await self._copying.copy(connection_id, what)
            finally:
                rows.mark_busy(connection_id, "")
            self._undertakings.all_is_well()
            self.refresh()

        self._undertakings.start(work, connection_id)

    def test(self, connection_id: str) -> None:
        """Make a real call, and say how it went."""
        rows = self._home.list.rows

        async def work() -> None:
            rows.mark_busy(connection_id, say("Testing…"))
            try:
                row = await self._keeper.test(connection_id)
            finally:
                rows.mark_busy(connection_id, "")
            self.show_row(row)
            self._say_warnings()
            self._undertakings.all_is_well()
            is_bad = isinstance(row.standing, NeedsYou | CannotReach)
            words = tested_words(row.standing, short_name(row.connection.name), provider_name(row))
            self._toast.say_shortly(words, "alert" if is_bad else "check")

        self._undertakings.start(work, connection_id)

    def rename(self, connection_id: str, name: str) -> None:
        """Give a connection another name."""

        async def work() -> None:
            await self._keeper.rename(connection_id, name)
            self.refresh()

        self._undertakings.start(work, connection_id)

    def show_permissions(self, connection_id: str) -> None:
        """Show what a connection may do."""
        row = self._home.list.rows.row(connection_id)
        if row is not None:
            title = say("What {name} may do", name=short_name(row.connection.name))
            self._sheet.open_with(title, permissions_sheet(row, provider_name(row), self._open_page))

    def show_activity(self, connection_id: str) -> None:
        """Show what was done with a connection."""
        row = self._home.list.rows.row(connection_id)
        name = row.connection.name if row else say("The connection")

        async def work() -> None:
            activities = await self._keeper.activity(connection_id)
            title = say("Activity of {name}", name=short_name(name))
            content = activity_sheet(activities, self._clock(), lambda: self._activity_file.ask(connection_id, name))
            self._sheet.open_with(title, content)

        self._undertakings.start(work, connection_id)

    def show_calendar(self) -> None:
        """Show what ends when."""
        dues = calendar(self._home.list.rows.all())
        self._sheet.open_with(
            say("What ends when"), calendar_sheet(self._needing(), dues, self._clock(), self._sign_in_from_sheet)
        )

    def provider_of(self, connection_id: str) -> str:
        """Name the provider of a connection, for a sentence about it."""
        row = self._home.list.rows.row(connection_id)
        return provider_name(row) if row else say("The provider")

    def _learn(self, trial: Trial) -> None:
        """Take note of a test that has ended, whoever asked for it."""
        self.show_row(trial.row)
        self._say_warnings()

    def _read_again(self) -> None:
        self._undertakings.all_is_well()
        self.refresh()

    def _say_warnings(self) -> None:
        """Say in one line what needs the user soon; what needs him now only where he can't see it at a glance."""
        now = self._clock()
        needing = len(self._needing()) if self._home.is_long() else 0
        self._home.say_warning(warning_words(self._warnings(now), needing, now))

    def _warnings(self, now: float) -> tuple[Due, ...]:
        return warnings(calendar(self._home.list.rows.all()), now)

    def _needing(self) -> list[Row]:
        return [row for row in self._home.list.rows.all() if isinstance(row.standing, NeedsYou)]

    def _sign_in_from_sheet(self, connection_id: str) -> None:
        self._sheet.leave()
        self.sign_in_wanted.emit(connection_id)

    def _copy_text(self, text: str) -> None:
        self._clipboard.put_text(text)
        self._toast.say_shortly(say("Copied."))
