"""What is read off a page as its code, and what never is."""

import pytest

from ledgerpass.providers.provider import ShownCode
from ledgerpass.user_agents.embedded_browser.shown_code import SeenPage, code_on

BEGAN_AT = "https://moneybird.com/oauth/authorize?response_type=code&client_id=c&state=s1a2b3c4d5e6f7a8b9c0"
CODE = "9b7f2c4de1a05386bb41e0c7"
GENERAL = ShownCode()


def _read(address: str, title: str = "", marked: tuple[str, ...] = (), place: ShownCode = GENERAL) -> str:
    return code_on(SeenPage(address=address, title=title, marked=marked), place, began_at=BEGAN_AT)


@pytest.mark.parametrize(
    ("address", "title", "marked"),
    [
        (f"https://moneybird.com/oauth/authorize/native?code={CODE}", "", ()),
        (f"https://moneybird.com/oauth/authorize/native?x=1&code={CODE}&state=s", "", ()),
        (f"https://moneybird.com/oauth/authorize/{CODE}", "", ()),
        ("https://moneybird.com/approved", f"Success code={CODE}", ()),
        ("https://moneybird.com/approved", f"Success code={CODE}&scope=x", ()),
        ("https://moneybird.com/approved", "", (f" {CODE}\n",)),
        ("https://moneybird.com/approved", "", (CODE, CODE)),
    ],
)
def test_the_general_rule_reads_what_is_known(address: str, title: str, marked: tuple[str, ...]) -> None:
    assert _read(address, title, marked) == CODE


@pytest.mark.parametrize(
    ("address", "title", "marked"),
    [
        (BEGAN_AT, f"Success code={CODE}", (CODE,)),
        (f"https://evil.example/oauth/authorize/native?code={CODE}", "", ()),
        (f"https://moneybird.com.evil.example/oauth/authorize/native?code={CODE}", "", ()),
        (f"https://moneybird.com:8443/oauth/authorize/native?code={CODE}", "", ()),
        (f"http://moneybird.com/oauth/authorize/native?code={CODE}", "", ()),
        (f"https://moneybird.com/discount?code={CODE}", "", ()),
        ("https://moneybird.com/oauth/authorize/native?code=WELCOME", "", ()),
        ("https://moneybird.com/oauth/authorize/native", "", ()),
        ("https://moneybird.com/oauth/authorize/all-of-your-applications", "", ()),
        ("https://moneybird.com/approved", "Denied error=access_denied", ()),
        ("https://moneybird.com/approved", "Success code=yes", ()),
        ("https://moneybird.com/approved", "", (CODE, CODE[::-1])),
        ("https://moneybird.com/approved", "", ("0612345678", "Settings")),
        ("https://moneybird.com/approved", "", ("061234567890",)),
        ("https://moneybird.com/approved", "", ("Your code is 9b7f2c4de1a05386bb41e0c7",)),
        ("https://moneybird.com/approved", "", ("https://moneybird.com/9b7f2c4de1a05386",)),
        ("https://moneybird.com/approved", "", (CODE * 100,)),
        ("https://moneybird.com/oauth/authorize/choose-administration-2026", "", ()),
        ("https://moneybird.com/oauth/authorize/login-2-step-verification", "", ()),
        ("https://moneybird.com/approved", "", ("ERR_INVALID_GRANT_400",)),
        ("https://moneybird.com/approved", "", ("22-November-2026",)),
        ("https://moneybird.com/approved", "", ("/assets/app-12.js",)),
        ("https://moneybird.com/approved", "", ("GB33BUKB20201555555555",)),
        ("https://moneybird.com/approved", "", ("JBSWY3DPEHPK3PXP",)),
        ("https://[broken/", f"Success code={CODE}", (CODE,)),
        ("about:blank", f"Success code={CODE}", (CODE,)),
    ],
)
def test_the_general_rule_leaves_the_rest_alone(address: str, title: str, marked: tuple[str, ...]) -> None:
    assert _read(address, title, marked) == ""


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (ShownCode(address=r"/done/(\w+)"), "4711"),
        (ShownCode(title=r"PIN (\d+)"), "0815"),
        (ShownCode(element="#pin"), "A-1 B".replace(" B", "")),
        (ShownCode(address=r"/nothing/(\w+)"), ""),
    ],
)
def test_a_file_says_where_it_stands_and_short_codes_are_believed_then(place: ShownCode, expected: str) -> None:
    marked = ("A-1",) if place.element else ()
    found = _read("https://moneybird.com/done/4711", "PIN 0815", marked, place)
    assert found == ("" if expected == "A-1" else expected)  # three characters are no code, whoever says so
