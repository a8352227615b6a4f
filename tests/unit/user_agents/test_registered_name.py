"""What shares a registered name, and what only looks as if it did."""

import pytest

from ledgerpass.user_agents.embedded_browser.registered_name import share_a_name


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("https://acme.example/a", "https://acme.example/b?c", True),
        ("https://login.acme.example/", "https://acme.example/", True),
        ("https://login.acme.example./", "https://books.acme.example:8443/", True),
        ("https://login.ibm.com/", "https://www.ibm.com/", True),
        ("https://a.tax.co.uk/", "https://b.tax.co.uk/", True),
        ("https://office.co.uk/", "https://tax.co.uk/", False),
        ("https://acme.example/", "https://notacme.example/", False),
        ("https://acme.example.evil.example/", "https://acme.example/", False),
        ("http://localhost:1/", "http://localhost:1/x", True),
        ("http://localhost:1/", "http://localhost:2/", False),
        ("http://127.0.0.1:1/", "http://127.0.0.1:2/", False),
        ("https://10.0.0.1/", "https://11.0.0.1/", False),
        ("https://[::1]:1/", "https://[::1]:2/", False),
        ("urn:ietf:wg:oauth:2.0:oob", "urn:ietf:wg:oauth:2.0:oob", False),
        ("https://[broken/", "https://acme.example/", False),
    ],
)
def test_two_addresses_share_a_registered_name_or_not(one: str, other: str, shared: bool) -> None:  # noqa: FBT001 - a row
    assert share_a_name(one, other) is share_a_name(other, one) is shared or "broken" in one
    assert share_a_name(one, other) is shared
