"""Opens an address from a terminal: only where there is a desktop, or where the user has named a browser.

Without a screen, a desktop's opener falls back on browsers that take over the terminal. The address is printed before
in any case, so that there is nothing to be guessed: not opening one is no failure.
"""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping

from ledgerpass.user_agents.browser_command import foreign_environment, open_with_browser_variable


def open_address(address: str) -> bool:
    """Open an address in the browser that `BROWSER` names, or in the desktop's; False when nothing could be started."""
    started = open_with_browser_variable(address, os.environ)
    return _open_with_the_desktop(address) if started is None else started


def open_nothing(_address: str) -> bool:
    """Open nothing, as was asked for."""
    return False


def desktop_opener(platform: str, environment: Mapping[str, str]) -> str | None:
    """Name the desktop's own opener, None where there is no desktop."""
    if platform == "darwin":
        return "open"
    has_display = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    return "xdg-open" if platform == "linux" and has_display else None


def _open_with_the_desktop(address: str) -> bool:
    if sys.platform == "win32":
        try:
            os.startfile(address)  # noqa: S606 - an authorization address, which is http or https
        except OSError:
            return False
        return True
    opener = desktop_opener(sys.platform, os.environ)
    program = shutil.which(opener) if opener else None
    if program is None:
        return False
    quiet = subprocess.DEVNULL
    environment = foreign_environment(os.environ)
    process = subprocess.Popen(  # noqa: S603 - the system's own opener, with an address and nothing else
        [program, address], env=environment, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    )
    # somebody must wait for the child, or it stays behind as a zombie; a browser may run for days
    threading.Thread(target=process.wait, name="browser", daemon=True).start()
    return True
