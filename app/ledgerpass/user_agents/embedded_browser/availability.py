"""Whether the embedded browser can be offered: its libraries are an extra, and are looked for without loading them.

Where they are missing, nobody is shown a choice that would not work.
"""

import importlib.util


def is_available() -> bool:
    """Tell whether the extra `ledgerpass[embedded]` is installed."""
    try:
        return importlib.util.find_spec("PySide6.QtWebEngineWidgets") is not None
    except ModuleNotFoundError:
        return False  # no Qt at all
