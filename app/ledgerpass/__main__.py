"""Starts the program."""

import os
import sys
from collections.abc import Mapping

from ledgerpass.cli.command_line import read_command_line

NO_DISPLAY = (
    "Ledgerpass needs a screen, and this session has none (neither DISPLAY nor WAYLAND_DISPLAY is set); "
    '"make walkthrough" shows it at work on a virtual one.'
)


def main() -> int:
    """Read the command line and open the window; the exit code is 1 when it could not be opened."""
    options = read_command_line(sys.argv[1:])
    if not has_display(sys.platform, os.environ):
        print(NO_DISPLAY, file=sys.stderr)
        return 1
    from ledgerpass.desktop import run  # noqa: PLC0415 - Qt is only loaded where there is a screen for it

    return run(options)


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Tell whether a window can be opened: on Linux a display server must be named, or Qt told to do without."""
    if platform != "linux":
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
