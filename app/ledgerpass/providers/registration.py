"""What has to be registered at the provider before a sign-in can come back: the exact redirect address."""

from ledgerpass.providers.provider import AuthorizationCode, Delivery, OAuth1, WayIn


def address_to_register(way: WayIn, delivery: Delivery) -> str:
    """Give the address to register, empty where the provider wants none.

    Without a fixed port it has none either: such providers ignore the port of a loopback address (RFC 8252 section
    7.3).
    """
    if not isinstance(way, AuthorizationCode | OAuth1):
        return ""
    if delivery == "out_of_band":
        out_of_band = way.redirects.out_of_band
        return out_of_band.redirect_uri if out_of_band and out_of_band.registered else ""
    loopback = way.redirects.loopback
    if not loopback or not loopback.registered:
        return ""
    port = f":{loopback.ports[0]}" if loopback.ports else ""
    return f"http://{loopback.host}{port}{loopback.path}"
