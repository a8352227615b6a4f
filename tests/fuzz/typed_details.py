"""The page for details: whatever is typed or pasted for an account's name and for the provider's codes."""

from hypothesis.strategies import SearchStrategy

from ledgerpass.providers.answers import input_problem, split_pasted_codes, swapped
from ledgerpass.providers.provider import Field, Input
from tests.fuzz.garbage import spliced
from tests.fuzz.target import Target, always
from tests.fuzz.verdict import judged

_ACCOUNT = Input(key="account", label="Your address", suffix=".acme.example")
_FIELDS = (
    Field(key="client_id", label="Client ID", secret=False, looks_like="[0-9a-f]{8}"),
    Field(key="client_secret", label="Client secret", looks_like="[0-9a-f]{16}"),
)


def _type(text: str) -> None:
    with judged():
        assert input_problem(_ACCOUNT, text) in {None, "empty", "pattern"}
        given = split_pasted_codes(_FIELDS, text)
        if given is not None:
            assert set(given) == {"client_id", "client_secret"}
            swapped(_FIELDS, given)
        swapped(_FIELDS, {"client_id": text, "client_secret": text})


def _texts() -> SearchStrategy[str]:
    places = ("https://", "//", "[", "]", "::1", "@", ":443", "/menu?x=1#top", "jansen", ".acme.example", ".", "-")
    codes = (
        "Client ID",
        "client_secret",
        "Client secret",
        ":",
        "=",
        ",",
        ";",
        "\n",
        '"',
        "'",
        "0123abcd",
        "0123456789abcdef",
    )
    return spliced(*places, *codes, "Client ID: 0123abcd\nClient secret: 0123456789abcdef")


TARGETS = (Target("typed-details", _texts(), always(_type)),)
