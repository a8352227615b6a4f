"""What has been chosen so far on the way to a connection. No secret is in it: those wait with the wizard's owner."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ledgerpass.providers.provider import (
    AuthorizationCode,
    ClientCredentials,
    Delivery,
    Embedded,
    OAuth1,
    PersonalToken,
    Provider,
    WayIn,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The choices: provider, way in, the account's inputs, the permissions, how the answer comes back.

    `replaces` is the connection that is signed in to again, None for a new one; with `gives_codes` the user has new
    codes for it. `filled` names the codes that the user has given, never what they are. `other_account` says that
    somebody else is to sign in than whom the browser remembers; `embedded` that he wants to do so in the embedded
    browser, where there is one.
    """

    provider: Provider
    way: WayIn
    inputs: Mapping[str, str] = field(default_factory=dict)
    filled: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    delivery: Delivery = "loopback"
    replaces: str | None = None
    gives_codes: bool = False
    other_account: bool = False
    embedded: bool = False

    @property
    def needs_details(self) -> bool:
        """Tell whether there is anything that only the user can know."""
        return bool(self.provider.inputs or self.way.fields)

    @property
    def has_permissions(self) -> bool:
        """Tell whether the user has permissions to choose; a single required one is no choice."""
        if isinstance(self.way, PersonalToken | OAuth1):
            return False
        return any(not scope.required for scope in self.way.scopes)

    @property
    def pasted(self) -> Literal["", "code", "address"]:
        """Tell what the user is to paste: a code, a whole address, or nothing where the answer comes by itself."""
        out_of_band = self.way.redirects.out_of_band if isinstance(self.way, AuthorizationCode | OAuth1) else None
        return out_of_band.shows if out_of_band and self.delivery == "out_of_band" else ""

    @property
    def can_ask_who(self) -> bool:
        """Tell whether the provider can be made to ask who signs in."""
        return isinstance(self.way, AuthorizationCode) and bool(self.way.other_account)

    @property
    def embedded_rule(self) -> Embedded:
        """Tell what the provider makes of the embedded browser."""
        return self.way.redirects.embedded if isinstance(self.way, AuthorizationCode | OAuth1) else "never"

    @property
    def leaves_browser_open(self) -> bool:
        """Tell whether the provider leaves the choice between the embedded browser and the user's own."""
        return self.embedded_rule in {"allowed", "preferred"}

    @property
    def needs_browser(self) -> bool:
        """Tell whether the way in leads through a browser."""
        return not isinstance(self.way, PersonalToken | ClientCredentials)
