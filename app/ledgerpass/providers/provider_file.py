"""Reads a provider's file and checks it before anybody relies on it.

The types of `provider.py` say what may stand in a file; `rules.py` says what must hold between its parts. An error
names the file and the line or key, in words that the person who wrote the file can act on.
"""

import re
import tomllib
from pathlib import Path

import msgspec
import msgspec.structs

from ledgerpass.errors import ProviderFileError
from ledgerpass.providers.provider import Provider, SignInWay
from ledgerpass.providers.rules import broken_rule

_AT = re.compile(r" - at `\$?\.?([^`]*)`")
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")

LONGEST = 256 * 1024
"""Characters; a provider with every way in there is takes five thousand."""

MOST_DOTS = 200
"""In one line. The time that a dotted key takes grows with the square of its parts: twenty thousand take seconds."""

_TOO_MUCH = "holds more than can be read"


def read_provider_file(path: Path) -> Provider:
    """Read one file.

    Raises:
        ProviderFileError: it can't be read, is not TOML, has an unknown or missing key, or breaks a rule.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ProviderFileError(file=path.name, place="", reason=f"can't be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ProviderFileError(file=path.name, place="", reason="is not UTF-8 text") from None
    _refuse_endless(path, text)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(path, str(error)) from None
    except (ValueError, RecursionError):  # the reader's own limits: a number of thousands of digits, a bottomless list
        raise ProviderFileError(file=path.name, place="", reason=_TOO_MUCH) from None
    try:
        provider = _with_paths(msgspec.convert(data, Provider))
    except msgspec.ValidationError as error:
        raise _not_a_provider(path, str(error)) from None
    if broken := broken_rule(provider):
        raise ProviderFileError(file=path.name, place=broken.place, reason=broken.reason)
    return provider


def _with_paths(provider: Provider) -> Provider:
    """Give each way back that names no path one of the provider's own (RFC 8252 section 8.10)."""
    ways = tuple(_with_path(way, provider.id) if isinstance(way, SignInWay) else way for way in provider.ways)
    return msgspec.structs.replace(provider, ways=ways)


def _with_path(way: SignInWay, provider_id: str) -> SignInWay:
    loopback = way.redirects.loopback
    if loopback is None or loopback.path:
        return way
    named = msgspec.structs.replace(loopback, path=f"/callback/{provider_id}")
    return msgspec.structs.replace(way, redirects=msgspec.structs.replace(way.redirects, loopback=named))


def _refuse_endless(path: Path, text: str) -> None:
    if len(text) > LONGEST:
        raise ProviderFileError(file=path.name, place="", reason=_TOO_MUCH)
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > MOST_DOTS:
            raise ProviderFileError(file=path.name, place=f"line {number}", reason=_TOO_MUCH)


def _not_toml(path: Path, message: str) -> ProviderFileError:
    at = _AT_LINE.search(message)
    line = f"line {at[1]}" if at and at[1] else "the end"
    reason = _AT_LINE.sub("", message)
    return ProviderFileError(file=path.name, place=line, reason=f"is not valid TOML: {reason}")


def _not_a_provider(path: Path, message: str) -> ProviderFileError:
    at = _AT.search(message)
    return ProviderFileError(file=path.name, place=at[1] if at else "", reason=_AT.sub("", message))
