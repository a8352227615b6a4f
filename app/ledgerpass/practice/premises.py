"""Opens the practice company when it is wanted, for a sign-in or for a call, and closes it with the program.

Its seal, with which it signs what it hands out, comes from the keychain like every secret, so that a practice
connection still works after a restart and nothing of it lies in a file.
"""

import asyncio
import base64
from collections.abc import Mapping

from ledgerpass.connections.vault import Vault
from ledgerpass.practice.company import PracticeCompany
from ledgerpass.providers.provider import Provider
from ledgerpass.providers.template import PRACTICE

_SEAL = "practice-company"


class PracticePremises:
    """Starts one practice company, once."""

    def __init__(self, vault: Vault) -> None:
        """Take the seal from `vault`."""
        self._vault = vault
        self._company: PracticeCompany | None = None
        self._opening = asyncio.Lock()

    async def values(self, provider: Provider) -> Mapping[str, str]:
        """Give where the practice company runs, for a practice provider; nothing for any other.

        Raises:
            KeychainError: its seal can't be had from the keychain.
        """
        if not provider.practice:
            return {}
        async with self._opening:
            if self._company is None:
                seal = base64.urlsafe_b64decode((await self._vault.seal(_SEAL)).reveal())
                company = PracticeCompany(seal)
                await asyncio.to_thread(company.start)
                self._company = company
        origin = self._company.origin
        return {PRACTICE: origin} if origin else {}

    async def close(self) -> None:
        """Close the practice company, where it was opened."""
        if self._company:
            await asyncio.to_thread(self._company.stop)
            self._company = None
