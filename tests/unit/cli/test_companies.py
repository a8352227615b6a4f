"""A company goes by its id, or by its name where that is enough."""

import pytest

from ledgerpass.cli.companies import find_company, require_company
from ledgerpass.cli.wrong_arguments import WrongArguments
from ledgerpass.connections.connection import Company

SMIT, JANSEN = Company(id="1001", name="Bakkerij Smit B.V."), Company(id="1002", name="Jansen  Advies")
TWIN = Company(id="1003", name="jansen advies")
NUMBER = Company(id="7", name="1001")


@pytest.mark.parametrize(
    ("companies", "wanted", "found"),
    [
        ((SMIT, JANSEN), "1002", JANSEN),
        ((SMIT, JANSEN), " bakkerij smit b.v. ", SMIT),
        ((SMIT, JANSEN), "JANSEN ADVIES", JANSEN),
        ((SMIT, JANSEN, TWIN), "Jansen Advies", None),
        ((SMIT, JANSEN, TWIN), "1003", TWIN),
        ((SMIT, NUMBER), "1001", SMIT),
        ((SMIT, JANSEN), "Smit", None),
        ((SMIT, JANSEN), "", None),
    ],
)
def test_it_is_found_when_it_is_certain_which_is_meant(
    companies: tuple[Company, ...], wanted: str, found: Company | None
) -> None:
    assert find_company(companies, wanted) == found


def test_the_only_one_has_to_be_the_one_that_is_wanted() -> None:
    require_company(SMIT, None)
    require_company(None, None)
    require_company(SMIT, "1001")
    for company in (JANSEN, None):
        with pytest.raises(WrongArguments, match="nothing was kept"):
            require_company(company, "1001")
