"""Pages of strangers, as the embedded browser looks at them: what is read there stands there, and was not ours."""

from urllib.parse import parse_qsl, unquote

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ledgerpass.providers.provider import ShownCode
from ledgerpass.user_agents.embedded_browser.shown_code import LONGEST, SeenPage, code_on
from tests.fuzz.garbage import spliced
from tests.fuzz.target import Target, always
from tests.fuzz.verdict import judged

_CODE = "9b7f2c4de1a05386bb41e0c7"
_STATE = "5tateYk3vQ9pXr7sLw2mNz4b"
_ORIGIN = "https://acme.example"
_BEGAN_AT = f"{_ORIGIN}/oauth/authorize?client_id=cl1ent0f1e2d3c4b5a69&state={_STATE}"
_PLACES = (ShownCode(), ShownCode(address=r"[?&]v=(\S+)", title=r"Verifier (\S*)", element="b"))

Page = tuple[int, str, str, str, str]
"""Which of the places it is looked at in, an address, a title, a marked text, and what the page says."""


def _read(page: Page) -> None:
    which, address, title, marked, said = page
    with judged():
        seen = SeenPage(address=address, title=title, marked=(marked, said), said=said)
        code = code_on(seen, _PLACES[which % len(_PLACES)], began_at=_BEGAN_AT)
        _judge(code, page)


def _judge(code: str, page: Page) -> None:
    _which, address, *_texts = page
    assert not code or address.lower().startswith(_ORIGIN), "another host's page was read"
    given = parse_qsl(code) or [("code", code)]
    shown = _joined("".join(map(str, page[1:])))
    for _name, value in given if code else ():
        assert len(value) <= LONGEST, "a code is longer than any"
        assert _joined(value) in shown, "what was read stands nowhere in the page"
    assert _STATE not in {code, dict(given).get("code"), dict(given).get("oauth_verifier")}, "our own state was taken"


def _joined(text: str) -> str:
    """Give the letters and digits alone: how a code is written in an address is not looked at here."""
    return "".join(each for each in unquote(unquote(text)) if each.isascii() and each.isalnum())


def _pages() -> SearchStrategy[Page]:
    marks = (*"?&#=:/@%+;", "%3D", "%26", "\u00ad", "\u200b", "[", _CODE, _STATE, f"code={_CODE}", f"state={_STATE}")
    path = spliced(*marks, "/oauth/authorize/native", "/oauth/authorize/", "?code=", "?v=", "oauth_verifier=")
    path = st.one_of(st.sampled_from(("/done", f"/oauth/authorize/native?code={_CODE}")), path)
    title = spliced(*marks, "Success ", "Denied ", "error=access_denied", "Verifier ", "code=")
    title = st.one_of(st.sampled_from(("", f"Success code={_CODE}", f"Success code={_STATE}")), title)
    text = spliced(*marks, "oauth_verifier", ": ", "\n", "Your code is ")
    origins = st.sampled_from((_ORIGIN, _ORIGIN, f"{_ORIGIN}:443", "https://evil.example", "https://[::1", ""))
    address = st.one_of(st.just(_BEGAN_AT), st.tuples(origins, path).map("".join))
    return st.tuples(st.integers(0, 1), address, title, text, text)


TARGETS = (Target("shown-code", _pages(), always(_read)),)
