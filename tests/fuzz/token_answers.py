"""Token answers: whatever a token endpoint may send, given to the reader, and what was read put to its use.

What was understood must stay understood: written for the keychain and read again, listed in the register, renewed,
sent.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from operator import or_
from pathlib import Path

from hypothesis import strategies as st

from ledgerpass.connections.connection import Connection
from ledgerpass.connections.credential import Credential
from ledgerpass.connections.credential_text import read_credential, write_credential
from ledgerpass.connections.register import Register
from ledgerpass.http_message import HttpResponse
from ledgerpass.oauth2.client_authentication import Client
from ledgerpass.oauth2.token_request import TokenEndpoint, refresh_request
from ledgerpass.oauth2.token_response import TokenResponse, carry_over, granted_scope, read_token_response
from ledgerpass.providers.template import fill_header
from ledgerpass.secret import Secret
from tests.fuzz.garbage import DATES, broken, encoded, headers, json_texts, members, mostly, scalars, spliced
from tests.fuzz.target import Run, Target
from tests.fuzz.verdict import judged

NOW = 1_795_300_000.0
_SENT = ("c0de4f2a9b7d1e6c8a3f5b0d2e4c6a8f", "ver1fier0a2b4c6d8e0f1a3b5c7d9e1f3a5b7c9d1e3", "cl1ent Secr&t+\u00fc=9")
_ISSUED = ("acc3ss-1f2e3d4c5b6a79880796a5b4c3d2e1f0", "refr3sh-0a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d")
_REDIRECT = "http://127.0.0.1:47620/callback/acme"
_ENDPOINT = TokenEndpoint(
    url="https://acme.example/token",
    client=Client(client_id=Secret("acme"), client_secret=Secret(_SENT[2])),
    provider="Acme",
)
_ERRORS = ("invalid_grant", "invalid_client", "invalid_request", "temporarily_unavailable", "redirect_uri", "expired")


@contextmanager
def _open() -> Iterator[Run[HttpResponse]]:
    with tempfile.TemporaryDirectory() as folder:
        register = Register(Path(folder, "connections.sqlite"))
        register.add(Connection(id="one", provider_id="acme", way_id="sign-in", name="Acme", created_at=NOW))
        try:
            yield lambda answer: _read(answer, register)
        finally:
            register.close()


def _read(answer: HttpResponse, register: Register) -> None:
    with judged((*_SENT, *_ISSUED)) as shown:
        sent = tuple(map(Secret, _SENT))
        response = read_token_response(answer, now=NOW, provider="Acme", redirect_uri=_REDIRECT, sent=sent)
        shown.append(response)
        _use(response, register)


def _use(response: TokenResponse, register: Register) -> None:
    credential = Credential(fields={"client_secret": Secret(_SENT[2])}, issued=response)
    written = write_credential(credential)
    assert written.isascii()
    assert read_credential(written) == credential
    granted = granted_scope(response, ("read",))
    register.change("one", lambda row: replace(row, granted=granted, expires_at=response.expires_at))
    assert register.get("one").granted == granted
    assert carry_over(response, response) == response
    fill_header("Bearer {token}", {"token": response.access_token}).reveal().encode("ascii")
    if response.refresh_token:
        renewal = refresh_request(_ENDPOINT, response.refresh_token).message
        assert renewal.body
        renewal.body.reveal().encode()


def answers(bodies: st.SearchStrategy[bytes]) -> st.SearchStrategy[HttpResponse]:
    """Give answers with these bodies, under any status and with headers that somebody reads."""
    return st.builds(
        lambda status, head, body: HttpResponse(
            status=status, headers=head, body=body, url="https://acme.example/token"
        ),
        mostly(st.just(200), st.sampled_from([400, 400, 401, 403, 302, 408, 429, 503]) | st.integers(100, 599), 2),
        headers(
            ("date", DATES),
            ("retry-after", DATES),
            ("content-type", st.sampled_from(("application/json", "text/html", "application/xhtml+xml; charset=x"))),
            ("www-authenticate", spliced("OAuth ", "oauth_problem", '="', '"', ",", "oauth_parameters_absent", *_SENT)),
        ),
        bodies,
    )


def _bodies() -> st.SearchStrategy[bytes]:
    words = scalars(*_ERRORS, *_SENT, *_ISSUED, "Bearer", "read write", "3600", "2027-01-01T00:00:00Z", ",")
    public = scalars("Bearer", "read", "write", " ", ",")  # shown by design: nobody's secrets are put there
    numbers = scalars("3600", "2027-01-01T00:00:00Z", "+01:00", "-", "T", ".5", "e9")
    issued = mostly(st.sampled_from(_ISSUED), words)
    known = {
        "access_token": issued,
        "refresh_token": issued,
        "token_type": mostly(st.sampled_from(("Bearer", "bearer")), public | st.sampled_from(("mac", "DPoP")), 4),
        "expires_in": numbers,
        "expires_at": numbers,
        "created_at": numbers,
        "scope": public | st.lists(public, max_size=3),
    }
    refusal = {"error": words, "error_description": words, "error_uri": words}
    form = spliced(
        "access_token=", "refresh_token=", "error=", "scope=", "expires_in=", "&", "=", *_ISSUED, *_SENT, *_ERRORS
    )
    page = spliced("<!DOCTYPE html>", "<html>", "<h1>", *_SENT)
    shape = mostly(members(known), st.builds(or_, members(known), members(refusal)), 2)
    return encoded(mostly(json_texts(shape), broken(form) | page, 4))


TARGETS = (Target("token-answer", answers(_bodies()), _open),)
