"""From a provider's rules for redirects to the way back that a user agent prepares."""

from ledgerpass.flows.user_agent import WayBack
from ledgerpass.flows.wish import Wish
from ledgerpass.providers.provider import Redirects


def way_back(wish: Wish, redirects: Redirects) -> WayBack:
    """Give the way back for the delivery that was chosen, or the only one the provider has."""
    loopback, out_of_band = redirects.loopback, redirects.out_of_band
    if out_of_band and (wish.delivery == "out_of_band" or not loopback):
        return WayBack(
            host=None,
            redirect_uri=out_of_band.redirect_uri,
            shown_code=out_of_band.shown_code if out_of_band.shows == "code" else None,
            provider=wish.provider.name,
        )
    assert loopback  # noqa: S101 - the file was checked: the preferred way back is described
    return WayBack(host=loopback.host, ports=loopback.ports, path=loopback.path, provider=wish.provider.name)
