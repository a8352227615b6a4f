"""Copies a credential, fresh, in one of its forms, and says for how long it is good."""

import time
from collections.abc import Callable

from ledgerpass.connections.copy_as.curl_command import copy_curl_command
from ledgerpass.connections.copy_as.curl_header import copy_curl_header
from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.copy_as.token import copy_token
from ledgerpass.secret import Secret
from ledgerpass.ui.doors import Clipboard, KeeperDoor
from ledgerpass.ui.wording import times
from ledgerpass.ui.wording.translation import say

_FORMS: dict[str, tuple[Callable[[Subject], Secret], str]] = {
    "token": (copy_token, "copied_token"),
    "header": (copy_curl_header, "copied_header"),
    "command": (copy_curl_command, "copied_command"),
}
"""How each form is made, and the word under which its copying is noted."""


class Copying:
    """The way from a connection to the clipboard."""

    def __init__(self, keeper: KeeperDoor, clipboard: Clipboard, clock: Callable[[], float] = time.time) -> None:
        """Copy what `keeper` hands out; `clock` gives seconds since 1970-01-01 UTC."""
        self._keeper = keeper
        self._clipboard = clipboard
        self._clock = clock

    async def copy(self, connection_id: str, what: str) -> str:
        """Copy 'token', 'header' or 'command', and give the words that say so.

        Raises:
            LedgerpassError: there is nothing fresh to copy; the clipboard is as it was.
        """
        subject = await self._keeper.subject(connection_id)
        form, noted_as = _FORMS[what]
        self._clipboard.put_secret(form(subject))
        await self._keeper.note_copy(connection_id, noted_as)
        if subject.expires_at is None:
            return say("Copied.")
        return say("Copied. Valid for {time}.", time=times.duration(subject.expires_at - self._clock()))
