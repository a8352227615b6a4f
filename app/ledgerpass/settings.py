"""What an IT person may set: `settings.toml` in the profile's folder, a file that need not be there.

    extra_certificates = "/etc/ssl/company.pem"   # trusted beside the operating system's own (PEM)
    clipboard_seconds = 60                        # 5 to 600: how long a copied secret stays; else the user chooses

There is no setting that turns a check off, or that leaves a secret on the clipboard for ever. Proxies come from the
operating system and its environment variables.
"""

import re
import tomllib
from pathlib import Path
from typing import Annotated

import msgspec

from ledgerpass.errors import SettingsUnreadable

SETTINGS = "settings.toml"
"""The file's name in the profile's folder."""
CLIPBOARD_SECONDS = 30
"""Seconds that a copied secret stays on the clipboard, where nothing is set."""
_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)  # RFC 7468 section 5


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The settings. `extra_certificates` is the path of a file of certificates in PEM, empty for none.

    `clipboard_seconds` is None where the user may choose.
    """

    extra_certificates: str = ""
    clipboard_seconds: Annotated[int, msgspec.Meta(ge=5, le=600)] | None = None


def read_settings(profile: Path) -> Settings:
    """Read the settings of a profile; without a file they are as the program thinks best.

    Raises:
        SettingsUnreadable: the file can't be read, says something unknown, or names a file that can't be used.
    """
    path = profile / SETTINGS
    if not path.exists():
        return Settings()
    try:
        settings = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Settings)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise SettingsUnreadable(file=SETTINGS, reason=str(error)) from None
    company_certificates(settings)  # said now, and not when somebody signs in
    return settings


def company_certificates(settings: Settings) -> tuple[str, ...]:
    """Give the company's own certificates, each as PEM; none where none are set.

    Raises:
        SettingsUnreadable: their file can't be read, or holds none that can be understood.
    """
    place = settings.extra_certificates
    if not place:
        return ()
    import ssl  # noqa: PLC0415 - the first page doesn't wait for it where nothing is set

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=place)
        return tuple(_CERTIFICATE.findall(Path(place).read_text(encoding="utf-8", errors="replace")))
    except FileNotFoundError:
        raise SettingsUnreadable(file=SETTINGS, reason=f"there is no file {place}") from None
    except ssl.SSLError:
        raise SettingsUnreadable(file=SETTINGS, reason=f"there are no certificates (PEM) in {place}") from None
    except OSError as error:
        raise SettingsUnreadable(file=SETTINGS, reason=f"{place}: {error.strerror}") from None
