"""The real program in the hands of somebody who signs in in a window of Ledgerpass.

Prints a line of JSON: how many connections there are then, and what this process has loaded of the web engine.
Use: window_with_an_embedded_browser.py FOLDER
"""

import json
import sys
from pathlib import Path

from ledgerpass.assembly.program import Program
from ledgerpass.assembly.window import show_window
from ledgerpass.ui.main_window import MainWindow
from ledgerpass.user_agents.embedded_browser.agent import EmbeddedBrowser
from tests.support.embedded_visit import Eye
from tests.walkthrough.embedded import connect_in_the_window, web_engine_modules
from tests.walkthrough.hand import Hand


def main() -> int:
    folder = Path(sys.argv[1])
    eye = Eye(folder)

    async def connect(window: MainWindow, program: Program) -> bool:
        hand = Hand(window, folder)
        await hand.press("Connect a bookkeeping program")
        async with eye:
            await connect_in_the_window(hand, eye)
        sys.stdout.write(json.dumps({"kept": len(program.keeper.rows()), "loaded": web_engine_modules()}) + "\n")
        return True

    return show_window(
        profile=folder / "profile",
        attend=connect,
        embedded_browser=lambda own, network: EmbeddedBrowser(own, eye.command, network=network),
    )


if __name__ == "__main__":
    sys.exit(main())
