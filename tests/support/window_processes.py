"""The processes of the embedded browser's window, as the system shows them; any may end while it is looked at."""

import psutil


def windows() -> list[psutil.Process]:
    """Give the windows that this process has open."""
    return [each for each in psutil.Process().children() if "tests.support.embedded_hand" in command_of(each)]


def with_helpers(window: psutil.Process) -> list[psutil.Process]:
    """Give a window's process, and those that the web engine has started for it."""
    return [window, *window.children(recursive=True)]


def command_of(process: psutil.Process) -> str:
    """Give a process's command line; empty where it has just ended."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""
