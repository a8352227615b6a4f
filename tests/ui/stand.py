"""The window with its twins behind it: what the tests and the gallery look at."""

from collections.abc import Callable
from dataclasses import dataclass

from ledgerpass.ui.main_window import MainWindow
from ledgerpass.ui.tasks import Tasks
from ledgerpass.wizard.state import State
from tests.support.scripted_doors import (
    ScriptedClipboard,
    ScriptedConnecting,
    ScriptedKeeper,
    ScriptedKeychain,
    ScriptedProxies,
)
from tests.ui import samples


@dataclass
class Stand:
    """A window with its twins."""

    connecting: ScriptedConnecting
    keeper: ScriptedKeeper
    keychain: ScriptedKeychain
    clipboard: ScriptedClipboard
    window: MainWindow
    tasks: Tasks
    opened: list[str]
    proxies: ScriptedProxies

    def show(self, state: State) -> None:
        self.connecting.show(state)
        self.window.show_wizard()


Scene = Callable[[Stand], None]


def make_stand(keeper: ScriptedKeeper | None = None) -> Stand:
    connecting, keychain, clipboard, tasks = ScriptedConnecting(), ScriptedKeychain(), ScriptedClipboard(), Tasks()
    keeper, proxies = keeper or ScriptedKeeper(), ScriptedProxies()
    opened: list[str] = []

    def open_address(address: str) -> bool:
        opened.append(address)
        return True

    window = MainWindow(
        connecting=connecting,
        keeper=keeper,
        keychain=keychain,
        proxies=proxies,
        providers=samples.providers(),
        tasks=tasks,
        open_address=open_address,
        clipboard=clipboard,
        clock=samples.clock,
    )
    return Stand(connecting, keeper, keychain, clipboard, window, tasks, opened, proxies)
