"""The sealed file as the user meets it: its passphrase is asked on a sheet, or the file is chosen there.

Afterwards what the user was doing goes on by itself. Whoever leaves the sheet has changed nothing.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject

from ledgerpass.errors import LedgerpassError, PassphraseNeeded, PassphraseTooShort
from ledgerpass.secret import Secret
from ledgerpass.ui.doors import KeychainDoor
from ledgerpass.ui.passphrase_form import KnownPassphrase, NewPassphrase, PassphraseForm
from ledgerpass.ui.tasks import Failed, Tasks, Work
from ledgerpass.ui.widgets.sheet import Sheet
from ledgerpass.ui.wording.errors import explain
from ledgerpass.ui.wording.explanation import Action
from ledgerpass.ui.wording.translation import say


class SealedFile(QObject):
    """Asks on `sheet`, one thing at a time."""

    def __init__(self, sheet: Sheet, keychain: KeychainDoor, tasks: Tasks) -> None:
        """Open or make the file of `keychain`."""
        super().__init__(sheet)
        self._sheet, self._keychain, self._tasks = sheet, keychain, tasks
        self._asked: PassphraseForm | None = None
        sheet.closed.connect(self._drop)

    def ask(self, action: Action, then: Callable[[], object]) -> None:
        """Ask what `action` needs; once that has worked, close the sheet and do `then`."""
        if action is Action.GIVE_PASSPHRASE:
            self._ask_for_it(then)
        else:
            self._offer(then, in_place_of_the_old=False)

    def _ask_for_it(self, then: Callable[[], object]) -> None:
        form = KnownPassphrase()
        form.given.connect(lambda passphrase: self._open_it(form, passphrase, then))
        form.forgotten.connect(lambda: self._offer(then, in_place_of_the_old=True))
        self._show(say("Open the sealed file"), form)

    def _offer(self, then: Callable[[], object], *, in_place_of_the_old: bool) -> None:
        form = NewPassphrase(in_place_of_the_old=in_place_of_the_old)
        form.given.connect(
            lambda passphrase: self._make_it(form, passphrase, then, in_place_of_the_old=in_place_of_the_old)
        )
        self._show(say("A new sealed file") if in_place_of_the_old else say("Keep connections in a sealed file"), form)

    def _show(self, title: str, form: PassphraseForm) -> None:
        form.declined.connect(self._sheet.leave)
        form.destroyed.connect(lambda: self._forget(form))
        self._asked = form
        self._sheet.open_with(title, form, form.first_focus(), form.foot)

    def _open_it(self, form: PassphraseForm, passphrase: Secret, then: Callable[[], object]) -> None:
        async def work() -> None:
            await self._keychain.give_passphrase(passphrase)
            self._end(form, then)

        self._start(form, work, lambda error: self._say(form, error))

    def _make_it(
        self, form: PassphraseForm, passphrase: Secret, then: Callable[[], object], *, in_place_of_the_old: bool
    ) -> None:
        async def work() -> None:
            await self._keychain.make_sealed_file(passphrase, in_place_of_the_old=in_place_of_the_old)
            self._end(form, then)

        def failed(error: LedgerpassError) -> None:
            if isinstance(error, PassphraseNeeded) and self._asked is form:
                self._ask_for_it(then)  # another window has made one meanwhile
            else:
                self._say(form, error)

        self._start(form, work, failed)

    def _start(self, form: PassphraseForm, work: Work, failed: Failed) -> None:
        form.present_busy(busy=True)
        self._tasks.start(work, failed)

    def _end(self, form: PassphraseForm, then: Callable[[], object]) -> None:
        if self._asked is form:  # whoever has left the sheet meanwhile wants nothing more
            self._sheet.leave()
            then()

    def _say(self, form: PassphraseForm, error: LedgerpassError) -> None:
        if self._asked is form:
            said = explain(error, "")
            # what makes a good passphrase stands on the form already
            form.say_trouble(said.title if isinstance(error, PassphraseTooShort) else f"{said.title} {said.text}")

    def _forget(self, form: PassphraseForm) -> None:
        if self._asked is form:
            self._asked = None

    def _drop(self) -> None:
        if self._asked is not None:
            self._asked.forget()
        self._asked = None
