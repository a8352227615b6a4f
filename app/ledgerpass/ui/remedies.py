"""What helps against a trouble that is neither the user's nor the provider's: a locked safe, a proxy that asks.

The list, a sign-in and the last page meet the same troubles; each of them says what went wrong in its own place, and
what it was doing goes on once the remedy has worked.
"""

from collections.abc import Callable

from ledgerpass.errors import LedgerpassError, ProxyPasswordNeeded
from ledgerpass.ui.asking_at_the_proxy import AskingAtTheProxy
from ledgerpass.ui.doors import KeychainDoor, ProxyDoor
from ledgerpass.ui.sealed_file import SealedFile
from ledgerpass.ui.tasks import Failed, Tasks
from ledgerpass.ui.widgets.sheet import Sheet
from ledgerpass.ui.wording.explanation import Action


class Remedies:
    """Unlocks, opens the sealed file, and asks at the proxy."""

    def __init__(self, sheet: Sheet, keychain: KeychainDoor, proxies: ProxyDoor, tasks: Tasks) -> None:
        """Ask on `sheet`."""
        self._keychain, self._tasks = keychain, tasks
        self._sealed_file = SealedFile(sheet, keychain, tasks)
        self._at_the_proxy = AskingAtTheProxy(sheet, proxies, tasks)

    def apply(self, action: Action, error: LedgerpassError | None, then: Callable[[], object], failed: Failed) -> bool:
        """Do what `action` says against `error`, and once it has worked do `then`; else `failed` is told.

        Returns:
            Whether this action is a remedy at all.
        """
        match action:
            case Action.UNLOCK:
                self._unlock(then, failed)
            case Action.GIVE_PASSPHRASE | Action.MAKE_SEALED_FILE:
                self._sealed_file.ask(action, lambda: _call(then))
            case Action.GIVE_PROXY_PASSWORD if isinstance(error, ProxyPasswordNeeded):
                self._at_the_proxy.ask(error, then)
            case _:
                return False
        return True

    def _unlock(self, then: Callable[[], object], failed: Failed) -> None:
        async def work() -> None:
            await self._keychain.unlock()
            then()

        self._tasks.start(work, failed)


def _call(then: Callable[[], object]) -> None:
    then()
