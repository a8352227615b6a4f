"""A text of any length, kept in a keychain whose items are short.

The Windows Credential Manager holds 2,560 bytes of UTF-16 an item, and keyring neither checks nor splits. A record is
therefore cut into items of at most 1,200 characters. The first item, the head, is written last and says how many
there are and what their digest is, so that a record is whole or known not to be. Most records fit into the head: one
item, one prompt where a system asks for each.

Items are written in ascending and deleted in descending order. Wherever that is broken off, what is there is a run
without gaps from the second item on, and the next one who cleans up finds all of it, with or without a head.
"""

import hashlib
import re
from contextlib import suppress

from ledgerpass.connections.keychain import Keychain
from ledgerpass.errors import KeychainError, KeychainLost, KeychainRefused
from ledgerpass.secret import Secret

ITEM_LENGTH = 1200  # in UTF-16 units, which are characters as long as the text is ASCII

_NEWER_HEAD = re.compile(r"(?!1 )[0-9]+ ")
_HEAD = re.compile(r"1 (?P<items>[0-9]{1,6}) (?P<digest>[0-9a-f]{64}) (?P<beginning>.*)", re.DOTALL)
_HEAD_TEXT = "1 {items} {digest} "
_BEGINNING_LENGTH = ITEM_LENGTH - len("1 123456 ") - 64 - len(" ")


def write_record(keychain: Keychain, name: str, text: str, *, is_new: bool = False) -> None:
    """Keep ASCII `text` under `name`, and see by reading it again that it is there.

    `is_new` says that nothing was ever kept under that name: then nothing is looked for and cleaned up first.

    Raises:
        KeychainError: nothing is kept; what had been written of it was deleted again, if that could be done.
    """
    if not is_new:
        erase_record(keychain, name)
    try:
        _write(keychain, name, text)
        _read_back(keychain, name, text)
    except KeychainError:
        with suppress(KeychainError):
            erase_record(keychain, name)
        raise


def read_record(keychain: Keychain, name: str) -> str:
    """Give the text that is kept under `name`.

    Raises:
        KeychainLost: it isn't there ('absent'), or not all of it ('torn'), or in a form of a later day ('newer').
    """
    head = keychain.read(name)
    if head is None:
        raise KeychainLost(keychain=keychain.name, reason="absent")
    if _NEWER_HEAD.match(head.reveal()):
        raise KeychainLost(keychain=keychain.name, reason="newer")
    parts = _HEAD.fullmatch(head.reveal())
    if parts is None:
        raise KeychainLost(keychain=keychain.name, reason="torn")
    text = parts["beginning"] + _read_following(keychain, name, int(parts["items"]))
    if _digest(text) != parts["digest"]:
        raise KeychainLost(keychain=keychain.name, reason="torn")
    return text


def erase_record(keychain: Keychain, name: str) -> None:
    """Delete what is kept under `name`, whole or torn; nothing happens when it isn't there."""
    following = 2
    while keychain.read(_item(name, following)) is not None:
        following += 1
    for number in reversed(range(2, following)):
        keychain.delete(_item(name, number))
    keychain.delete(name)


def _write(keychain: Keychain, name: str, text: str) -> None:
    beginning, rest = text[:_BEGINNING_LENGTH], text[_BEGINNING_LENGTH:]
    pieces = [rest[start : start + ITEM_LENGTH] for start in range(0, len(rest), ITEM_LENGTH)]
    for number, piece in enumerate(pieces, start=2):
        keychain.write(_item(name, number), Secret(piece))
    keychain.write(name, Secret(_HEAD_TEXT.format(items=len(pieces) + 1, digest=_digest(text)) + beginning))


def _read_back(keychain: Keychain, name: str, text: str) -> None:
    try:
        kept = read_record(keychain, name) == text
    except KeychainLost:
        kept = False
    if not kept:
        raise KeychainRefused(keychain=keychain.name, reason="what it gave back is not what it was given")


def _read_following(keychain: Keychain, name: str, items: int) -> str:
    """Join the items after the head, up to the first that isn't there."""
    pieces: list[str] = []
    for number in range(2, items + 1):
        if (piece := keychain.read(_item(name, number))) is None:
            break
        pieces.append(piece.reveal())
    return "".join(pieces)


def _item(name: str, number: int) -> str:
    return f"{name} part {number}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()
