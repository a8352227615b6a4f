"""The sealed file opens with its passphrase and with nothing else, and what is wrong with it is told apart."""

import hashlib
import os
import stat
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from ledgerpass.connections.keychain import sealed_file
from ledgerpass.connections.keychain.sealed_keychain import SealedKeychain
from ledgerpass.connections.keychain.sealed_keyring import PASSPHRASE_LENGTH, SealedKeyring
from ledgerpass.connections.keychain.sealed_text import Cost, make_key, read_sealed
from ledgerpass.errors import (
    KeychainLocked,
    KeychainRefused,
    PassphraseNeeded,
    PassphraseTooShort,
    PassphraseWrong,
    SealedFileDamaged,
)
from ledgerpass.secret import Secret
from tests.support.keychains import CHEAP, PASSPHRASE, KeychainConformance, sealed_keychain

_COST_PLACE = len(b"Ledgerpass sealed file 1\n")
_SALT_PLACE = _COST_PLACE + 12
_NONCE_PLACE = _SALT_PLACE + 16


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "profile" / "connections.sealed"


@pytest.fixture
def keychain(path: Path) -> SealedKeychain:
    return sealed_keychain(path)


class TestSealedFile(KeychainConformance):
    """It does what every keychain does."""


def reopened(path: Path, passphrase: Secret = PASSPHRASE) -> SealedKeychain:
    """Give the file as the next process finds it."""
    keychain = SealedKeychain(path)
    keychain.open_with(passphrase)
    return keychain


def resealed(data: bytes) -> bytes:
    """Give the data with a digest that fits, as somebody would who knows the form and not the passphrase."""
    return data[:-32] + hashlib.sha256(data[:-32]).digest()


def test_what_was_kept_is_there_at_the_next_start(path: Path, keychain: SealedKeychain) -> None:
    keychain.write("Ledgerpass one", Secret("a live token"))
    assert reopened(path).read("Ledgerpass one") == Secret("a live token")


def test_nothing_of_a_secret_nor_of_its_name_nor_of_the_passphrase_stands_in_any_file(
    path: Path, keychain: SealedKeychain
) -> None:
    keychain.write("Ledgerpass connection one a", Secret("a live token"))
    written = b"".join(each.read_bytes() for each in path.parent.iterdir())
    for word in (b"a live token", b"connection one", PASSPHRASE.reveal().encode()):
        assert word not in written


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_it_and_its_lock_are_for_their_owner_alone(path: Path, keychain: SealedKeychain) -> None:
    old = os.umask(0)
    try:
        keychain.write("Ledgerpass one", Secret("x"))
    finally:
        os.umask(old)
    assert {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()} == {
        "connections.sealed": 0o600,
        "connections.sealed.lock": 0o600,
    }


def test_every_writing_has_a_nonce_of_its_own_and_every_file_a_salt(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("one", "two")]
    salts = set()
    for path in paths:
        keychain, nonces = sealed_keychain(path), set()
        for _ in range(5):
            keychain.write("Ledgerpass one", Secret("the same"))
            nonces.add(read_sealed(path.read_bytes()).nonce)
        assert len(nonces) == 5
        salts.add(read_sealed(path.read_bytes()).salt)
    assert len(salts) == 2


def test_a_new_file_costs_whoever_guesses_64_mib_and_three_passes(path: Path) -> None:
    SealedKeychain(path).make_sealed_file(PASSPHRASE)
    assert read_sealed(path.read_bytes()).cost == Cost(memory=64 * 1024, passes=3, lanes=4)
    reopened(path).look()


@pytest.mark.parametrize("call", ["look", "read", "write", "delete", "unlock"])
def test_row_26_a_file_that_is_not_open_is_locked_and_not_empty(
    path: Path, keychain: SealedKeychain, call: str
) -> None:
    keychain.write("Ledgerpass one", Secret("x"))
    before = path.read_bytes()
    closed = SealedKeychain(path)
    calls: dict[str, Callable[[], object]] = {
        "look": closed.look,
        "read": lambda: closed.read("Ledgerpass one"),
        "write": lambda: closed.write("Ledgerpass one", Secret("y")),
        "delete": lambda: closed.delete("Ledgerpass one"),
        "unlock": closed.unlock,
    }
    with pytest.raises(PassphraseNeeded) as needed:
        calls[call]()
    assert isinstance(needed.value, KeychainLocked)
    assert path.read_bytes() == before


