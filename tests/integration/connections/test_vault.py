"""The vault on a real gnome-keyring: credentials of every kind, and what its user would find in it."""

from collections.abc import Iterator
from contextlib import closing

import pytest
import secretstorage

from ledgerpass.connections.credential import Credential
from ledgerpass.connections.keychain import SystemKeychain
from ledgerpass.connections.vault import Vault
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


async def test_a_small_credential_is_one_item_with_a_name_that_its_owner_understands(vault: Vault) -> None:
    await vault.keep("small", "a", Credential(fields={"token": Secret("x" * 500)}))
    assert items_about("small") == ["Password for 'Ledgerpass' on 'Ledgerpass connection small a'"]


async def test_a_seal_stays_the_same_from_one_start_to_the_next(keyring: GnomeKeyring) -> None:
    first = await Vault(SystemKeychain()).seal("practice")
    assert await Vault(SystemKeychain()).seal("practice") == first
    assert await Vault(SystemKeychain()).seal("another") != first


def items_about(connection_id: str) -> list[str]:
    with closing(secretstorage.dbus_init()) as bus:
        labels = [item.get_label() for item in secretstorage.get_default_collection(bus).get_all_items()]
    return [label for label in labels if connection_id in label]
