"""Whether things may move.

Qt 6.11 has no answer of its own to that question, so the places are looked at where each desktop keeps it. The
program moves very little to begin with: a turning ring while something is under way, which stands still for who
wants it so.
"""

import configparser
import ctypes
import os
import sys
from pathlib import Path

_SPI_GETCLIENTAREAANIMATION = 0x1042


def is_reduced() -> bool:
    """Tell whether the user asked the desktop for less motion."""
    if sys.platform == "win32":
        return not _windows_animates()
    return _says(_configuration() / "gtk-4.0" / "settings.ini", "Settings", "gtk-enable-animations") in {
        "0",
        "false",
    } or (_says(_configuration() / "kdeglobals", "KDE", "AnimationDurationFactor") == "0")


def _configuration() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def _says(path: Path, section: str, key: str) -> str:
    file = configparser.ConfigParser(strict=False, interpolation=None)
    try:
        file.read(path, encoding="utf-8")
        return file.get(section, key, fallback="").lower()
    except (OSError, UnicodeDecodeError, configparser.Error):
        return ""


def _windows_animates() -> bool:
    """Ask SystemParametersInfo, as Microsoft describes it for SPI_GETCLIENTAREAANIMATION."""
    wanted = ctypes.c_int(1)
    user32 = getattr(ctypes, "windll").user32  # noqa: B009  # exists on Windows only
    user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(wanted), 0)
    return bool(wanted.value)
