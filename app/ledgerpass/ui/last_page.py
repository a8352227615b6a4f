"""Copies what was just connected from the wizard's last page, and says there why it could not be."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ledgerpass.errors import LedgerpassError, PassphraseNeeded
from ledgerpass.ui.copying import Copying
from ledgerpass.ui.remedies import Remedies
from ledgerpass.ui.tasks import Tasks
from ledgerpass.ui.wizard_window import Wizard
from ledgerpass.ui.wording.errors import explain
from ledgerpass.ui.wording.explanation import Action


class LastPage(QObject):
    """Carries out what the last page of `wizard` asks for."""

    sign_in_wanted = Signal(str)
    """A connection's id."""

    def __init__(
        self, wizard: Wizard, copying: Copying, remedies: Remedies, tasks: Tasks, provider_of: Callable[[str], str]
    ) -> None:
        """Copy by `copying`; `provider_of` names the provider of a connection's id."""
        super().__init__(wizard)
        self._wizard, self._copying, self._remedies, self._tasks = wizard, copying, remedies, tasks
        self._provider_of = provider_of
        self._copied_last = ("", "")
        self._error: LedgerpassError | None = None
        wizard.copy_secret_wanted.connect(self.copy)
        wizard.copy_trouble_acted.connect(self._mend)

    def copy(self, connection_id: str, what: str) -> None:
        """Copy it; a trouble is said on the page, with a button that does this once more."""
        self._copied_last = (connection_id, what)

        async def work() -> None:
            await self._copying.copy(connection_id, what)
            self._wizard.say_trouble(None)

        self._tasks.start(work, self._say)

    def _say(self, error: LedgerpassError) -> None:
        self._error = error
        self._wizard.say_trouble(explain(error, self._provider_of(self._copied_last[0])))
        if isinstance(error, PassphraseNeeded):
            self._mend(Action.GIVE_PASSPHRASE)

    def _mend(self, action: Action) -> None:
        if action is Action.SIGN_IN_AGAIN:
            self.sign_in_wanted.emit(self._copied_last[0])
        elif not self._remedies.apply(action, self._error, self._copy_again, self._say):
            self._copy_again()

    def _copy_again(self) -> None:
        self.copy(*self._copied_last)
