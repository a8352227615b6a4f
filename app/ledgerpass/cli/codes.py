"""Asks for what only the user can know: on the terminal, where secrets are not shown, or from standard input.

Standard input gives a line for each, in the order of the provider's file, or `KEY=value` in any order; an empty line
stands for an optional one. The inputs are no secrets and come from the arguments, or are asked on the terminal.
"""

from collections.abc import Iterable, Mapping

from ledgerpass.cli.choices import read_input
from ledgerpass.cli.console import Console
from ledgerpass.cli.standard_input import StandardInput
from ledgerpass.cli.wrong_arguments import WrongArguments
from ledgerpass.providers.answers import clean_code, swapped
from ledgerpass.providers.provider import Field, Input
from ledgerpass.secret import Secret


async def ask_inputs(
    inputs: Iterable[Input], given: Mapping[str, str], source: StandardInput, console: Console
) -> dict[str, str]:
    """Give all inputs, having asked for those that are missing.

    Raises:
        WrongArguments: one is missing, and nobody is there to be asked.
    """
    known = dict(given)
    for asked in inputs:
        while asked.key not in known:
            if not source.is_terminal:
                message = f'"{asked.label}" is missing: give it with --set {asked.key}={asked.example or "…"}'
                raise WrongArguments(message)
            if asked.help:
                console.say(asked.help)
            text = await source.ask(f"{asked.label}: ")
            if text is None:
                message = f'"{asked.label}" was not given.'
                raise WrongArguments(message)
            try:
                known[asked.key] = read_input(asked, text)
            except WrongArguments as mistake:
                console.say(str(mistake))
    return known


async def ask_codes(
    fields: tuple[Field, ...], given: Mapping[str, Secret], source: StandardInput, console: Console
) -> dict[str, Secret]:
    """Give the codes, having asked for those that are missing; optional ones that the user doesn't have are left out.

    Raises:
        WrongArguments: a code that is needed is missing.
    """
    asking = _Asking(fields, given, source, console)
    for field in fields:
        await asking.ask(field)
    if swapped(fields, {key: code.reveal() for key, code in asking.answers.items()}):
        console.say("These two codes look as if they stood in each other's place. They are tried as they are.")
    return {key: code for key, code in asking.answers.items() if code}


class _Asking:
    def __init__(
        self, fields: tuple[Field, ...], given: Mapping[str, Secret], source: StandardInput, console: Console
    ) -> None:
        self._fields = {field.key: field for field in fields}
        self._source, self._console = source, console
        self.answers = dict(given)

    async def ask(self, field: Field) -> None:
        """Ask until there is an answer for this code; answers for others by their keys are taken on the way."""
        if self._source.is_terminal and field.help and field.key not in self.answers:
            self._console.say(field.help)
        without = "" if field.required else " (Enter if you have none)"
        while field.key not in self.answers:
            line = await self._source.ask(f"{field.label}{without}: ", hidden=field.secret)
            if line is None and field.required:
                message = f'"{field.label}" is missing: it is read from standard input, as a line or as {field.key}=…'
                raise WrongArguments(message)
            self._take(field, line or "")

    def _take(self, asked: Field, line: str) -> None:
        key, separator, value = line.partition("=")
        named = self._fields.get(key.strip()) if separator else None
        field, code = (named, clean_code(value)) if named else (asked, clean_code(line))
        if code or not field.required:
            self.answers[field.key] = Secret(code)
        elif self._source.is_terminal:
            self._console.say("It can't be done without.")
        else:
            message = f'"{field.label}" is missing: its line on standard input is empty.'
            raise WrongArguments(message)
