"""Reads a provider's file and checks it before anybody relies on it.

The types of `provider.py` say what may stand in a file; `rules.py` says what must hold between its parts. An error
names the file and the line or key, in words that the person who wrote the file can act on.
"""

import re
import tomllib
from pathlib import Path

import msgspec

from ledgerpass.errors import ProviderFileError
from ledgerpass.providers.provider import Provider
from ledgerpass.providers.rules import broken_rule

_AT = re.compile(r" - at `\$?\.?([^`]*)`")
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


def read_provider_file(path: Path) -> Provider:
    """Read one file.

    Raises:
        ProviderFileError: it can't be read, is not TOML, has an unknown or missing key, or breaks a rule.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ProviderFileError(file=path.name, place="", reason=f"can't be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ProviderFileError(file=path.name, place="", reason="is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(path, str(error)) from None
    try:
        provider = msgspec.convert(data, Provider)
    except msgspec.ValidationError as error:
        raise _not_a_provider(path, str(error)) from None
    if broken := broken_rule(provider):
        raise ProviderFileError(file=path.name, place=broken.place, reason=broken.reason)
    return provider


def _not_toml(path: Path, message: str) -> ProviderFileError:
    at = _AT_LINE.search(message)
    line = f"line {at[1]}" if at and at[1] else "the end"
    reason = _AT_LINE.sub("", message)
    return ProviderFileError(file=path.name, place=line, reason=f"is not valid TOML: {reason}")


def _not_a_provider(path: Path, message: str) -> ProviderFileError:
    at = _AT.search(message)
    return ProviderFileError(file=path.name, place=at[1] if at else "", reason=_AT.sub("", message))
