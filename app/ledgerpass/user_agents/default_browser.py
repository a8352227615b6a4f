"""The browser that an address will be shown in: whether there is one at all, and what the user calls it.

Only asked, never chosen: which browser opens is set once for the whole desktop, or by `BROWSER`, and a second place to
set it would be one more thing to get wrong. What can't be told stays empty, and the page then says "your browser".
Everything here may take a moment, because the desktop is asked by starting a program.
"""

import contextlib
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from ledgerpass.provider_text import one_line
from ledgerpass.user_agents.browser_command import browser_commands, foreign_environment

_WITHIN = 1.5
"""Seconds that the desktop has to answer."""

_LONGEST = 40
_ASK = ("xdg-settings", "get", "default-web-browser")
_ENTRY = "[Desktop Entry]"

_FALLBACKS = ("x-www-browser", "firefox", "firefox-esr", "chromium", "chromium-browser", "google-chrome", "epiphany")
"""What xdg-open starts where no desktop has a say (its own list, without what needs a terminal)."""

_SANDBOX = Path("/.flatpak-info")
"""There, the portal opens addresses, and nothing of this can be seen."""


class DefaultBrowser:
    """The browser of this user's desktop."""

    def __init__(self, environment: Mapping[str, str], platform: str = sys.platform) -> None:
        """Look in `environment`; `platform` is as `sys.platform` names it."""
        self._environment = environment
        self._platform = platform

    def name(self) -> str:
        """Give what the user calls it ("Firefox"), empty where that can't be told."""
        if self._platform == "linux":
            return next(filter(None, map(self._name_in, self._entries())), "")
        return "" if self._platform == "darwin" else _name_in_windows()

    def is_there(self) -> bool:
        """Tell whether anything can be started; where that can't be told, it is taken to be so."""
        if self._platform != "linux":
            return True  # both systems bring one along
        if commands := browser_commands(self._environment):
            return any(map(self._which, commands))
        if _SANDBOX.exists():
            return True
        has_opener = self._which(_ASK[0]) is None or self._which("xdg-open")
        return bool(has_opener) and (bool(self._default_entry()) or any(map(self._which, _FALLBACKS)))

    def _entries(self) -> Iterator[str]:
        """Give the names of the desktop entries that may describe it."""
        commands = browser_commands(self._environment)
        if not commands:
            yield self._default_entry()
        for command in commands:
            if program := self._which(command):
                yield f"{Path(program).name}.desktop"
                return  # it is the first one there that is started

    def _default_entry(self) -> str:
        try:
            asked = subprocess.run(  # noqa: S603 - the desktop's own program, with nothing of anybody's
                _ASK,
                env=foreign_environment(self._environment),
                capture_output=True,
                check=False,
                timeout=_WITHIN,
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
        return asked.stdout.decode(errors="replace").strip()

    def _which(self, command: str) -> str | None:
        try:
            words = shlex.split(command)
        except ValueError:
            return None
        return shutil.which(words[0], path=self._environment.get("PATH")) if words else None

    def _name_in(self, entry: str) -> str:
        """Read the name in a desktop entry (Desktop Entry Specification, section 4)."""
        if not entry.endswith(".desktop") or "/" in entry:
            return ""
        for folder in _data_folders(self._environment):
            path = folder / "applications" / entry
            if path.is_file():
                return _name_of_entry(path)
        return ""


def _data_folders(environment: Mapping[str, str]) -> list[Path]:
    """Give the folders in which desktop entries are looked for (XDG Base Directory Specification)."""
    own = environment.get("XDG_DATA_HOME") or f"{environment.get('HOME', '')}/.local/share"
    shared = environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return [Path(folder) for folder in (own, *shared.split(":")) if folder]


def _name_of_entry(path: Path) -> str:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    is_inside = False
    for line in lines:
        if line.startswith("["):
            is_inside = line.strip() == _ENTRY
        key, _, value = line.partition("=")
        if is_inside and key.strip() == "Name":
            return one_line(value)[:_LONGEST]
    return ""


def _name_in_windows() -> str:
    """Read which program the user has chosen for https, and what it calls itself; empty on other systems."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - Windows alone has it

        choice = r"Software\Microsoft\Windows\Shell\Associations\UrlAssociations\https\UserChoice"
        with contextlib.suppress(OSError):
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, choice) as key:
                chosen = str(winreg.QueryValueEx(key, "ProgId")[0])
            with winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, rf"{chosen}\Application") as key:
                name = str(winreg.QueryValueEx(key, "ApplicationName")[0])
            return "" if name.startswith("@") else one_line(name)[:_LONGEST]  # an @: its name stands elsewhere
    return ""
