"""Whoever talks to the practice company in these tests: plain HTTP, and PKCE reckoned by hand."""

import base64
import hashlib
import re
from urllib.parse import parse_qs, urlsplit

import httpx2

from ledgerpass.practice import codes

REDIRECT = "http://127.0.0.1:53121/callback/practice"
VERIFIER = "a-verifier-that-is-at-least-43-characters-long"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()

_CONSENT = re.compile(r'name="consent" value="([^"]+)"')
_ACTION = re.compile(r'<form method="post" action="([^"]+)"')
_CODE = re.compile(r'id="code"[^>]*>([^<]+)<')


class Clock:
    """A clock that is moved by hand."""

    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


class Peer:
    """A browser and a client in one."""

    def __init__(self, origin: str, http: httpx2.Client) -> None:
        self.origin = origin
        self.http = http

    def get(self, path: str, headers: dict[str, str] | None = None) -> httpx2.Response:
        return self.http.get(self.origin + path, headers=headers)

    def consent(self, **changed: str | None) -> httpx2.Response:
        """Ask for the consent page as the public client does; a value of None leaves a parameter out."""
        asked = {
            "response_type": "code",
            "client_id": codes.PUBLIC_CLIENT_ID,
            "redirect_uri": REDIRECT,
            "scope": "companies.read invoices.read",
            "state": "a-state",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
        } | changed
        parameters = {name: value for name, value in asked.items() if value is not None}
        return self.http.get(f"{self.origin}/oauth/authorize", params=parameters)

    def press(self, page: httpx2.Response, decision: str) -> httpx2.Response:
        """Press a button on a consent page."""
        assert page.status_code == 200, page.text
        consent, action = _CONSENT.search(page.text), _ACTION.search(page.text)
        assert consent
        assert action
        return self.http.post(self.origin + action[1], data={"consent": consent[1], "decision": decision})

    def code(self, **changed: str | None) -> str:
        """Go through consent, and give the code."""
        return answer(self.press(self.consent(**changed), "allow"))["code"]

    def token(self, **form: str) -> httpx2.Response:
        """Ask the token endpoint."""
        return self.http.post(f"{self.origin}/oauth/token", data=form)

    def token_with_header(self, **form: str) -> httpx2.Response:
        """Ask the token endpoint as the confidential client, with its codes in the header."""
        return self.http.post(f"{self.origin}/oauth/token", data=form, auth=(codes.CLIENT_ID, codes.CLIENT_SECRET))

    def exchange(self, code: str, **changed: str) -> httpx2.Response:
        """Exchange a code as the public client does."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": REDIRECT,
            "client_id": codes.PUBLIC_CLIENT_ID,
            "code_verifier": VERIFIER,
        }
        return self.token(**(form | changed))

    def refresh(self, refresh_token: str, **changed: str) -> httpx2.Response:
        """Use a refresh token as the public client does."""
        form = {"grant_type": "refresh_token", "refresh_token": refresh_token, "client_id": codes.PUBLIC_CLIENT_ID}
        return self.token(**(form | changed))

    def companies(self, token: str) -> httpx2.Response:
        """Call the API with a bearer token."""
        return self.get("/api/companies", {"Authorization": f"Bearer {token}"})


def answer(redirect: httpx2.Response) -> dict[str, str]:
    """Give the parameters of a redirect back to the client."""
    assert redirect.status_code == 303, redirect.text
    address = redirect.headers["Location"]
    assert address.startswith(f"{REDIRECT}?")
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query, strict_parsing=True).items()}


def shown_code(page: httpx2.Response) -> str:
    """Give the code that a page shows."""
    code = _CODE.search(page.text)
    assert code, page.text
    return code[1]
