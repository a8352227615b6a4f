"""The words that never stand where an accountant reads, from the product's principles."""

import re

FORBIDDEN = (
    "OAuth",
    "grant",
    "scope",
    "callback",
    "redirect",
    "URI",
    "PKCE",
    "state",
    "endpoint",
    "JSON",
    "HTTP",
    "HTTPS",
    "UTC",
    "localhost",
    "127.0.0.1",
    "exception",
    "gnome-keyring",
    "Secret Service",
    "KWallet",
    "libsecret",
    "Credential Manager",
    "keyring",
    "invalid_grant",
    "400",
    "401",
    "403",
    "404",
    "429",
    "500",
    "503",
    ".toml",
    ".py",
)


def whole(word: str) -> re.Pattern[str]:
    """Find a word as a whole word, in any case, in its plural too."""
    return re.compile(rf"(?<![\w-]){re.escape(word)}s?(?![\w-])", re.IGNORECASE)
