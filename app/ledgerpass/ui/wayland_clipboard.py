"""Emptying the clipboard on Wayland, where a program without the focus may not touch it.

GNOME ignores the wish of a window that isn't in front. `wl-copy`, where it is installed, has ways around that, so it is
asked as well.
"""

import os
import shutil
import subprocess
import threading
from collections.abc import Mapping

from PySide6.QtGui import QGuiApplication

from ledgerpass.user_agents.browser_command import foreign_environment

_PATIENCE = 1.0


def is_wayland() -> bool:
    """Tell whether the windows of this program are on Wayland."""
    return QGuiApplication.platformName().startswith("wayland")


class WlCopy:
    """The program `wl-copy`, when there is one on the PATH."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        """Find it by `environment`, and start it with that."""
        self._environment = foreign_environment(environment)
        self._threads: list[threading.Thread] = []

    def clear(self) -> None:
        """Have it empty the clipboard, without waiting for it."""
        program = shutil.which("wl-copy", path=self._environment.get("PATH"))
        if program is not None:
            thread = threading.Thread(target=self._run, args=(program,), name="wl-copy", daemon=True)
            self._threads.append(thread)
            thread.start()

    def wait(self) -> None:
        """Give what was started the time to end, a second at most."""
        for thread in self._threads:
            thread.join(_PATIENCE)
        self._threads.clear()

    def _run(self, program: str) -> None:
        try:
            subprocess.run(  # noqa: S603 - nothing of ours is in its arguments
                [program, "--clear"],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return  # the window tries it again itself when it is in front
