"""What an IT person may set: `settings.toml` in the profile's folder, a file that need not be there.

    extra_certificates = "/etc/ssl/company.pem"   # trusted beside the operating system's own (PEM)

There is no setting that turns a check off. Proxies come from the operating system and its environment variables.
"""

import tomllib
from pathlib import Path

import msgspec

from ledgerpass.errors import SettingsUnreadable

SETTINGS = "settings.toml"
"""The file's name in the profile's folder."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The settings. `extra_certificates` is the path of a file of certificates in PEM, empty for none."""

    extra_certificates: str = ""


def read_settings(profile: Path) -> Settings:
    """Read the settings of a profile; without a file they are as the program thinks best.

    Raises:
        SettingsUnreadable: the file can't be read, says something unknown, or names a file that is not there.
    """
    path = profile / SETTINGS
    if not path.exists():
        return Settings()
    try:
        settings = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Settings)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise SettingsUnreadable(file=SETTINGS, reason=str(error)) from None
    if settings.extra_certificates and not Path(settings.extra_certificates).is_file():
        raise SettingsUnreadable(file=SETTINGS, reason=f"there is no file {settings.extra_certificates}")
    return settings
