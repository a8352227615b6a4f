"""What the arguments describe is what the wizard's pages would have chosen; what doesn't fit is never repeated."""

from typing import Any

import pytest

from ledgerpass.cli.choices import choose
from ledgerpass.cli.connect_options import ConnectOptions
from ledgerpass.cli.wrong_arguments import WrongArguments
from ledgerpass.providers.catalogue import Catalogue, read_catalogue
from ledgerpass.resource_files import resource_path
from ledgerpass.secret import Secret
from ledgerpass.wizard.pages import draft_for


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue([resource_path("providers")])


def refusal(catalogue: Catalogue, **asked: Any) -> str:  # noqa: ANN401
    with pytest.raises(WrongArguments) as refused:
        choose(ConnectOptions(**asked), catalogue)
    return str(refused.value)


def test_without_more_than_a_name_it_is_the_first_way_with_what_is_usual(catalogue: Catalogue) -> None:
    draft, codes = choose(ConnectOptions(provider="PRACTICE"), catalogue)
    provider = catalogue.providers["practice"]
    assert draft == draft_for(provider, provider.ways[0])
    assert codes == {}


def test_what_is_asked_for_is_in_the_draft(catalogue: Catalogue) -> None:
    options = ConnectOptions(provider="practice", scopes=("bank.read",), delivery="out_of_band")
    draft, _ = choose(options, catalogue)
    assert draft.scopes == {"companies.read", "bank.read"}
    assert draft.delivery == "out_of_band"


def test_an_input_is_understood_as_in_the_window_and_a_code_may_be_given(catalogue: Catalogue) -> None:
    given = {"account": "https://Jansen.freshbooks.com/menu", "consumer_key": " office "}
    draft, codes = choose(ConnectOptions(provider="freshbooks-classic", way="sign-in", given=given), catalogue)
    assert draft.inputs == {"account": "jansen"}
    assert codes == {"consumer_key": Secret("office")}


def test_an_empty_code_is_none(catalogue: Catalogue) -> None:
    options = ConnectOptions(provider="practice", way="client-credentials", given={"client_id": ""})
    assert choose(options, catalogue)[1] == {}


@pytest.mark.parametrize(
    ("way", "key"),
    [("client-credentials", "client_secret"), ("sign-in", "token"), (None, "API-KEY"), (None, "my_password")],
)
def test_a_secret_is_refused_and_not_repeated(catalogue: Catalogue, way: str | None, key: str) -> None:
    said = refusal(catalogue, provider="practice", way=way, given={key: "hush-hush"})
    assert f"{key} can't be given with --set. A secret never stands among the arguments" in said
    assert "hush" not in said


def test_an_input_that_can_not_be_right_is_not_repeated(catalogue: Catalogue) -> None:
    said = refusal(catalogue, provider="freshbooks-classic", given={"account": "hush hush!"})
    assert "Your FreshBooks address" in said
    assert "hush" not in said


def test_permissions_that_a_way_does_not_know_are_refused(catalogue: Catalogue) -> None:
    assert "none can be chosen" in refusal(catalogue, provider="practice", way="personal-token", scopes=("x",))
