"""For how long a copied secret stays on the clipboard: as the IT person has set it, else as the user likes it."""

from pathlib import Path

from msgspec.structs import replace

from ledgerpass.settings import CLIPBOARD_SECONDS
from ledgerpass.ui.preferences import read_preferences, write_preferences

_CHOICES = (10, 30, 60, 120, 600)


class ClipboardTime:
    """The time, and the times that it may be changed to."""

    def __init__(self, profile: Path | None = None, fixed: int | None = None) -> None:
        """Keep the user's choice in `profile`, where there is one; `fixed` seconds leave no choice."""
        self._profile = profile
        self._fixed = fixed
        self._chosen = read_preferences(profile).clipboard_seconds if profile else CLIPBOARD_SECONDS

    def seconds(self) -> float:
        """Give the seconds."""
        return self._chosen if self._fixed is None else self._fixed

    def choices(self) -> tuple[int, ...]:
        """Give the seconds to choose from; none where the IT person has chosen."""
        return _CHOICES if self._fixed is None else ()

    def choose(self, seconds: int) -> None:
        """Take the user's choice, from now on and after the next start."""
        if self._fixed is None:
            self._chosen = seconds
            if self._profile:
                write_preferences(self._profile, replace(read_preferences(self._profile), clipboard_seconds=seconds))
