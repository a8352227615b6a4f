"""Does with a connection what its row asks: copy, test, rename, remove and bring back.

Each is begun here, and its end, good or bad, is said in the list: a word at the foot of the window, or a notice above
the rows whose button does the same once more.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ledgerpass.errors import ConnectionUnknown, LedgerpassError
from ledgerpass.ui.connection_list.rows import provider_name
from ledgerpass.ui.copying import Copying
from ledgerpass.ui.doors import Clipboard, KeeperDoor, KeychainDoor
from ledgerpass.ui.home import Home
from ledgerpass.ui.sheets import activity_sheet, permissions_sheet
from ledgerpass.ui.tasks import Tasks, Work
from ledgerpass.ui.widgets.sheet import Sheet
from ledgerpass.ui.widgets.toast import Toast
from ledgerpass.ui.wording.errors import explain
from ledgerpass.ui.wording.explanation import Action
from ledgerpass.ui.wording.translation import say, say_count
from ledgerpass.upkeep.keeper import Row
from ledgerpass.upkeep.standing import CannotReach, NeedsYou


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
        keychain: KeychainDoor,
        clipboard: Clipboard,
        open_page: Callable[[str], None],
        tasks: Tasks,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Work for `home`, and speak through `toast` and `sheet`."""
        super().__init__(home)
        self._home, self._toast, self._sheet = home, toast, sheet
        self._keeper, self._keychain, self._clipboard, self._tasks = keeper, keychain, clipboard, tasks
        self._open_page, self._clock = open_page, clock
        self._copying = Copying(keeper, clipboard, clock)
        self._again: Callable[[], None] = self.refresh
        self._troubled = ""
        self._removed = ""
        rows = home.list
        rows.copy_wanted.connect(self.copy)
        rows.test_wanted.connect(self.test)
        rows.rename_wanted.connect(self.rename)
        rows.remove_wanted.connect(self.remove)
        rows.permissions_wanted.connect(self.show_permissions)
        rows.activity_wanted.connect(self.show_activity)
        rows.sign_in_wanted.connect(self.sign_in_wanted)
        home.notice.acted.connect(self._act)
        home.notice.copy_wanted.connect(self._copy_text)
        toast.acted.connect(self.restore)

    def refresh(self) -> None:
        """Show the connections as they are now."""
        try:
            self._home.present(self._keeper.rows())
        except LedgerpassError as error:
            self._again = self.refresh
            self._say_trouble(error, "")

    def begin_the_day(self) -> None:
        """Offer what was removed last, while it can be brought back; forget what was removed long ago."""

        async def work() -> None:
            removed = self._keeper.removed()
            if removed:
                self._offer(removed[-1].connection.id, removed[-1].connection.name)
            await self._keeper.purge()

        # a keychain that is locked now is tried again at the next start; nobody has asked for anything yet
        self._tasks.start(work, lambda _error: None)

    def _offer(self, connection_id: str, name: str) -> None:
        self._removed = connection_id
        self._toast.offer(say("{name} is removed. It is kept for 24 hours.", name=name), say("Bring it back"))

    def copy(self, connection_id: str, what: str) -> None:
        """Copy a connection in one of its forms."""

        async def work() -> None:
            self._home.list.rows.mark_busy(connection_id, say("Getting a fresh one…"))
            try:
                words = await self._copying.copy(connection_id, what)
            finally:
                self._settle(connection_id)
            self._home.say_trouble(None)
            self._toast.say_shortly(words)

        self._start(work, connection_id)

    def test(self, connection_id: str) -> None:
        """Make a real call, and say how it went."""

        async def work() -> None:
            self._home.list.rows.mark_busy(connection_id, say("Testing…"))
            try:
                row = await self._keeper.test(connection_id)
            finally:
                self._settle(connection_id)
            self._home.say_trouble(None)
            self._toast.say_shortly(_test_words(row), "alert" if _is_bad(row) else "check")

        self._start(work, connection_id)

    def test_all(self) -> None:
        """Test every connection, one after the other."""
        rows = self._keeper.rows()

        async def work() -> None:
            good = 0
            for row in rows:
                connection_id = row.connection.id
                self._home.list.rows.mark_busy(connection_id, say("Testing…"))
                try:
                    good += not _is_bad(await self._keeper.test(connection_id))
                except ConnectionUnknown:
                    continue  # its row says so already; the others are tested all the same
                finally:
                    self._settle(connection_id)
            self._toast.say_shortly(
                say_count("1 connection works.", "{n} connections work.", good)
                if good == len(rows)
                else say("{good} of {all} connections work.", good=str(good), all=str(len(rows))),
                "check" if good == len(rows) else "alert",
            )

        if rows:
            self._start(work, "")

    def rename(self, connection_id: str, name: str) -> None:
        """Give a connection another name."""

        async def work() -> None:
            await self._keeper.rename(connection_id, name)
            self.refresh()

        self._start(work, connection_id)

    def remove(self, connection_id: str) -> None:
        """Take a connection off the list, and offer to bring it back."""
        name = self._name(connection_id)

        async def work() -> None:
            await self._keeper.remove(connection_id)
            self.refresh()
            self._home.first_focus().setFocus()
            self._offer(connection_id, name)

        self._start(work, connection_id)

    def restore(self) -> None:
        """Bring back what was removed last."""
        connection_id = self._removed

        async def work() -> None:
            await self._keeper.restore(connection_id)
            self.refresh()
            self._home.list.select(connection_id)
            self._home.first_focus().setFocus()
            self._toast.say_shortly(say("{name} is back.", name=self._name(connection_id)), "undo")

        self._start(work, connection_id)

    def show_permissions(self, connection_id: str) -> None:
        """Show what a connection may do."""
        row = self._row(connection_id)
        if row is not None:
            self._sheet.open_with(
                say("What {name} may do", name=row.connection.name), permissions_sheet(row, self._open_page)
            )

    def show_activity(self, connection_id: str) -> None:
        """Show what was done with a connection."""

        async def work() -> None:
            activities = await self._keeper.activity(connection_id)
            title = say("Activity of {name}", name=self._name(connection_id))
            self._sheet.open_with(title, activity_sheet(activities, self._clock()))

        self._start(work, connection_id)

    def provider_of(self, connection_id: str) -> str:
        """Name the provider of a connection, for a sentence about it."""
        row = self._row(connection_id)
        return provider_name(row) if row else say("The provider")

    def _start(self, work: Work, connection_id: str) -> None:
        """Begin `work`; should it fail, the notice's button begins it again."""

        def failed(error: LedgerpassError) -> None:
            self._again = lambda: self._start(work, connection_id)
            self.refresh()
            self._say_trouble(error, connection_id)

        self._tasks.start(work, failed)

    def _settle(self, connection_id: str) -> None:
        self._home.list.rows.mark_busy(connection_id, "")
        self.refresh()

    def _say_trouble(self, error: LedgerpassError, connection_id: str) -> None:
        self._troubled = connection_id
        self._home.say_trouble(explain(error, self.provider_of(connection_id)))

    def _act(self, action: Action) -> None:
        said = self._home.notice.explanation()
        match action:
            case Action.SIGN_IN_AGAIN if self._troubled:
                self._home.say_trouble(None)
                self.sign_in_wanted.emit(self._troubled)
            case Action.COPY_DETAILS:
                self._copy_text(said.details())
            case Action.UNLOCK:
                self._unlock()
            case _:
                self._home.say_trouble(None)
                self._again()

    def _unlock(self) -> None:
        again = self._again

        async def work() -> None:
            await self._keychain.unlock()
            self._home.say_trouble(None)
            again()

        def failed(error: LedgerpassError) -> None:
            self._again = again
            self._say_trouble(error, self._troubled)

        self._tasks.start(work, failed)

    def _copy_text(self, text: str) -> None:
        self._clipboard.put_text(text)
        self._toast.say_shortly(say("Copied."))

    def _row(self, connection_id: str) -> Row | None:
        try:
            rows = self._keeper.rows()
        except LedgerpassError:  # the list itself can't be read, which is said elsewhere
            return None
        return next((row for row in rows if row.connection.id == connection_id), None)

    def _name(self, connection_id: str) -> str:
        row = self._row(connection_id)
        return row.connection.name if row else say("The connection")


def _is_bad(row: Row) -> bool:
    return isinstance(row.standing, NeedsYou | CannotReach)


def _test_words(row: Row) -> str:
    name = row.connection.name
    match row.standing:
        case NeedsYou():
            return say("{name} needs you.", name=name)
        case CannotReach():
            return say("Can't reach {provider} right now.", provider=provider_name(row))
        case _:
            return say("{name} works.", name=name)
