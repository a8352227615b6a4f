"""What the user has chosen once and for all: `preferences.json` in the profile's folder, written by the window alone.

What an IT person has set in `settings.toml` goes before it. A file that can't be read is as good as none: nothing in it
is worth a question.
"""

import contextlib
import logging
import os
from pathlib import Path
from typing import Annotated

import msgspec

from ledgerpass.settings import CLIPBOARD_SECONDS

_PREFERENCES = "preferences.json"
_log = logging.getLogger(__name__)


class Preferences(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The user's choices. `clipboard_seconds` is how long a copied secret stays on the clipboard."""

    clipboard_seconds: Annotated[int, msgspec.Meta(ge=5, le=600)] = CLIPBOARD_SECONDS


def read_preferences(profile: Path) -> Preferences:
    """Read what was chosen in a profile."""
    with contextlib.suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode((profile / _PREFERENCES).read_bytes(), type=Preferences)
    return Preferences()


def write_preferences(profile: Path, preferences: Preferences) -> None:
    """Keep what was chosen; should that not work, the choice holds until the program ends."""
    new = profile / f"{_PREFERENCES}.new"
    try:
        profile.mkdir(parents=True, exist_ok=True)
        new.write_bytes(msgspec.json.encode(preferences))
        os.replace(new, profile / _PREFERENCES)  # noqa: PTH105 - in one step: the old file or the new one, never half of one
    except OSError:
        _log.warning("the preferences could not be written", exc_info=True)