def test_it_opens_with_no_other_passphrase_and_stays_as_it_is(path: Path, keychain: SealedKeychain) -> None:
    keychain.write("Ledgerpass one", Secret("x"))
    before = path.read_bytes()
    for wrong in ("", "another passphrase", PASSPHRASE.reveal().upper(), PASSPHRASE.reveal()[:-1]):
        closed = SealedKeychain(path)
        with pytest.raises(PassphraseWrong) as refusal:
            closed.open_with(Secret(wrong))
        assert not wrong or wrong not in str(refusal.value)
        with pytest.raises(PassphraseNeeded):
            closed.read("Ledgerpass one")
    assert path.read_bytes() == before


def test_a_wrong_passphrase_does_not_close_what_is_open(keychain: SealedKeychain) -> None:
    keychain.write("Ledgerpass one", Secret("x"))
    with pytest.raises(PassphraseWrong):
        keychain.open_with(Secret("another passphrase"))
    assert keychain.read("Ledgerpass one") == Secret("x")


@pytest.mark.parametrize("short", ["", "x" * (PASSPHRASE_LENGTH - 1), f"   {'x' * (PASSPHRASE_LENGTH - 1)}   "])
def test_a_short_passphrase_is_refused_and_no_file_is_made(path: Path, short: str) -> None:
    with pytest.raises(PassphraseTooShort) as refusal:
        SealedKeychain(path, CHEAP).make_sealed_file(Secret(short))
    assert refusal.value.least == PASSPHRASE_LENGTH
    assert not path.exists()


def test_a_file_that_is_there_is_not_begun_anew_by_chance(path: Path, keychain: SealedKeychain) -> None:
    keychain.write("Ledgerpass one", Secret("x"))
    with pytest.raises(PassphraseNeeded):
        SealedKeychain(path, CHEAP).make_sealed_file(Secret("another passphrase"))
    assert reopened(path).read("Ledgerpass one") == Secret("x")


def test_a_file_whose_passphrase_is_forgotten_is_set_aside_and_can_still_be_opened(
    path: Path, keychain: SealedKeychain
) -> None:
    keychain.write("Ledgerpass one", Secret("x"))
    for number, new in enumerate(("another passphrase", "a third passphrase"), start=1):
        begun = SealedKeychain(path, CHEAP)
        begun.make_sealed_file(Secret(new), in_place_of_the_old=True)
        assert begun.read("Ledgerpass one") is None
        assert path.with_name(f"connections.sealed.old-{number}").exists()
    old = path.with_name("connections.sealed.old-1")
    assert reopened(old).read("Ledgerpass one") == Secret("x")


def test_one_that_has_a_key_to_the_old_file_asks_for_the_new_passphrase(path: Path, keychain: SealedKeychain) -> None:
    SealedKeychain(path, CHEAP).make_sealed_file(Secret("another passphrase"), in_place_of_the_old=True)
    with pytest.raises(PassphraseNeeded):
        keychain.read("Ledgerpass one")
    with pytest.raises(PassphraseNeeded):
        keychain.write("Ledgerpass one", Secret("x"))


