"""What is secret in a connection: the codes the user gave and the tokens the provider issued, as one value.

It lives in the vault and in memory, nowhere else. Times are seconds since 1970-01-01 UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ledgerpass.oauth1.token_credentials import TokenCredentials
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.secret import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """The user's codes (`fields`, by the provider file's keys) and what was issued for them.

    `issued` is None for a personal token, which is itself one of the fields.
    """

    fields: Mapping[str, Secret]
    issued: TokenResponse | TokenCredentials | None = None

    @property
    def expires_at(self) -> float | None:
        """When the credential stops working by itself, None where nobody said."""
        return self.issued.expires_at if isinstance(self.issued, TokenResponse) else None

    @property
    def issued_at(self) -> float | None:
        """When it was issued, None where nobody said."""
        return self.issued.issued_at if isinstance(self.issued, TokenResponse) else None
