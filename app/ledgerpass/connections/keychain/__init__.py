"""The operating system's keychain: what the vault asks of one, and the one of this computer's user."""

from ledgerpass.connections.keychain.keychain import Keychain
from ledgerpass.connections.keychain.system_keychain import SystemKeychain

__all__ = ["Keychain", "SystemKeychain"]
