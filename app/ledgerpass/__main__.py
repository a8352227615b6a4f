"""Starts the program: with a window, or, where there is no screen for one, with a sentence that says so.

Commands in the terminal need no screen, and Qt is never loaded for them.
"""

import logging
import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ledgerpass.cli.command_line import Command, Options, read_command_line
from ledgerpass.cli.exit_code import ExitCode
from ledgerpass.secret import RedactingFilter

if TYPE_CHECKING:
    from ledgerpass.assembly.program import Program
    from ledgerpass.ui.main_window import MainWindow

EMBEDDED_BROWSER = "--embedded-browser"
"""The one argument by which a bundled program is started as its own embedded browser; no user gives it."""
NO_DISPLAY = 'There is no display to open a window on; "make walkthrough" shows Ledgerpass at work on a virtual one.'


def main() -> int:
    """Read the command line and do what it says; the exit code is 1 when the window could not be opened.

    A command's exit codes stand in `cli.exit_code`.
    """
    if sys.argv[1:] == [EMBEDDED_BROWSER]:
        return _be_the_embedded_browser()
    options = read_command_line(sys.argv[1:])
    _log_without_secrets()
    if not isinstance(options, Options):
        return _carry_out(options)
    if not has_display(sys.platform, os.environ):
        print(NO_DISPLAY, file=sys.stderr)
        return 1
    return _open_window(options)


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Tell whether a window can be opened: on Linux a display server must be named, or Qt told to do without."""
    if platform != "linux":
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _be_the_embedded_browser() -> int:
    from ledgerpass.ui.embedded_browser import program  # noqa: PLC0415 - nothing else of the program is wanted there

    return program.main()


def _carry_out(command: Command) -> int:
    try:
        from ledgerpass.assembly.commands import carry_out  # noqa: PLC0415 - not needed to say no

        return carry_out(command)
    except KeyboardInterrupt:  # before the command listened for it
        return ExitCode.INTERRUPTED


def _open_window(options: Options) -> int:
    # Qt is loaded only where there is a screen for it
    from ledgerpass.assembly.window import show_window  # noqa: PLC0415

    async def check(window: "MainWindow", program: "Program") -> bool:
        from ledgerpass.ui.self_check import check_itself  # noqa: PLC0415
        from ledgerpass.user_agents.embedded_browser.availability import is_available  # noqa: PLC0415
        from ledgerpass.user_agents.embedded_browser.trial import is_window_drawn  # noqa: PLC0415

        return await check_itself(
            window,
            len(program.catalogue.providers),
            program.vault,
            print,
            embedded_browser=is_window_drawn if is_available() else None,
        )

    return show_window(
        profile=options.profile,
        provider_folders=options.providers,
        attend=check if options.self_check else None,
    )


def _log_without_secrets() -> None:
    handler = logging.StreamHandler()
    handler.addFilter(RedactingFilter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], format="%(levelname)s %(name)s: %(message)s")


if __name__ == "__main__":
    sys.exit(main())
