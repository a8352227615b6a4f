"""What is read off a page as its code, and what never is."""

import pytest

from ledgerpass.providers.provider import ShownCode
from ledgerpass.user_agents.embedded_browser.shown_code import SeenPage, code_on

BEGAN_AT = "https://moneybird.com/oauth/authorize?response_type=code&client_id=c&state=s1a2b3c4d5e6f7a8b9c0"
CODE = "9b7f2c4de1a05386bb41e0c7"
GENERAL = ShownCode()
PAGE = "https://moneybird.com/oauth/"


def _read(address: str, title: str = "", marked: tuple[str, ...] = (), place: ShownCode = GENERAL) -> str:
    return code_on(SeenPage(address=address, title=title, marked=marked), place, began_at=BEGAN_AT)


@pytest.mark.parametrize(
    ("address", "title", "marked"),
    [
        (f"https://moneybird.com/oauth/authorize/native?code={CODE}", "", ()),
        (f"https://moneybird.com/oauth/authorize/native?x=1&code={CODE}", "", ()),
        (f"https://moneybird.com:443/oauth/authorize/native/?code={CODE}", "", ()),
        (f"https://moneybird.com/oauth/authorize/{CODE}", "", ()),
        ("https://moneybird.com/approved", f"Success code={CODE}", ()),
        ("https://moneybird.com/approved", f"Success code={CODE}&scope=x", ()),
        ("https://moneybird.com/approved", "", (f" {CODE}\n",)),
        ("https://moneybird.com/approved", f"SUCCESS code={CODE}", ()),
        ("https://moneybird.com/approved", "", (CODE, CODE)),
        ("https://moneybird.com/approved", "", (f"{CODE[:9]}\u00ad{CODE[9:]}\u200b",)),
        ("https://moneybird.com/approved", "", (CODE, f"{CODE[:9]}\u2060{CODE[9:]}", f"\u00a0{CODE}\n")),
        ("https://moneybird.com/approved", "", ("Your code", CODE, "Copy")),
        (f"https://moneybird.com/callback?oauth_verifier={CODE}", "", ()),
        (BEGAN_AT, f"Success code={CODE}", ()),
        (BEGAN_AT, "", (CODE,)),
    ],
)
def test_the_general_rule_reads_what_is_known(address: str, title: str, marked: tuple[str, ...]) -> None:
    assert _read(address, title, marked) == CODE


