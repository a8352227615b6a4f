"""`ledgerpass test`: one real call, and what it said."""

import json

from ledgerpass.cli.connection_list import row_values
from ledgerpass.cli.desk import Desk
from ledgerpass.cli.exit_code import ExitCode, exit_code_of_a_connection
from ledgerpass.cli.keychain_opening import open_keychain
from ledgerpass.cli.standing_words import standing_words
from ledgerpass.cli.upkeep_options import TrialOptions
from ledgerpass.connections.connection import Outcome
from ledgerpass.errors import LedgerpassError, OtherCompany
from ledgerpass.upkeep.rows import Row
from ledgerpass.upkeep.trials import Trial


async def try_out(options: TrialOptions, desk: Desk) -> ExitCode:
    """Test a connection, print how it stands since, and give the exit code."""

    async def work(row: Row) -> ExitCode:
        await open_keychain(desk.vault, desk.source, desk.console)
        trials: list[Trial] = []
        desk.keeper.watch(trials.append)
        tested = await desk.keeper.test(row.connection.id)
        error = _error(tested, trials)
        desk.console.give(_json(tested) if options.as_json else _words(tested))
        if error is None:
            return ExitCode.DONE
        desk.console.explain(error, row.provider.name if row.provider else row.connection.provider_id)
        return exit_code_of_a_connection(error)

    return await desk.with_one(options.name, work)


def _error(row: Row, trials: list[Trial]) -> LedgerpassError | None:
    if row.connection.outcome is Outcome.OTHER_COMPANY:
        return OtherCompany(expected=row.connection.company.name if row.connection.company else row.connection.name)
    return next((trial.error for trial in trials), None)


def _json(row: Row) -> str:
    return json.dumps({**row_values(row), "works": row.connection.outcome is Outcome.WORKING})


def _words(row: Row) -> str:
    if row.connection.outcome is Outcome.WORKING:
        company = row.connection.company
        return f"{row.connection.name}: works" + (f" ({company.name})" if company else "")
    return f"{row.connection.name}: {standing_words(row.standing, is_known=row.way is not None).words}"
