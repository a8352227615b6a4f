"""Enough of a text to know it again, and not enough to get it back: what is remembered of a copied secret."""

import hashlib
import hmac
import os


class Fingerprint:
    """A salted hash, with a salt of its own."""

    def __init__(self, text: str) -> None:
        """Remember `text`."""
        self._salt = os.urandom(16)
        self._hash = self._hash_of(text)

    def fits(self, text: str) -> bool:
        """Tell whether it is the same text; how lines end doesn't count, since clipboards change that."""
        return hmac.compare_digest(self._hash, self._hash_of(text))

    def _hash_of(self, text: str) -> bytes:
        plain = text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")
        return hashlib.sha256(self._salt + plain).digest()
