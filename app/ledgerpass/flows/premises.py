"""Where a provider is that runs on this computer: the practice company, which is started when it is needed."""

from collections.abc import Mapping
from typing import Protocol

from ledgerpass.providers.provider import Provider


class Premises(Protocol):
    """Opens what a provider needs on this computer."""

    async def values(self, provider: Provider) -> Mapping[str, str]:
        """Give the values that fill a local provider's templates, having started it; none for any other.

        Raises:
            KeychainError: what it needs from the keychain can't be had.
        """
