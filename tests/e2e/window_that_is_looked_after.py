"""The real program in the hands of somebody who connects the practice company, tests it, removes it and ends it.

Prints what the window said, a line of JSON each. `BROWSER` has to sign in. Use: window_that_is_looked_after.py PROFILE
"""

import json
import sys
from pathlib import Path

from ledgerpass.assembly.program import Program
from ledgerpass.assembly.window import show_window
from ledgerpass.ui.main_window import MainWindow
from ledgerpass.wizard.events import CompanyChosen, PermissionsGiven, ProviderChosen, WayChosen
from ledgerpass.wizard.state import ChoosingCompany, ChoosingPermissions, Done
from tests.support.journey import reach
from tests.walkthrough.hand import Hand


def _say(**said: object) -> None:
    sys.stdout.write(f"{json.dumps(said)}\n")
    sys.stdout.flush()


async def _connect(program: Program, window: MainWindow, hand: Hand) -> str:
    connecting, practice = program.connecting, program.catalogue.providers["practice"]
    window.begin()
    connecting.send(ProviderChosen(provider=practice))
    connecting.send(WayChosen(way=practice.ways[0]))
    if isinstance(connecting.state, ChoosingPermissions):
        connecting.send(PermissionsGiven(scopes=connecting.state.draft.scopes))
    connecting.start()
    choosing = await reach(connecting, lambda state: isinstance(state, ChoosingCompany))
    if isinstance(choosing, ChoosingCompany):
        connecting.send(CompanyChosen(company=choosing.companies[0]))
    done = await reach(connecting, lambda state: isinstance(state, Done))
    await hand.press("Finish")
    await hand.see("Connections")
    return done.connection.id if isinstance(done, Done) else ""


async def _look_after(window: MainWindow, program: Program) -> bool:
    hand = Hand(window, Path(sys.argv[1]))
    connection_id = await _connect(program, window, hand)
    rows, after = window.home.list.rows, window.looking_after
    after.trial_of_all.start()
    await hand.see("1 connection works.")
    _say(tested=window.toast.words(), shown=rows.rowCount())
    after.removing.remove(connection_id)
    await hand.see("is removed.")
    _say(removed=window.toast.words(), shown=rows.rowCount())
    after.removing.show_removed()
    await hand.press("End it now…")
    await hand.press("End it now")
    await hand.see("has ended at")
    _say(ended=window.toast.words(), kept=len(program.keeper.removed()))
    return True


if __name__ == "__main__":
    sys.exit(show_window(profile=Path(sys.argv[1]), attend=_look_after))
