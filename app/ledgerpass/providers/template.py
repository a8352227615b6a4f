"""Fills the templates of a provider's file: `{name}` and, in a header, `base64(…)`.

Two functions, because two places need different care. In an address every value is percent-encoded, so that nothing a
user types can add a host, a path or a parameter; `{practice}` alone is an origin of our own and is put in as it is.
In a header the value is a secret and stays one.
"""

import base64
import re
from collections.abc import Mapping
from urllib.parse import quote

from ledgerpass.secret import Secret

PRACTICE = "practice"
"""The placeholder for where the practice company runs."""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_BASE64 = re.compile(r"base64\(([^()]*)\)")


def placeholders(template: str) -> frozenset[str]:
    """Name the placeholders that a template holds."""
    return frozenset(_PLACEHOLDER.findall(template))


def fill_address(template: str, values: Mapping[str, str]) -> str:
    """Fill an address.

    Raises:
        KeyError: a placeholder has no value.
    """

    def value(match: re.Match[str]) -> str:
        name = match[1]
        return values[name] if name == PRACTICE else quote(values[name], safe="")

    return _PLACEHOLDER.sub(value, template)


def fill_header(template: str, values: Mapping[str, Secret]) -> Secret:
    """Fill a header's value; `base64(…)` encodes what it holds as UTF-8 (RFC 7617 section 2).

    Raises:
        KeyError: a placeholder has no value.
    """
    encoded = _BASE64.sub(lambda match: base64.b64encode(_plain(match[1], values).encode()).decode(), template)
    # what came out of base64(…) holds no brace, so a second filling can't touch it
    return Secret(_plain(encoded, values))


def _plain(template: str, values: Mapping[str, Secret]) -> str:
    return _PLACEHOLDER.sub(lambda match: values[match[1]].reveal(), template)
