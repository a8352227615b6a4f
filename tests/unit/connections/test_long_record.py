"""A record of any length is whole or known not to be, and leaves nothing behind."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerpass.connections.long_record import erase_record, read_record, write_record
from ledgerpass.errors import KeychainLocked, KeychainLost, KeychainRefused
from ledgerpass.secret import Secret
from tests.support.keychains import MemoryKeychain


@given(st.integers(min_value=0, max_value=6000), st.integers(min_value=0, max_value=6000))
def test_records_of_every_length_come_back_in_place_of_each_other(first: int, second: int) -> None:
    keychain = MemoryKeychain()
    for length in (first, second):
        text = "".join(chr(33 + number % 94) for number in range(length))
        write_record(keychain, "record", text)
        assert read_record(keychain, "record") == text
    assert all(len(item) <= 1200 for item in keychain.items.values())
    erase_record(keychain, "record")
    assert keychain.items == {}


@pytest.mark.parametrize("is_new", [True, False])
def test_only_where_something_may_be_left_over_is_it_looked_for_before_writing(is_new: bool) -> None:  # noqa: FBT001
    keychain = MemoryKeychain()
    write_record(keychain, "record", "text", is_new=is_new)
    assert read_record(keychain, "record") == "text"
    assert (keychain.calls[0] == ("write", "record")) is is_new


def test_a_record_that_was_never_kept_is_absent() -> None:
    with pytest.raises(KeychainLost) as loss:
        read_record(MemoryKeychain(), "record")
    assert loss.value.reason == "absent"


def test_a_record_of_a_later_form_is_newer() -> None:
    keychain = MemoryKeychain()
    keychain.items["record"] = "12 something else"
    with pytest.raises(KeychainLost) as loss:
        read_record(keychain, "record")
    assert loss.value.reason == "newer"


@pytest.mark.parametrize("changed", ["record", "record part 2", "record part 3"])
@pytest.mark.parametrize("damage", ["gone", "shorter", "another"])
def test_a_damaged_record_is_never_taken_for_whole(changed: str, damage: str) -> None:
    keychain = MemoryKeychain()
    write_record(keychain, "record", "0123456789" * 300)
    whole = keychain.items[changed]
    if damage == "gone":
        del keychain.items[changed]
    else:
        keychain.items[changed] = whole[:-1] + ("" if damage == "shorter" else "x")
    with pytest.raises(KeychainLost):
        read_record(keychain, "record")


@pytest.mark.parametrize("head", ["", "1", "1 2", "1 999999 " + "0" * 64 + " {", "1 x y z", "something else"])
def test_a_head_that_makes_no_sense_is_torn(head: str) -> None:
    keychain = MemoryKeychain()
    keychain.items["record"] = head
    with pytest.raises(KeychainLost) as loss:
        read_record(keychain, "record")
    assert loss.value.reason == "torn"


def test_a_keychain_that_forgets_what_it_is_given_is_found_out_when_writing() -> None:
    keychain = MemoryKeychain()
    keychain.loses_writes = True
    with pytest.raises(KeychainRefused):
        write_record(keychain, "record", "text")


@pytest.mark.parametrize("kept_before", [0, 500, 5000])
@pytest.mark.parametrize("changes", range(14))
def test_wherever_writing_breaks_off_the_next_one_cleans_up(kept_before: int, changes: int) -> None:
    keychain = MemoryKeychain()
    if kept_before:
        write_record(keychain, "record", "x" * kept_before)
    keychain.dies_after = changes
    with suppress(KeychainRefused):
        write_record(keychain, "record", "y" * 4000)
    assert read_or_lost(keychain) in {"x" * kept_before, "y" * 4000, "lost"}
    keychain.dies_after = None
    write_record(keychain, "record", "short")
    assert read_record(keychain, "record") == "short"
    assert list(keychain.items) == ["record"]


def read_or_lost(keychain: MemoryKeychain) -> str:
    try:
        return read_record(keychain, "record")
    except KeychainLost:
        return "lost"


def test_a_writing_that_the_keychain_refuses_half_way_is_taken_back() -> None:
    class Full(MemoryKeychain):
        def write(self, service: str, secret: Secret) -> None:
            if len(self.items) == 2:
                raise KeychainRefused(keychain=self.name, reason="there is no room")
            super().write(service, secret)

    keychain = Full()
    with pytest.raises(KeychainRefused) as refusal:
        write_record(keychain, "record", "y" * 4000)
    assert refusal.value.reason == "there is no room"
    assert keychain.items == {}


def test_a_failed_writing_leaves_nothing_of_the_new_text() -> None:
    keychain = MemoryKeychain()
    keychain.loses_writes = True
    keychain.items["record part 2"] = "old"
    with pytest.raises(KeychainRefused):
        write_record(keychain, "record", "y" * 4000)
    assert keychain.items == {}


def test_a_locked_keychain_is_locked_and_not_empty() -> None:
    keychain = MemoryKeychain()
    write_record(keychain, "record", "text")
    keychain.locked = True
    with pytest.raises(KeychainLocked):
        read_record(keychain, "record")
    with pytest.raises(KeychainLocked):
        erase_record(keychain, "record")
    keychain.locked = False
    assert read_record(keychain, "record") == "text"


def test_a_record_does_not_touch_its_neighbours() -> None:
    keychain = MemoryKeychain()
    keychain.write("record b", Secret("neighbour"))
    write_record(keychain, "record", "x" * 4000)
    erase_record(keychain, "record")
    assert keychain.items == {"record b": "neighbour"}
