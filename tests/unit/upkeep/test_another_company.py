"""A connection that opens another company's books than its own is never called working, and hands nothing out."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ledgerpass.connections.connection import Company, Outcome
from ledgerpass.errors import LedgerpassError, OtherCompany
from ledgerpass.secret import Secret
from ledgerpass.upkeep.rows import Row
from ledgerpass.upkeep.standing import NeedsYou
from ledgerpass.upkeep.trials import Trial
from tests.support.desk import SMIT, Desk, desk, provider_file
from tests.support.scripted_http import ScriptedHttp, answer

SMITS = {"id": "7", "name": "Bakkerij Smit B.V."}
JANSENS = {"id": "8", "name": "Jansen"}


@pytest.fixture
def http() -> ScriptedHttp:
    return ScriptedHttp([])


@pytest.fixture(name="desk")
async def make_desk(tmp_path: Path, http: ScriptedHttp) -> AsyncIterator[Desk]:
    async with desk(tmp_path, http, provider_file(tmp_path / "providers")) as made:
        yield made


@pytest.mark.parametrize("companies", [[JANSENS], [], [JANSENS, {"id": "9", "name": "Bakkerij Smit B.V."}]])
async def test_a_test_that_finds_other_companies_says_so_and_nothing_is_handed_out(
    desk: Desk, http: ScriptedHttp, companies: list[object]
) -> None:
    await desk.connect()
    http.answers.append(answer(companies))
    row = await desk.keeper.test("c1")
    assert row.standing == NeedsYou(outcome=Outcome.OTHER_COMPANY)
    assert row.connection.company == SMIT
    with pytest.raises(OtherCompany) as refused:
        await desk.keeper.subject("c1")
    assert refused.value.expected == "Bakkerij Smit B.V."


async def test_it_works_again_when_its_company_is_back(desk: Desk, http: ScriptedHttp) -> None:
    await desk.connect(outcome=Outcome.OTHER_COMPANY)
    http.answers.append(answer([JANSENS, SMITS]))
    assert (await desk.keeper.test("c1")).connection.outcome is Outcome.WORKING
    assert (await desk.keeper.subject("c1")).token == Secret("old")


async def test_a_company_under_a_new_name_is_the_same_one(desk: Desk, http: ScriptedHttp) -> None:
    await desk.connect()
    http.answers.append(answer([SMITS | {"name": "Smit Holding"}]))
    row = await desk.keeper.test("c1")
    assert (row.connection.outcome, row.connection.company) == (Outcome.WORKING, Company(id="7", name="Smit Holding"))
    assert row.connection.name == "Smit"


async def test_the_first_test_that_finds_exactly_one_pins_it(desk: Desk, http: ScriptedHttp) -> None:
    await desk.connect(company=None)
    http.answers += [answer([SMITS, JANSENS]), answer([SMITS]), answer([JANSENS])]
    assert (await desk.keeper.test("c1")).connection.company is None
    assert (await desk.keeper.test("c1")).connection.company == SMIT
    assert (await desk.keeper.test("c1")).connection.outcome is Outcome.OTHER_COMPANY


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(401, Outcome.ENDED), (403, Outcome.FORBIDDEN), (503, Outcome.UNREACHABLE), (404, Outcome.UNREACHABLE)],
)
async def test_an_answer_without_companies_says_nothing_about_them(
    desk: Desk, http: ScriptedHttp, status: int, outcome: Outcome
) -> None:
    await desk.connect(way_id="token")
    http.answers.append(answer("", status))
    assert (await desk.keeper.test("c1")).connection.outcome is outcome


async def test_whoever_watches_hears_of_every_test_and_what_went_wrong(desk: Desk, http: ScriptedHttp) -> None:
    await desk.connect(way_id="token")
    heard: list[tuple[Row, LedgerpassError | None]] = []

    def take(trial: Trial) -> None:
        heard.append((trial.row, trial.error))

    desk.keeper.watch(take)
    http.answers += [answer([SMITS]), answer("", 403)]
    rows = [await desk.keeper.test("c1"), await desk.keeper.test("c1")]
    assert [row for row, _ in heard] == rows
    assert [type(error).__name__ for _, error in heard] == ["NoneType", "PermissionMissing"]


async def test_what_was_asked_and_not_granted_is_named(desk: Desk) -> None:
    await desk.connect(asked=("read", "write"), granted=("read",))
    assert desk.keeper.rows()[0].missing == ("write",)
