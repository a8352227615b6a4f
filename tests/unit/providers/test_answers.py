"""What people really paste is understood, and what looks wrong is noticed before it costs a sign-in."""

import pytest

from ledgerpass.providers.answers import clean_code, clean_input, input_problem, split_pasted_codes, swapped
from ledgerpass.providers.provider import Field, Input

ACCOUNT = Input(key="account", label="Your FreshBooks address", suffix=".freshbooks.com")
CODES = (
    Field(key="client_id", label="Client ID", secret=False, looks_like="[0-9a-f]{8}"),
    Field(key="client_secret", label="Client secret", looks_like="[0-9a-f]{16}"),
)
ID, SECRET = "0123abcd", "0123456789abcdef"


@pytest.mark.parametrize(
    "pasted",
    [
        "jansen",
        " Jansen ",
        "jansen.freshbooks.com",
        "https://jansen.freshbooks.com/",
        "https://jansen.freshbooks.com/menu.php?x=1#top",
        "http://JANSEN.FreshBooks.com:443/oauth",
        "'jansen.freshbooks.com'",
        "jansen.freshbooks.com/login",
    ],
)
def test_an_address_in_any_shape_is_understood_as_the_accounts_name(pasted: str) -> None:
    assert clean_input(ACCOUNT, pasted) == "jansen"
    assert input_problem(ACCOUNT, pasted) is None


@pytest.mark.parametrize(
    "hostile",
    ["evil.example/", "a@evil.example", "jansen.freshbooks.com.evil.example", "-a", "ü", "https://[jansen", "//[::1"],
)
def test_an_input_can_never_become_another_host(hostile: str) -> None:
    assert input_problem(ACCOUNT, hostile) == "pattern"


@pytest.mark.parametrize("nothing", ["", "  ", '""', "https://"])
def test_an_empty_input_is_said_to_be_empty(nothing: str) -> None:
    assert input_problem(ACCOUNT, nothing) in {"empty", "pattern"}
    assert clean_code('""') == ""


@pytest.mark.parametrize("pasted", [" abc ", "abc\n", '"abc"', "“abc”", "a\nbc", "abc,", "\ufeffabc\u200b"])
def test_a_code_loses_only_what_came_along_when_it_was_copied(pasted: str) -> None:
    assert clean_code(pasted) == "abc"


@pytest.mark.parametrize(
    "pasted",
    [
        f"{ID}\n{SECRET}",
        f"{ID}\t{SECRET}",
        f"Client ID: {ID}\nClient secret: {SECRET}",
        f"client_secret={SECRET}\nclient_id={ID}",
        f'"client_id": "{ID}",\n"client_secret": "{SECRET}"',
        f"  Client secret: {SECRET}  \n\n  Client ID: {ID}",
    ],
)
def test_two_codes_pasted_at_once_find_their_fields(pasted: str) -> None:
    assert split_pasted_codes(CODES, pasted) == {"client_id": ID, "client_secret": SECRET}


@pytest.mark.parametrize("pasted", ["", ID, f"{ID} {SECRET} more", "Client ID: x"])
def test_text_that_does_not_hold_each_code_is_left_alone(pasted: str) -> None:
    assert split_pasted_codes(CODES, pasted) is None


def test_two_codes_in_each_others_place_are_noticed() -> None:
    assert swapped(CODES, {"client_id": SECRET, "client_secret": ID})


@pytest.mark.parametrize("given", [(ID, SECRET), (ID, ""), ("something", "else"), (SECRET, SECRET)])
def test_codes_that_are_right_or_unknown_are_not_called_swapped(given: tuple[str, str]) -> None:
    assert not swapped(CODES, dict(zip(("client_id", "client_secret"), given, strict=True)))
