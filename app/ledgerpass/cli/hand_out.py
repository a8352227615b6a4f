"""`ledgerpass token`, `header` and `curl`: one secret on standard output, exactly itself and a line break.

Whoever may run this command could read the keychain as well, so it goes wherever standard output goes, a terminal
too. That it was handed out is noted before it is printed: what was noted and never arrived does no harm.
"""

from ledgerpass.cli.desk import Desk
from ledgerpass.cli.exit_code import ExitCode
from ledgerpass.cli.keychain_opening import open_keychain
from ledgerpass.cli.upkeep_options import HandOutOptions
from ledgerpass.connections.formats import FORMATS
from ledgerpass.upkeep.rows import Row


async def hand_out(options: HandOutOptions, desk: Desk) -> ExitCode:
    """Print it, renewed first where it has to be; gives the exit code."""

    async def work(row: Row) -> ExitCode:
        await open_keychain(desk.vault, desk.source, desk.console)
        subject = await desk.keeper.subject(row.connection.id)
        form = FORMATS[options.form]
        copy = form.copy(subject)
        await desk.keeper.note_copy(row.connection.id, form.noted_as)
        desk.console.give_secret(copy)
        return ExitCode.DONE

    return await desk.with_one(options.name, work)
