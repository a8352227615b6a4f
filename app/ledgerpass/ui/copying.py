"""Copies a credential, fresh, in one of its forms, and says for how long it is good and how long it stays."""

import time
from collections.abc import Callable

from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.formats import FORMATS
from ledgerpass.ui.doors import Clipboard, KeeperDoor
from ledgerpass.ui.widgets.toast import CountDown, Toast
from ledgerpass.ui.wording import times
from ledgerpass.ui.wording.translation import say


class Copying:
    """The way from a connection to the clipboard, and what is said about it at the foot of the window."""

    def __init__(
        self, keeper: KeeperDoor, clipboard: Clipboard, toast: Toast, clock: Callable[[], float] = time.time
    ) -> None:
        """Copy what `keeper` hands out, and speak through `toast`; `clock` gives seconds since 1970-01-01 UTC."""
        self._keeper = keeper
        self._clipboard = clipboard
        self._toast = toast
        self._clock = clock
        clipboard.watch(self._say_that_it_is_empty)
        toast.kept.connect(self._keep)
        toast.time_chosen.connect(clipboard.choose_time)

    async def copy(self, connection_id: str, what: str) -> None:
        """Copy one of `FORMATS`, and say so.

        Raises:
            LedgerpassError: there is nothing fresh to copy; the clipboard is as it was.
        """
        subject = await self._keeper.subject(connection_id)
        form = FORMATS[what]
        self._clipboard.put_secret(form.copy(subject))
        self._say_that_it_is_there(subject)
        await self._keeper.note_copy(connection_id, form.noted_as)

    def _say_that_it_is_there(self, subject: Subject) -> None:
        copied = say("Copied.")
        if subject.expires_at is not None:
            copied = say("Copied. Valid for {time}.", time=times.duration(subject.expires_at - self._clock()))

        def words(seconds: int) -> str:
            return say("{copied} The clipboard is emptied in {seconds} s.", copied=copied, seconds=str(seconds))

        offered = {
            seconds: say("Empty the clipboard after {time}", time=times.short_wait(seconds))
            for seconds in self._clipboard.times()
        }
        count = CountDown(words, self._clipboard.seconds_left, say("Keep"), offered, self._clipboard.chosen_time)
        self._toast.count_down(count)

    def _say_that_it_is_empty(self) -> None:
        self._toast.say_quietly(say("The clipboard is empty again."))

    def _keep(self) -> None:
        self._clipboard.keep()
        self._toast.say_shortly(say("It stays on the clipboard until you copy something else."))
