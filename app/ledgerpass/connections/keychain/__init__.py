"""The keychains: what the vault asks of one, the system's own, and the one that a profile's user has chosen."""

from ledgerpass.connections.keychain.keychain import Keychain
from ledgerpass.connections.keychain.system_keychain import SystemKeychain
from ledgerpass.connections.keychain.user_keychain import UserKeychain

__all__ = ["Keychain", "SystemKeychain", "UserKeychain"]
