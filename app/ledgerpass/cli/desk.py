"""What the commands have before them that work with the connections there are, and the net under them."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from ledgerpass.cli.connection_name import find_connection, is_guess
from ledgerpass.cli.console import Console, NobodyReads
from ledgerpass.cli.exit_code import ExitCode, exit_code_of_a_connection
from ledgerpass.cli.standard_input import StandardInput
from ledgerpass.cli.wrong_arguments import WrongArguments
from ledgerpass.connections.vault import Vault
from ledgerpass.errors import LedgerpassError, Unforeseen
from ledgerpass.upkeep.keeper import Keeper
from ledgerpass.upkeep.rows import Row

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What of the program is worked with, and who is spoken to. `troubles` are said where they may be the cause."""

    keeper: Keeper
    vault: Vault
    source: StandardInput
    console: Console
    troubles: Sequence[LedgerpassError] = ()

    async def with_one(self, wanted: str, work: Callable[[Row], Awaitable[ExitCode]]) -> ExitCode:
        """Do `work` with the connection that is wanted, say what goes wrong, and give the exit code."""
        provider = ""
        try:
            row = self._find(wanted)
            provider = row.provider.name if row.provider else row.connection.provider_id
            return await work(row)
        except WrongArguments as mistake:
            self._say_troubles()
            self.console.say(str(mistake))
            return ExitCode.WRONG_ARGUMENTS
        except NobodyReads as reason:
            self.console.say(f"It could not be written to standard output: {reason}.")
            return ExitCode.UNFORESEEN
        except LedgerpassError as error:
            self._say_troubles()
            self.console.explain(error, provider)
            return exit_code_of_a_connection(error)
        except Exception as error:  # noqa: BLE001 - the last net: no traceback is anybody's sentence
            _log.exception("the command failed in a way nobody foresaw")
            self.console.explain(Unforeseen(kind=type(error).__name__), provider)
            return ExitCode.UNFORESEEN

    def _find(self, wanted: str) -> Row:
        rows = {row.connection.id: row for row in self.keeper.rows()}
        found = find_connection([row.connection for row in rows.values()], wanted)
        if is_guess(found, wanted):
            self.console.say(f'Taken: "{found.name}".')
        return rows[found.id]

    def _say_troubles(self) -> None:
        for trouble in self.troubles:
            self.console.explain(trouble, "")
