"""Which of several companies: the one that the arguments name, or the one whose number is typed."""

from ledgerpass.cli.console import Console, harmless
from ledgerpass.cli.standard_input import StandardInput
from ledgerpass.cli.wrong_arguments import WrongArguments
from ledgerpass.connections.connection import Company


async def choose_company(
    companies: tuple[Company, ...], wanted: str | None, source: StandardInput, console: Console
) -> Company:
    """Give the company that is wanted; without a terminal it must be named well enough.

    Raises:
        WrongArguments: it isn't.
    """
    if wanted is not None:
        if found := find_company(companies, wanted):
            return found
        console.say("No company, or more than one, goes by what --company says.")
    if not source.is_terminal:
        message = f"There are several companies; name one by its id with --company:\n{_listed(companies)}"
        raise WrongArguments(message)
    console.say("\n".join(f"{number:>4}  {each.name}" for number, each in enumerate(companies, 1)))
    while (text := await source.ask("Which company? Its number: ")) is not None:
        if text.strip().isdecimal() and 1 <= int(text) <= len(companies):
            return companies[int(text) - 1]
        if found := find_company(companies, text):
            return found
        console.say(f"Type a number from 1 to {len(companies)}.")
    message = "No company was chosen."
    raise WrongArguments(message)


def require_company(company: Company | None, wanted: str | None) -> None:
    """Have it that the only company there is, is the one that is wanted.

    Raises:
        WrongArguments: it isn't, and nothing was kept.
    """
    if wanted is not None and (company is None or find_company((company,), wanted) is None):
        only = f" The only one is:\n{_listed((company,))}" if company else ""
        message = f"This sign-in opens no company that --company names, so nothing was kept.{only}"
        raise WrongArguments(message)


def find_company(companies: tuple[Company, ...], wanted: str) -> Company | None:
    """Find a company by its id, or by its name where only one has it; upper and lower case are the same in a name."""
    by_id = [each for each in companies if each.id == wanted.strip()]
    found = by_id or [each for each in companies if _plain(each.name) == _plain(wanted)]
    return found[0] if len(found) == 1 else None


def _plain(name: str) -> str:
    return " ".join(harmless(name).split()).casefold()


def _listed(companies: tuple[Company, ...]) -> str:
    return "\n".join(f"  {each.id}  {each.name}" for each in companies)
