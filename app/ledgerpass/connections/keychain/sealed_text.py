"""A text that only a passphrase opens: the bytes of the sealed file, made and read. No file is touched here.

The passphrase becomes a key by Argon2id (RFC 9106), which takes a fifth of a second and 64 MiB, so that trying many
passphrases takes for ever; the key seals the whole text with AES-256-GCM, the header included as associated data. What
was chosen for Argon2id stands in the header, within bounds: a file by a stranger can't have a terabyte set aside.

A plain digest at the end tells damage from a wrong passphrase. It protects nothing: whoever can compute it could also
throw the file away.

    title | memory, passes, lanes | salt | nonce | sealed text and tag | SHA-256 of all before it
"""

import hashlib
import os
import struct
import unicodedata
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from ledgerpass.secret import Secret

_TITLE = b"Ledgerpass sealed file 1\n"
_HEADER = struct.Struct(f">{len(_TITLE)}sIII16s12s")
_DIGEST_LENGTH = 32
_TAG_LENGTH = 16
_KEY_LENGTH = 32  # AES-256
_SALT_LENGTH = 16
_NONCE_LENGTH = 12  # 96 bits, as GCM wants them (NIST SP 800-38D section 8.2); random, for far fewer than 2**32 writes


class UnreadableError(Exception):
    """These bytes are no sealed text, or not all of one."""


class WrongKeyError(Exception):
    """The text does not open with this key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one guess at the passphrase costs."""

    memory: int = 64 * 1024
    """In KiB."""
    passes: int = 3
    lanes: int = 4


_LEAST = Cost(memory=8 * 1024, passes=1, lanes=1)
_MOST = Cost(memory=256 * 1024, passes=10, lanes=16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What a passphrase became, for texts with this salt and cost. It is kept in memory only."""

    salt: bytes
    cost: Cost
    cipher: AESGCM = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedText:
    """A sealed text in its parts."""

    cost: Cost
    salt: bytes
    nonce: bytes
    header: bytes
    sealed: bytes


def make_key(passphrase: Secret, *, salt: bytes | None = None, cost: Cost | None = None) -> Key:
    """Make the key for a salt and a cost; without them, for a new text."""
    salt, cost = salt or os.urandom(_SALT_LENGTH), cost or Cost()
    argon = Argon2id(salt=salt, length=_KEY_LENGTH, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    return Key(salt=salt, cost=cost, cipher=AESGCM(argon.derive(as_typed(passphrase).encode())))


def as_typed(passphrase: Secret) -> str:
    """Give the characters that count, whatever keyboard they were typed on (RFC 8265 section 4.2.2).

    White space around them came along when they were pasted, and doesn't count.
    """
    spaced = "".join(" " if unicodedata.category(each) == "Zs" else each for each in passphrase.reveal())
    return unicodedata.normalize("NFC", spaced).strip()


def seal(text: bytes, key: Key) -> bytes:
    """Seal a text, with a nonce that was never used before."""
    nonce = os.urandom(_NONCE_LENGTH)
    header = _HEADER.pack(_TITLE, key.cost.memory, key.cost.passes, key.cost.lanes, key.salt, nonce)
    sealed = header + key.cipher.encrypt(nonce, text, header)
    return sealed + hashlib.sha256(sealed).digest()


def read_sealed(data: bytes) -> SealedText:
    """Take the bytes apart.

    Raises:
        UnreadableError: they are no sealed text, not all of one, or ask for more than any of ours does.
    """
    body, digest = data[:-_DIGEST_LENGTH], data[-_DIGEST_LENGTH:]
    if len(body) < _HEADER.size + _TAG_LENGTH or hashlib.sha256(body).digest() != digest:
        raise UnreadableError
    header = body[: _HEADER.size]
    title, memory, passes, lanes, salt, nonce = _HEADER.unpack(header)
    cost = Cost(memory=memory, passes=passes, lanes=lanes)
    if title != _TITLE or not _is_bearable(cost):
        raise UnreadableError
    return SealedText(cost=cost, salt=salt, nonce=nonce, header=header, sealed=body[_HEADER.size :])


def fits(key: Key, text: SealedText) -> bool:
    """Tell whether the key was made for this text's salt and cost."""
    return (key.salt, key.cost) == (text.salt, text.cost)


def unseal(text: SealedText, key: Key) -> bytes:
    """Open a sealed text.

    Raises:
        WrongKeyError: it doesn't open with this key, or it was tampered with.
    """
    try:
        return key.cipher.decrypt(text.nonce, text.sealed, text.header)
    except InvalidTag:
        raise WrongKeyError from None


def _is_bearable(cost: Cost) -> bool:
    return (
        _LEAST.memory <= cost.memory <= _MOST.memory
        and _LEAST.passes <= cost.passes <= _MOST.passes
        and _LEAST.lanes <= cost.lanes <= _MOST.lanes
    )
