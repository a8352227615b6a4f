"""Begins what the user asks for in the list, and says above the rows how it failed, with a button that mends it.

What failed is remembered, so that *Try again*, or the safe once it is unlocked, begins the very same thing once more.
"""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ledgerpass.errors import LedgerpassError, PassphraseNeeded
from ledgerpass.ui.home import Home
from ledgerpass.ui.remedies import Remedies
from ledgerpass.ui.tasks import Failed, Tasks, Work
from ledgerpass.ui.wording.errors import explain
from ledgerpass.ui.wording.explanation import Action


class Undertakings(QObject):
    """What is under way in the list, and its troubles."""

    failed = Signal()
    """Something failed, and the list may have changed by it; emitted before it is said."""
    sign_in_wanted = Signal(str)
    """A connection's id."""
    copy_wanted = Signal(str)
    """A text that is no secret is to be copied."""

    def __init__(
        self,
        *,
        home: Home,
        tasks: Tasks,
        remedies: Remedies,
        provider_of: Callable[[str], str],
    ) -> None:
        """Speak in `home`; `provider_of` names the provider of a connection's id."""
        super().__init__(home)
        self._home, self._tasks, self._remedies, self._provider_of = home, tasks, remedies, provider_of
        self._again: Callable[[], object] = lambda: None
        self._troubled = ""
        self._error: LedgerpassError | None = None
        home.notice.acted.connect(self._act)
        home.notice.copy_wanted.connect(self.copy_wanted)

    def start(self, work: Work, connection_id: str = "", failed: Failed | None = None) -> "asyncio.Task[None] | None":
        """Begin `work`; should it fail, the notice's button begins it again. `failed` is told of it first."""

        def say(error: LedgerpassError) -> None:
            if failed is not None:
                failed(error)
            self.failed.emit()
            self.say_trouble(error, connection_id, lambda: self.start(work, connection_id, failed))
            if isinstance(error, PassphraseNeeded):
                self._act(Action.GIVE_PASSPHRASE)

        return self._tasks.start(work, say)

    def say_trouble(self, error: LedgerpassError, connection_id: str, again: Callable[[], object]) -> None:
        """Say what went wrong with a connection, or with none of them; the button does `again`."""
        self._troubled, self._again, self._error = connection_id, again, error
        self._home.say_trouble(explain(error, self._provider_of(connection_id)))

    def all_is_well(self) -> None:
        """Take back what was said."""
        self._home.say_trouble(None)

    def _act(self, action: Action) -> None:
        again, troubled = self._again, self._troubled

        def go_on() -> None:
            self.all_is_well()
            again()

        match action:
            case Action.SIGN_IN_AGAIN if troubled:
                self.all_is_well()
                self.sign_in_wanted.emit(troubled)
            case Action.COPY_DETAILS:
                self.copy_wanted.emit(self._home.notice.explanation().details())
            case _:
                helps = self._remedies.apply(
                    action, self._error, go_on, lambda error: self.say_trouble(error, troubled, again)
                )
                if not helps:
                    go_on()
