"""The vault on a real gnome-keyring: credentials of every kind and size, and what its user would find in it."""

from collections.abc import Iterator
from contextlib import closing

import pytest
import secretstorage

from ledgerpass.connections.credential import Credential
from ledgerpass.connections.keychain import SystemKeychain
from ledgerpass.connections.vault import Vault
from ledgerpass.errors import KeychainLocked, KeychainLost
from ledgerpass.oauth1.token_credentials import TokenCredentials
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.secret import Secret
from tests.support.keychains import GnomeKeyring, gnome_keyring


@pytest.fixture(scope="module")
def keyring() -> Iterator[GnomeKeyring]:
    with gnome_keyring() as running:
        yield running


@pytest.fixture
def vault(keyring: GnomeKeyring) -> Vault:
    return Vault(SystemKeychain())


@pytest.mark.parametrize(
    "credential",
    [
        Credential(fields={"token": Secret("a personal token")}),
        Credential(
            fields={"client_id": Secret("id"), "client_secret": Secret("gehe\u00efm \U0001f511 \"'\\\n")},
            issued=TokenResponse(
                access_token=Secret("x" * 3000),
                issued_at=1_700_000_000.25,
                refresh_token=Secret("r"),
                expires_at=1_700_003_600.0,
                scope=("sales_invoices", "documents"),
            ),
        ),
        Credential(fields={}, issued=TokenCredentials(token=Secret("t"), token_secret=Secret(""))),
    ],
    ids=["personal token", "OAuth 2.0", "OAuth 1.0a"],
)
async def test_a_credential_comes_back_as_it_was(vault: Vault, credential: Credential) -> None:
    await vault.keep("comes-back", "a", credential)
    assert await vault.fetch("comes-back", "a") == credential


async def test_a_credential_of_a_hundred_thousand_characters_is_kept_and_forgotten(vault: Vault) -> None:
    huge = Credential(fields={"token": Secret("0123456789" * 10_000)})
    await vault.keep("huge", "a", huge)
    assert await vault.fetch("huge", "a") == huge
    await vault.forget("huge", "a")
    assert items_about("huge") == []


async def test_the_two_slots_hold_two_credentials(vault: Vault) -> None:
    old, new = Credential(fields={"token": Secret("old")}), Credential(fields={"token": Secret("new")})
    await vault.keep("two", "a", old)
    await vault.keep("two", "b", new)
    assert await vault.fetch("two", "a") == old
    await vault.forget("two", "a")
    with pytest.raises(KeychainLost):
        await vault.fetch("two", "a")
    assert await vault.fetch("two", "b") == new


async def test_a_small_credential_is_one_item_with_a_name_that_its_owner_understands(vault: Vault) -> None:
    await vault.keep("small", "a", Credential(fields={"token": Secret("x" * 500)}))
    assert items_about("small") == ["Password for 'Ledgerpass' on 'Ledgerpass connection small a'"]


async def test_a_locked_keychain_is_not_one_that_has_lost_the_credential(keyring: GnomeKeyring, vault: Vault) -> None:
    await vault.keep("locked", "a", Credential(fields={"token": Secret("x")}))
    keyring.lock()
    try:
        with pytest.raises(KeychainLocked):
            await vault.fetch("locked", "a")
        with pytest.raises(KeychainLocked):
            await vault.fetch("never-kept", "a")
    finally:
        keyring.unlock()


async def test_a_seal_stays_the_same_from_one_start_to_the_next(keyring: GnomeKeyring) -> None:
    first = await Vault(SystemKeychain()).seal("practice")
    assert await Vault(SystemKeychain()).seal("practice") == first
    assert await Vault(SystemKeychain()).seal("another") != first


def items_about(connection_id: str) -> list[str]:
    with closing(secretstorage.dbus_init()) as bus:
        labels = [item.get_label() for item in secretstorage.get_default_collection(bus).get_all_items()]
    return [label for label in labels if connection_id in label]
