"""A provider's page about a redirect address that it doesn't know is recognised; no other page is taken for one."""

import pytest

from ledgerpass.user_agents.embedded_browser.unregistered_address import LONGEST, ErrorPage, is_address_unknown

BEGAN = "https://login.acme.example/oauth/authorize?client_id=7&redirect_uri=https%3A%2F%2Fregistered.example%2Fcb"
DOORKEEPER = "The redirect uri included is not valid."


def _is_told(text: str, *, address: str = BEGAN, began_at: str = BEGAN, buttons: int = 0, asks: bool = False) -> bool:
    return is_address_unknown(ErrorPage(address=address, text=text, buttons=buttons, asks=asks), began_at=began_at)


_SAID = """
An error has occurred. The redirect uri included is not valid.
The requested redirect uri is malformed or doesn't match client redirect URI.
De opgegeven redirect uri is niet geldig.
You can't sign in because this app sent an invalid request. Error 400: redirect_uri_mismatch
The redirect_uri query parameter value is invalid. Make sure it is listed in the Redirect URIs section of your app.
Error: unauthorized_client invalid redirect_uri Try again
AADSTS50011: The redirect URI 'https://registered.example/cb' specified does not match the redirect URIs of your app.
We are sorry... Invalid parameter: redirect_uri
redirect_uri did not match any configured URIs. Passed in redirect_uri=https://registered.example/cb
The redirect URI https://registered.example/cb?x=1.2 is not registered for this application.
Callback URL mismatch.
Die Weiterleitungs-URI ist ungültig.
L'URI de redirection n'est pas valide.
La URI de redirección incluida no es válida.
"""


@pytest.mark.parametrize("text", _SAID.strip().splitlines())
def test_what_providers_say_of_an_address_that_they_dont_know_is_recognised(text: str) -> None:
    assert _is_told(text)
    assert _is_told(text, buttons=1)


CONSENT = "Ledgerpass wants to see your invoices.\nYou will be sent back to https://registered.example/cb.\nAllow  Deny"


@pytest.mark.parametrize(
    ("text", "buttons", "asks"),
    [
        (CONSENT, 2, True),
        (
            f"{CONSENT}\nThe redirect URI of this application is not verified by us: unknown applications do harm.",
            2,
            True,
        ),
        ("Take care: where the redirect URI is unknown to you, don't press Allow.", 2, False),
        ("Give the redirect URI. An invalid one is refused.", 0, True),
        ("Change the redirect URI if it is invalid.", 1, True),
        ("The page that you look for is not valid any more.", 0, False),
        ("Your redirect URIs: https://registered.example/cb", 0, False),
        ("The name or the password is invalid. You are led to another page.", 0, False),
        ("Redirect addresses of your applications. The certificate is invalid.", 0, False),
        ("The redirect URI is being checked.\nThe session is invalid.", 0, False),
        (f"{DOORKEEPER} {'Read our handbook. ' * (LONGEST // 10)}", 0, False),
        ("", 0, False),
    ],
)
def test_a_page_that_only_mentions_such_an_address_is_left_alone(text: str, buttons: int, asks: bool) -> None:  # noqa: FBT001 - of a table
    assert not _is_told(text, buttons=buttons, asks=asks)


@pytest.mark.parametrize(
    ("began_at", "address", "is_told"),
    [
        (BEGAN, "https://error.acme.example/oops?id=3", True),
        (BEGAN, "https://acme.example.evil.example/oops", False),
        (BEGAN, "https://login.other.example/oops", False),
        (BEGAN, "http://login.acme.example/oops", False),
        (BEGAN, "about:blank", False),
        ("https://login.acme.co.uk/a", "https://error.acme.co.uk/a", True),
        ("https://login.acme.co.uk/a", "https://login.other.co.uk/a", False),
        ("https://acme.example/a", "https://www.acme.example/a", True),
        ("http://127.0.0.1:4000/a", "http://127.0.0.1:4001/a", False),
        ("http://localhost:4000/a", "http://localhost:4000/b", True),
        (BEGAN, "https://[not an address/", False),
    ],
)
def test_only_the_providers_own_pages_are_looked_at(began_at: str, address: str, is_told: bool) -> None:  # noqa: FBT001 - of a table
    assert _is_told(DOORKEEPER, began_at=began_at, address=address) is is_told
