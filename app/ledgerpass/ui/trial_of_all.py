"""Tests all connections in one round, says in the list how far it is, and stops when it is told to.

Each row changes in its place as its test ends; nothing else is looked at again, so that a thousand of them leave the
list as quick as it was.
"""

import asyncio

from PySide6.QtCore import QObject

from ledgerpass.errors import LedgerpassError
from ledgerpass.ui.doors import KeeperDoor
from ledgerpass.ui.home import Home
from ledgerpass.ui.undertakings import Undertakings
from ledgerpass.ui.widgets.toast import Toast
from ledgerpass.ui.wording.tally_words import all_well, progress_words, stopped_words, tally_words
from ledgerpass.ui.wording.translation import say
from ledgerpass.upkeep.keeper import Row
from ledgerpass.upkeep.trial_round import Tally


class TrialOfAll(QObject):
    """One round at a time."""

    def __init__(self, home: Home, keeper: KeeperDoor, undertakings: Undertakings, toast: Toast) -> None:
        """Speak in `home`, and where all is well by `toast`."""
        super().__init__(home)
        self._home, self._keeper, self._undertakings, self._toast = home, keeper, undertakings, toast
        self._task: asyncio.Task[None] | None = None
        self._busy: set[str] = set()
        self._begun = self._ended = self._total = 0
        self._is_stopped = False
        home.progress.stopped.connect(self.stop)
        home.progress.put_away.connect(lambda: home.first_focus().setFocus())

    def start(self) -> None:
        """Begin, unless there is nothing to test or a round is under way."""
        self._total = len(self._home.list.rows.all())
        if not self._total or (self._task and not self._task.done()):
            return
        self._task = self._undertakings.start(self._run, failed=self._fail)

    def stop(self) -> None:
        """Begin no further test, and say how many there were."""
        if self._task is None or self._task.done():
            return
        self._task.cancel()
        self._is_stopped = True
        self._settle()
        self._home.progress.end(stopped_words(self._ended, self._total), "info", "soft")

    async def _run(self) -> None:
        self._task = asyncio.current_task()  # a round that goes on after a trouble is begun without `start`
        self._begun = self._ended = 0
        self._is_stopped = False
        self._undertakings.all_is_well()
        self._home.progress.begin(progress_words(0, self._total))
        self._say_end(await self._keeper.test_all(self._report, self._begin))

    def _begin(self, connection_id: str) -> None:
        if self._is_stopped:  # it is cancelled before it asks anybody
            return
        self._busy.add(connection_id)
        self._home.list.rows.mark_busy(connection_id, say("Testing…"))
        self._begun += 1
        self._say_how_far()

    def _report(self, row: Row) -> None:
        self._home.list.rows.replace(row)
        self._rest(row.connection.id)
        self._ended += 1
        self._say_how_far()

    def _say_how_far(self) -> None:
        if self._is_stopped:  # a test that had ended already is counted; that it was stopped stays said
            words = stopped_words(self._ended, self._total)
        else:
            words = progress_words(self._begun, self._total)
        self._home.progress.go_on(words, self._ended / self._total)

    def _say_end(self, tally: Tally) -> None:
        self._settle()
        if all_well(tally):
            self._home.progress.hide()
            self._toast.say_shortly(tally_words(tally))
        else:
            self._home.progress.end(tally_words(tally))

    def _fail(self, _error: LedgerpassError) -> None:
        self._settle()
        self._home.progress.hide()

    def _settle(self) -> None:
        for connection_id in tuple(self._busy):
            self._rest(connection_id)

    def _rest(self, connection_id: str) -> None:
        self._busy.discard(connection_id)
        self._home.list.rows.mark_busy(connection_id, "")
