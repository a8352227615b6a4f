"""What is wanted of a provider: everything a flow needs, in one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass

from ledgerpass.providers.provider import Delivery, Provider, WayIn
from ledgerpass.providers.template import fill_address
from ledgerpass.secret import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One credential that is wanted.

    `values` fill the addresses' templates (the account's inputs, and where the practice company runs); `fields` are the
    user's codes by the provider file's keys; `scopes` are the permissions asked for, in the file's order. With
    `other_account` the provider is to ask who signs in, where it can. `embedded` says that the embedded browser is
    wanted, where there is one.
    """

    provider: Provider
    way: WayIn
    values: Mapping[str, str]
    fields: Mapping[str, Secret]
    scopes: tuple[str, ...] = ()
    delivery: Delivery = "loopback"
    other_account: bool = False
    embedded: bool = False

    def address(self, template: str) -> str:
        """Fill one of the provider's address templates."""
        return fill_address(template, self.values)

    def code(self, key: str) -> Secret:
        """Give one of the codes, an empty one where the user has none: the file's own value stands in first."""
        return self.fields.get(key) or Secret(self.way.fixed.get(key, ""))
