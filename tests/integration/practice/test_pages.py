"""The pages as they are served."""

import base64
import hashlib
import re

import pytest

from tests.integration.practice.peer import Peer

PAGES = ["/", "/connect", "/nothing", "/oauth/authorize?client_id=x", "/oauth1/verifier", "/oauth/authorize/native"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_kept_nowhere_and_may_load_and_run_nothing(peer: Peer, path: str) -> None:
    page = peer.get(path)
    policy = page.headers["Content-Security-Policy"]
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert policy.startswith("default-src 'none'; ")
    assert "form-action 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_marked_as_practice_in_a_banner_and_in_its_title(peer: Peer, path: str) -> None:
    page = peer.get(path).text
    assert "Nothing here is real" in page
    assert re.search(r"<title>[^<]+ · Practice company</title>", page)


def test_the_style_is_the_one_that_is_allowed(peer: Peer) -> None:
    page = peer.get("/")
    style = re.search(r"<style>(.*?)</style>", page.text, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in page.headers["Content-Security-Policy"]


def test_a_page_is_small(peer: Peer) -> None:
    assert all(len(peer.get(path).content) < 10_000 for path in PAGES)


@pytest.mark.parametrize(
    ("redirect", "allowed"),
    [
        ("http://127.0.0.1:53121/callback/practice", "'self' http://127.0.0.1:53121;"),
        ("http://localhost:53121/callback/practice", "'self' http://localhost:53121;"),
        ("http://[::1]:53121/callback/practice", "'self' http:;"),
        ("urn:ietf:wg:oauth:2.0:oob", "'self';"),
    ],
)
def test_the_form_may_lead_to_the_client_that_asked_and_nowhere_else(peer: Peer, redirect: str, allowed: str) -> None:
    assert f"form-action {allowed}" in peer.consent(redirect_uri=redirect).headers["Content-Security-Policy"]


def test_an_unknown_page_says_so(peer: Peer) -> None:
    page = peer.get("/<script>")
    assert page.status_code == 404
    assert "There is nothing here" in page.text
