"""Asks who the user is at the proxy, has it kept, and goes on with what was under way.

One sheet, wherever the trouble came up: on a page of the wizard or above the list.
"""

from collections.abc import Callable

from ledgerpass.errors import LedgerpassError, ProxyPasswordNeeded
from ledgerpass.flows.proxies import ProxyLogin
from ledgerpass.ui.doors import ProxyDoor
from ledgerpass.ui.sheets.proxy_login import ProxyLoginSheet
from ledgerpass.ui.tasks import Tasks
from ledgerpass.ui.widgets.sheet import Sheet
from ledgerpass.ui.wording.errors import explain
from ledgerpass.ui.wording.translation import say


class AskingAtTheProxy:
    """Opens the sheet and carries out what comes of it."""

    def __init__(self, sheet: Sheet, door: ProxyDoor, tasks: Tasks) -> None:
        """Ask on `sheet`, and hand the answer to `door`."""
        self._sheet, self._door, self._tasks = sheet, door, tasks
        self._asked: ProxyLoginSheet | None = None
        sheet.closed.connect(self._forget)

    def ask(self, needed: ProxyPasswordNeeded, then: Callable[[], object]) -> None:
        """Ask for the proxy that `needed` names; once the answer is kept, do `then`.

        Whoever leaves the sheet before that wants nothing more.
        """
        asked = ProxyLoginSheet()

        def give(login: ProxyLogin) -> None:
            async def keep() -> None:
                await self._door.give(needed.proxy, login)
                if self._asked is asked:
                    self._sheet.leave()
                    then()

            def failed(error: LedgerpassError) -> None:
                if self._asked is asked:
                    asked.say_trouble(explain(error, ""))

            self._tasks.start(keep, failed)

        asked.given.connect(give)
        asked.declined.connect(self._sheet.leave)
        self._sheet.open_with(say("Your network asks who you are"), asked, first=asked.name.edit)
        self._asked = asked

    def _forget(self) -> None:
        if self._asked is not None:
            self._asked.forget()
            self._asked = None