@pytest.mark.parametrize(
    ("address", "title", "marked"),
    [
        (f"https://evil.example/oauth/authorize/native?code={CODE}", "", ()),
        (f"https://moneybird.com.evil.example/oauth/authorize/native?code={CODE}", "", ()),
        (f"https://moneybird.com:8443/oauth/authorize/native?code={CODE}", "", ()),
        (f"http://moneybird.com/oauth/authorize/native?code={CODE}", "", ()),
        (f"https://moneybird.com/discount?code={CODE}", "", ()),
        ("https://moneybird.com/oauth/authorize/native?code=WELCOME", "", ()),
        ("https://moneybird.com/oauth/authorize/native", "", ()),
        ("https://moneybird.com/oauth/authorize/all-of-your-applications", "", ()),
        ("https://moneybird.com/approved", "Denied", ()),
        ("https://moneybird.com/approved", "Denied error=", ()),
        ("https://moneybird.com/approved", "Denied error=no", ()),
        ("https://moneybird.com/approved", f"Denied code={CODE}", ()),
        ("https://evil.example/approved", "Denied error=access_denied", ()),
        ("https://moneybird.com/approved", "Success code=yes", ()),
        ("https://moneybird.com/approved", f"Success code={CODE}&code={CODE[::-1]}", ()),
        ("https://moneybird.com/approved", f"Successcode={CODE}", ()),
        ("https://moneybird.com/approved", "Success code=s1a2b3c4d5e6f7a8b9c0", ("s1a2b3c4d5e6f7a8b9c0",)),
        (BEGAN_AT.replace("?", "/native?").replace("state=", "code="), "", ()),
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


@pytest.mark.parametrize(
    ("page", "pasted"),
    [
        (SeenPage(address=f"{PAGE}authorize/native?code={CODE}&state=s%2B1"), f"code={CODE}&state=s%2B1"),
        (SeenPage(address=PAGE, title=f"Success code={CODE}&state=s1&scope=a b"), f"code={CODE}&state=s1"),
        (SeenPage(address=PAGE, title=f"Success state=s1&code={CODE}"), f"code={CODE}&state=s1"),
        (SeenPage(address=PAGE, title="Success code=4%2F0AX4XfWitAl4eZ2U7eJ"), "4/0AX4XfWitAl4eZ2U7eJ"),
        (SeenPage(address=PAGE, title="Success code=4/0AX4XfWitAl4e+Z2U7eJ"), "4/0AX4XfWitAl4e+Z2U7eJ"),
        (
            SeenPage(address=f"{PAGE}?oauth_token=t1&oauth_verifier={CODE}"),
            f"oauth_verifier={CODE}&oauth_token=t1",
        ),
    ],
)
def test_the_state_or_the_token_beside_a_code_is_told_along(page: SeenPage, pasted: str) -> None:
    assert code_on(page, GENERAL, began_at=BEGAN_AT) == pasted


def test_a_title_with_another_state_is_not_passed_over_for_the_same_code_without_one() -> None:
    page = SeenPage(address=PAGE, title=f"Success code={CODE}&state=another", marked=(CODE,))
    assert code_on(page, GENERAL, began_at=BEGAN_AT) == f"code={CODE}&state=another"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (f"oauth_verifier: {CODE}\noauth_token: 0f1e2d3c4b5a69788796", CODE),
        (f"oauth_verifier\t{CODE}\noauth_token\t0f1e2d3c4b5a69788796", CODE),
        (f'oauth_verifier="{CODE}"&oauth_token=0f1e2d3c4b5a69788796', CODE),
        (f"OAuth Verifier\n{CODE}\nCopy it to your program.", CODE),
        (f"oauth_verifier oauth_token\n{CODE} 0f1e2d3c4b5a69788796", ""),
        (f"oauth_verifier {CODE}, oauth_verifier {CODE[::-1]}", ""),
        ("oauth_verifier 0f1e2d3c4b5a69788796", ""),
        ("The oauth_verifier is shown on the next page.", ""),
    ],
)
def test_a_verifier_is_read_where_the_page_names_it_and_the_token_beside_it_never(said: str, expected: str) -> None:
    began_at = "https://jansen.freshbooks.com/oauth/oauth_authorize.php?oauth_token=0f1e2d3c4b5a69788796"
    for address in (began_at, began_at.partition("?")[0]):
        assert code_on(SeenPage(address=address, said=said), GENERAL, began_at=began_at) == expected


@pytest.mark.parametrize(
    ("address", "marked", "expected"),
    [
        (PAGE, ("A-12", "A-12"), "A-12"),
        (PAGE, ("A-12", "B-34"), ""),
        (PAGE, ("Your code: A-12",), ""),
        (PAGE, ("s1a2b3c4d5e6f7a8b9c0",), ""),
        (BEGAN_AT, ("A-12",), ""),
        (BEGAN_AT, (CODE,), CODE),
    ],
)
def test_an_element_that_a_file_names_is_believed_but_on_the_first_page(
    address: str, marked: tuple[str, ...], expected: str
) -> None:
    assert _read(address, "", marked, ShownCode(element="#pin")) == expected


def test_the_first_address_is_ours_whatever_a_files_pattern_makes_of_it() -> None:
    assert _read(BEGAN_AT, place=ShownCode(address=r"state=(\w{20})\w")) == ""
    assert _read(BEGAN_AT, place=ShownCode(address=r"state=\w(\w{19})")) == ""


@pytest.mark.parametrize("place", [GENERAL, ShownCode(title=r"Success code=(\w+)")])
@pytest.mark.parametrize(
    ("title", "refusal"),
    [
        ("Denied error=access_denied", "error=access_denied"),
        ("Denied error=access_denied&error_code=USER_DENIED_AUTHORIZATION", "error=access_denied"),
        ("Denied error=access_denied&state=s1&error_code=X", "error=access_denied&state=s1"),
    ],
)
def test_a_refusal_in_the_title_is_read_with_its_state_wherever_codes_stand(
    title: str, refusal: str, place: ShownCode
) -> None:
    assert _read(f"{PAGE}done", title, place=place) == refusal
