"""`ledgerpass connect`: the whole of it, from the arguments to what is printed."""

import logging
from dataclasses import dataclass, replace

from ledgerpass.cli.attendant import Attendant
from ledgerpass.cli.choices import choose
from ledgerpass.cli.codes import ask_codes, ask_inputs
from ledgerpass.cli.connect_options import ConnectOptions
from ledgerpass.cli.connection_text import connection_json, connection_words
from ledgerpass.cli.console import Console
from ledgerpass.cli.exit_code import ExitCode, exit_code
from ledgerpass.cli.keychain_opening import open_keychain
from ledgerpass.cli.passphrase import offer_sealed_file
from ledgerpass.cli.standard_input import StandardInput
from ledgerpass.cli.wrong_arguments import WrongArguments
from ledgerpass.connections.connection import Connection
from ledgerpass.errors import LedgerpassError, NoEmbeddedBrowser, Unforeseen
from ledgerpass.providers.catalogue import Catalogue
from ledgerpass.providers.registration import address_to_register
from ledgerpass.providers.template import fill_address
from ledgerpass.secret import Secret
from ledgerpass.upkeep.keeper import Keeper
from ledgerpass.wizard.attempt import Means
from ledgerpass.wizard.draft import Draft

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What of the program is worked with here."""

    catalogue: Catalogue
    means: Means
    keeper: Keeper
    troubles: tuple[LedgerpassError, ...] = ()


async def connect(options: ConnectOptions, parts: Parts, source: StandardInput, console: Console) -> ExitCode:
    """Connect, say how it went, and give the exit code."""
    for trouble in parts.troubles:
        console.explain(trouble, "")
    name = options.provider
    try:
        draft, codes = choose(options, parts.catalogue)
        name = draft.provider.name
        connection = await _Connect(options, parts, source, console).run(draft, codes)
    except WrongArguments as mistake:
        console.say(str(mistake))
        return ExitCode.WRONG_ARGUMENTS
    except LedgerpassError as error:
        console.explain(error, name)
        return exit_code(error)
    except Exception as error:  # noqa: BLE001 - the last net: no traceback is anybody's sentence
        _log.exception("the attempt failed in a way nobody foresaw")
        console.explain(Unforeseen(kind=type(error).__name__), name)
        return ExitCode.UNFORESEEN
    told = connection_json if options.as_json else connection_words
    console.give(told(connection, draft.provider))
    return ExitCode.DONE


class _Connect:
    def __init__(self, options: ConnectOptions, parts: Parts, source: StandardInput, console: Console) -> None:
        self._options, self._parts, self._source, self._console = options, parts, source, console

    async def run(self, draft: Draft, codes: dict[str, Secret]) -> Connection:
        self._say_way(draft)
        if self._parts.means.obtain.is_out_of_reach(draft.way):
            raise NoEmbeddedBrowser(provider=draft.provider.name)
        # before anything is asked: a credential that can't be kept is not worth a question
        await open_keychain(self._parts.means.vault, self._source, self._console, offer_sealed_file)
        draft = replace(
            draft, inputs=await ask_inputs(draft.provider.inputs, draft.inputs, self._source, self._console)
        )
        if any(field.key not in codes for field in draft.way.fields):
            await self._say_where_the_codes_are(draft)
        codes = await ask_codes(draft.way.fields, codes, self._source, self._console)
        attendant = Attendant(
            replace(draft, filled=frozenset(codes)),
            codes,
            self._parts.means,
            company=self._options.company,
            opens_browser=self._options.opens_browser,
            source=self._source,
            console=self._console,
        )
        return await self._named(await attendant.connect())

    def _say_way(self, draft: Draft) -> None:
        self._console.say(f"{draft.provider.name}: {draft.way.label}.")
        others = [way.id for way in draft.provider.ways if way is not draft.way]
        if others and self._options.way is None:
            self._console.say(f"Other ways, with --way: {', '.join(others)}.")

    async def _say_where_the_codes_are(self, draft: Draft) -> None:
        if where := draft.way.where:
            values = {**draft.inputs, **await self._parts.means.premises.values(draft.provider)}
            page = f" ({fill_address(where.url, values)})" if where.url else ""
            self._console.say(f"You find what is asked here: {where.path}{page}")
        if line := address_to_register(draft.way, draft.delivery):
            self._console.say(f"Exactly this must be registered at {draft.provider.name}: {line}")

    async def _named(self, connection: Connection) -> Connection:
        if self._options.name is None:
            return connection
        await self._parts.keeper.rename(connection.id, self._options.name)
        return self._parts.means.register.get(connection.id)
