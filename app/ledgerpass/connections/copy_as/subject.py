"""What there is to copy of a connection, the same for every format: fresh, and about to go to the clipboard."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ledgerpass.secret import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One credential, ready to be copied, with one call it can be tried on.

    `headers` are those that carry the credential, in order. `plain_headers` and `body` belong to the call.
    `expires_at` is in seconds since 1970-01-01 UTC, None where the credential has no known end.
    """

    token: Secret
    headers: Mapping[str, Secret]
    url: str
    method: str = "GET"
    plain_headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    expires_at: float | None = None
