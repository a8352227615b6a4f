"""Starts the browser that `BROWSER` names, or the desktop's own opener, in an environment fit for a foreign program.

`BROWSER` is a list of commands divided by the path separator, tried in order; `%s` in one stands for the address,
which otherwise comes last. A frozen bundle adds library paths of its own to the environment, which would break a
browser that inherits them.
"""

import os
import shlex
import shutil
import subprocess
import threading
from collections.abc import Mapping

_OURS = ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH")
_MARK = "_PYI_"  # the bundle's starter leaves variables of this name behind


def open_with_browser_variable(address: str, environment: Mapping[str, str]) -> bool | None:
    """Start the first command in `BROWSER` that can be started.

    Returns:
        True when one was started, False when none could be, None when `BROWSER` names nothing.
    """
    commands = browser_commands(environment)
    if not commands:
        return None
    return any(_start(command, address, foreign_environment(environment)) for command in commands)


def open_from_a_bundle(address: str, environment: Mapping[str, str]) -> bool | None:
    """Have xdg-open open an address, where a bundle has put its own paths into the environment that it would inherit.

    Returns:
        True when it was started; None where there is no bundle, or no xdg-open, and the address is opened as ever.
    """
    if not is_bundled(environment):
        return None
    clean = foreign_environment(environment)
    opener = shutil.which("xdg-open", path=clean.get("PATH"))
    return _start(shlex.quote(opener), address, clean) or None if opener else None


def browser_commands(environment: Mapping[str, str]) -> list[str]:
    """Give the commands that `BROWSER` names, in the order in which they are tried."""
    return [each for each in environment.get("BROWSER", "").split(os.pathsep) if each.strip()]


def is_bundled(environment: Mapping[str, str]) -> bool:
    """Tell whether a frozen bundle's starter has been at the environment."""
    return any(name.startswith(_MARK) for name in environment)


def foreign_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Give the environment without what a bundle adds, and with what it had put aside put back."""
    if not is_bundled(environment):
        return dict(environment)  # no bundle: what stands there is the user's own
    put_aside = {f"{name}_ORIG": name for name in _OURS}
    clean = {
        name: value
        for name, value in environment.items()
        if not name.startswith(_MARK) and name not in _OURS and name not in put_aside
    }
    return clean | {ours: environment[aside] for aside, ours in put_aside.items() if aside in environment}


def _start(command: str, address: str, environment: Mapping[str, str]) -> bool:
    try:
        words = shlex.split(command)
    except ValueError:
        return False  # a quotation mark that is never closed
    if any("%s" in word for word in words):
        arguments = [word.replace("%s", address) for word in words]
    else:
        arguments = [*words, address]
    try:
        process = subprocess.Popen(  # noqa: S603 - the user named this command
            arguments,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    # somebody must wait for the child, or it stays behind as a zombie; a browser may run for days
    threading.Thread(target=process.wait, name="browser", daemon=True).start()
    return True
