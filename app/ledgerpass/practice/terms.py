"""The practice company's terms: how long what it gives out is good."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Lives, in seconds.

    `access_token_life` is for every OAuth 2.0 access token; refresh tokens and OAuth 1.0a tokens have no end.
    `short_life` is for what a sign-in needs on its way: open consent pages, authorization codes (RFC 6749 section 4.1.2
    asks for at most ten minutes) and temporary credentials.
    """

    access_token_life: int = 3600
    short_life: int = 600
