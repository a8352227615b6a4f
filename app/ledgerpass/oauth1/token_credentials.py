"""What an OAuth 1.0a provider hands out: a token and the secret that signs with it (RFC 5849 sections 2.1 and 2.3)."""

from dataclasses import dataclass

from ledgerpass.secret import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenCredentials:
    """Temporary credentials while signing in, token credentials after it."""

    token: Secret
    token_secret: Secret
