"""The page that the browser ends on, as bytes; how it behaves in a browser is seen in the end-to-end tests."""

import re

import pytest

from ledgerpass.flows.user_agent import Verdict
from ledgerpass.ui.wording.landing import landing_pages
from ledgerpass.user_agents.landing_page import LandingPages, LandingText, Page

VERDICTS = list(Verdict)
HOSTILE = LandingText(title="<script>alert(1)</script>$nonce", sentence='"&<img src=x>${script}')


def every_page(pages: LandingPages) -> dict[str, Page]:
    shown = {verdict.value: pages.page(verdict) for verdict in VERDICTS}
    return shown | {"relaying": pages.page(Verdict.NOT_OURS, relays=True), "fragment": pages.fragment_page()}


PAGES = every_page(landing_pages())


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_under_3_kilobytes_and_loads_nothing(name: str) -> None:
    text = PAGES[name].body.decode()
    assert len(PAGES[name].body) < 3000
    outside = text.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|//|url\(|@import|\ssrc=", outside.replace("<!--", ""))
    assert re.findall(r'href="([a-z]+):', text) == ["data"]  # its icon


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_stored_nowhere_names_no_referrer_and_may_do_nothing_but_be_seen(name: str) -> None:
    headers = dict(PAGES[name].headers)
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = dict(each.strip().split(" ", 1) for each in headers["Content-Security-Policy"].split(";"))
    nonce = re.search(r'<style nonce="([\w-]{16,})">', PAGES[name].body.decode())
    assert nonce
    expected = {
        "default-src": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "img-src": "data:",
        "style-src": f"'nonce-{nonce[1]}'",
        "form-action": "'none'",
    }
    if name in {"relaying", "fragment"}:
        expected |= {"script-src": f"'nonce-{nonce[1]}'", "form-action": "'self'"}
    assert policy == expected
    assert ("<script" in PAGES[name].body.decode()) is ("script-src" in policy)
    assert "style=" not in PAGES[name].body.decode()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_serves_light_and_dark_and_puts_the_focus_on_its_heading(name: str) -> None:
    text = PAGES[name].body.decode()
    assert "color-scheme:light dark" in text
    assert "prefers-color-scheme:dark" in text
    assert re.search(r'<h1 tabindex="-1" autofocus>[^<]+</h1>', text)


def test_language_and_direction_are_set() -> None:
    page = LandingPages(texts={Verdict.TAKEN: HOSTILE}, language="ar", direction="rtl").page(Verdict.TAKEN)
    assert '<html lang="ar" dir="rtl">' in page.body.decode()


@pytest.mark.parametrize("name", PAGES)
def test_whatever_a_text_holds_is_shown_and_never_done(name: str) -> None:
    pages = LandingPages(texts=dict.fromkeys(VERDICTS, HOSTILE), language='en"><b>', fragment=HOSTILE)
    text = every_page(pages)[name].body.decode()
    scripts = re.findall(r"<script[^>]*>", text)
    assert all("nonce" in script for script in scripts)
    assert "alert(1)&lt;" in text
    assert "$nonce" in text
    assert "${script}" in text
    assert "<img" not in text
    assert "<b>" not in text


@pytest.mark.parametrize("verdict", VERDICTS)
def test_no_page_promises_that_it_closes_itself(verdict: Verdict) -> None:
    assert not re.search(r"will close|closes itself|automatically", PAGES[verdict.value].body.decode())


def test_colour_never_speaks_alone() -> None:
    signs = {re.findall(r'<path d="([^"]+)"/></svg>\n<h1', page.body.decode())[0] for page in PAGES.values()}
    assert len(signs) == len(VERDICTS) + 1
