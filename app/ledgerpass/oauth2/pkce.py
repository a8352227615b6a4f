"""Proof Key for Code Exchange (RFC 7636): a stolen code is worth nothing without the verifier that only we have.

The challenge is always S256. `plain` would show the verifier in the authorization address, and a provider that can do
no better gets none (RFC 7636 section 7.2).
"""

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256

from ledgerpass.secret import Secret

VERIFIER_OCTETS = 32
"""256 bits, which make the 43 characters that RFC 7636 section 4.1 asks for."""


def code_verifier(randomness: Callable[[int], str] = secrets.token_urlsafe) -> Secret:
    """Make a fresh verifier (RFC 7636 section 4.1); `randomness` takes a number of octets and gives URL-safe text."""
    return Secret(randomness(VERIFIER_OCTETS))


def code_challenge(verifier: Secret) -> str:
    """Give the verifier's S256 challenge, which may be seen (RFC 7636 section 4.2)."""
    digest = sha256(verifier.reveal().encode("ascii")).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
