"""Which place in the network is closed to the window, and how the web engine is told."""

import sys

import pytest

from ledgerpass.ui.embedded_browser.network.closed_place import closed_place, engine_flags

BEGAN_AT = "https://login.acme.example/oauth/authorize?state=s"
CLOSES = '--host-resolver-rules="MAP registered.example:443 ~NOTFOUND"'


@pytest.mark.parametrize(
    ("redirect_uri", "place"),
    [
        ("https://registered.example/callback", "registered.example:443"),
        ("https://Registered.Example:8443/callback?x=1", "registered.example:8443"),
        ("https://bücher.example/callback", "xn--bcher-kva.example:443"),
        ("http://127.0.0.1:47620/callback", "127.0.0.1:47620"),
        ("http://localhost/callback", "localhost:80"),
        ("http://[::1]:47620/callback", "[::1]:47620"),
        # the provider's own pages may need theirs
        ("https://login.acme.example/oauth/native", ""),
        ("https://acme.example/oauth/native", ""),
        ("urn:ietf:wg:oauth:2.0:oob", ""),
        ("oob", ""),
        ("nl.acme.books:/callback", ""),
        ("nl.acme.books://host:80/callback", ""),
        ("https:///callback", ""),
        ("https://[broken/callback", ""),
        ("https://*.example/callback", ""),
        ('https://a"b.example/callback', ""),
    ],
)
def test_only_the_registered_addresss_own_place_is_closed_and_never_the_providers(
    redirect_uri: str, place: str
) -> None:
    assert closed_place(redirect_uri, BEGAN_AT) == place


def test_the_place_is_kept_from_a_proxy_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    redirect_uri = "https://registered.example/callback"
    flags = engine_flags(
        {"https": "http://proxy.example:8080", "no": "a.example"}, redirect_uri=redirect_uri, began_at=BEGAN_AT
    )
    assert flags == (
        "--proxy-server=http://proxy.example:8080 "
        f"--proxy-bypass-list=a.example;*.a.example;registered.example:443 {CLOSES}"
    )
    assert engine_flags({"https": "http://proxy.example:8080"}, redirect_uri="oob", began_at=BEGAN_AT) == (
        "--proxy-server=http://proxy.example:8080"
    )