def damages() -> dict[str, Callable[[bytes], bytes]]:
    def flipped(place: int) -> Callable[[bytes], bytes]:
        return lambda data: data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]

    return {
        "empty": lambda _data: b"",
        "the first byte": lambda data: data[:1],
        "cut off": lambda data: data[:-1],
        "half": lambda data: data[: len(data) // 2],
        "longer": lambda data: data + b"\0",
        "zeros": lambda data: bytes(len(data)),
        "something else": lambda _data: b"PK\x03\x04 something else" * 20,
        "title": flipped(3),
        "cost": flipped(_COST_PLACE + 3),
        "salt": flipped(_SALT_PLACE),
        "nonce": flipped(_NONCE_PLACE),
        "text": flipped(_NONCE_PLACE + 20),
        "tag": flipped(-34),
        "digest": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        "of a later form": lambda data: resealed(data.replace(b"file 1\n", b"file 2\n")),
        "only a header": lambda data: resealed(data[: _NONCE_PLACE + 12] + bytes(32)),
    }


@pytest.mark.parametrize("damage", damages())
def test_a_damaged_file_is_said_to_be_damaged_and_never_written_to(
    path: Path, keychain: SealedKeychain, damage: str
) -> None:
    keychain.write("Ledgerpass one", Secret("x"))
    damaged = damages()[damage](path.read_bytes())
    path.write_bytes(damaged)
    for each in (keychain, SealedKeychain(path)):
        for call in (
            each.look,
            lambda each=each: each.read("Ledgerpass one"),
            lambda each=each: each.write("Ledgerpass one", Secret("y")),
            lambda each=each: each.delete("Ledgerpass one"),
            lambda each=each: each.open_with(PASSPHRASE),
        ):
            with pytest.raises(SealedFileDamaged) as refusal:
                call()
            assert refusal.value.file == "connections.sealed"
    assert path.read_bytes() == damaged


def test_in_place_of_a_damaged_file_a_new_one_is_begun_and_the_damaged_one_is_kept(
    path: Path, keychain: SealedKeychain
) -> None:
    path.write_bytes(b"damaged")
    keychain.make_sealed_file(PASSPHRASE)
    keychain.write("Ledgerpass one", Secret("x"))
    assert path.with_name("connections.sealed.old-1").read_bytes() == b"damaged"
    assert reopened(path).read("Ledgerpass one") == Secret("x")


@pytest.mark.parametrize("place", [_NONCE_PLACE, _NONCE_PLACE + 15, -40])
def test_a_text_that_was_tampered_with_is_not_believed(path: Path, keychain: SealedKeychain, place: int) -> None:
    keychain.write("Ledgerpass one", Secret("x"))
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    tampered = resealed(bytes(data))
    path.write_bytes(tampered)
    with pytest.raises(SealedFileDamaged):
        keychain.read("Ledgerpass one")
    with pytest.raises(SealedFileDamaged):
        keychain.write("Ledgerpass one", Secret("y"))
    with pytest.raises(PassphraseWrong):  # whoever comes without the key can't tell which of the two it is
        SealedKeychain(path).open_with(PASSPHRASE)
    assert path.read_bytes() == tampered


def test_a_file_that_is_far_too_large_is_not_read_into_memory(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_file, "_LARGEST", 100_000)
    path.parent.mkdir()
    with path.open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    with pytest.raises(SealedFileDamaged):
        SealedKeychain(path).look()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(
    path: Path, keychain: SealedKeychain, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    keychain.write("Ledgerpass one", Secret("old"))

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(*((os, "fsync", full) if call == "fsync" else (Path, "replace", full)))
        with pytest.raises(KeychainRefused) as refusal:
            keychain.write("Ledgerpass one", Secret("a live token"))
    assert "No space left on device" in refusal.value.reason
    assert "a live token" not in str(refusal.value)
    assert refusal.value.__context__ is None
    assert keychain.read("Ledgerpass one") == Secret("old")
    assert {each.name for each in path.parent.iterdir()} == {"connections.sealed", "connections.sealed.lock"}


def test_what_a_killed_process_left_beside_it_is_no_trouble_and_is_not_followed(
    path: Path, keychain: SealedKeychain, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("somebody else's")
    path.with_name("connections.sealed.new").symlink_to(elsewhere)
    keychain.write("Ledgerpass one", Secret("x"))
    assert elsewhere.read_text() == "somebody else's"
    assert not path.is_symlink()
    assert reopened(path).read("Ledgerpass one") == Secret("x")


def test_a_process_that_holds_it_for_too_long_is_said(
    path: Path, keychain: SealedKeychain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed_file, "_PATIENCE", 0.05)
    keychain.write("Ledgerpass one", Secret("x"))
    with FileLock(path.with_name("connections.sealed.lock")):
        with pytest.raises(KeychainRefused) as refusal:
            keychain.write("Ledgerpass one", Secret("y"))
        assert keychain.read("Ledgerpass one") == Secret("x")  # reading waits for nobody
    assert refusal.value.reason == "another process is holding it"


def test_what_another_process_wrote_meanwhile_is_not_undone(path: Path, keychain: SealedKeychain) -> None:
    other = reopened(path)
    keychain.write("Ledgerpass one", Secret("1"))
    other.write("Ledgerpass two", Secret("2"))
    keychain.write("Ledgerpass three", Secret("3"))
    other.delete("Ledgerpass one")
    kept = [keychain.read(f"Ledgerpass {name}") for name in ("one", "two", "three")]
    assert kept == [None, Secret("2"), Secret("3")]


def test_no_key_and_no_passphrase_is_shown_by_chance(path: Path, keychain: SealedKeychain) -> None:
    keychain.look()
    shown = f"{keychain!r} {vars(keychain)!r} {vars(SealedKeyring(path, CHEAP))!r} {make_key(PASSPHRASE, cost=CHEAP)!r}"
    assert PASSPHRASE.reveal() not in shown
    assert "AESGCM" not in shown


def test_keyring_itself_never_chooses_it_and_the_environment_sets_nothing_in_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEYRING_PROPERTY__KEY", "nonsense")
    assert not SealedKeyring.viable
    assert vars(SealedKeyring(path))["_key"] is None
