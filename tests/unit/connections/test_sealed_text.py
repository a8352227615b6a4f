"""A sealed text opens with its passphrase, however that was typed, and a stranger's can't make us work for ever."""

import hashlib
import struct
from dataclasses import replace

import pytest

from ledgerpass.connections.keychain.sealed_text import (
    UnreadableError,
    WrongKeyError,
    make_key,
    read_sealed,
    seal,
    unseal,
)
from ledgerpass.secret import Secret
from tests.support.keychains import CHEAP, PASSPHRASE


def test_the_header_belongs_to_what_is_sealed() -> None:
    key = make_key(PASSPHRASE, cost=CHEAP)
    text = read_sealed(seal(b"a text", key))
    assert unseal(text, key) == b"a text"
    for place in range(len(text.header)):
        changed = bytearray(text.header)
        changed[place] ^= 1
        with pytest.raises(WrongKeyError):
            unseal(replace(text, header=bytes(changed)), key)


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [
        ("caf\u00e9 au lait de soja", "cafe\u0301 au lait de soja"),  # the same letters from two kinds of keyboard
        ("drie woorden vooruit", "drie\u00a0woorden\u2003vooruit"),
        ("drie woorden vooruit", "  drie woorden vooruit\n"),
    ],
)
def test_the_same_passphrase_from_another_keyboard_opens_it(chosen: str, typed: str) -> None:
    text = read_sealed(seal(b"a text", make_key(Secret(chosen), cost=CHEAP)))
    assert unseal(text, make_key(Secret(typed), salt=text.salt, cost=text.cost)) == b"a text"


@pytest.mark.parametrize(
    "cost",
    [
        (1024**3, 3, 4),  # 1 TiB
        (2**32 - 1, 2**32 - 1, 2**32 - 1),
        (64 * 1024, 1_000_000, 4),
        (64 * 1024, 3, 10_000),
        (0, 0, 0),
        (8, 1, 1),
    ],
)
def test_a_file_by_a_stranger_can_not_have_us_spend_a_terabyte_or_a_day(cost: tuple[int, ...]) -> None:
    data = seal(b"{}", make_key(PASSPHRASE, cost=CHEAP))
    place = len(b"Ledgerpass sealed file 1\n")
    body = data[:place] + struct.pack(">III", *cost) + data[place + 12 : -32]
    with pytest.raises(UnreadableError):
        read_sealed(body + hashlib.sha256(body).digest())
