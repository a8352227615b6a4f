"""The list of providers: what `ledgerpass connect` has to be told for each of them."""

from collections.abc import Iterable, Iterator

from ledgerpass.cli.console import Console
from ledgerpass.cli.exit_code import ExitCode
from ledgerpass.providers.catalogue import Catalogue
from ledgerpass.providers.provider import Field, Provider, WayIn


def list_providers(catalogue: Catalogue, console: Console) -> ExitCode:
    """Print the list as the result; files that can't be used are said beside it and end nothing."""
    for problem in catalogue.problems:
        console.explain(problem, "")
    console.give(provider_list(catalogue))
    return ExitCode.DONE


def provider_list(providers: Iterable[Provider]) -> str:
    """Give the list: id and name, the account's inputs, and each way with its codes and permissions."""
    return "\n".join(line for provider in providers for line in _provider(provider))


def _provider(provider: Provider) -> Iterator[str]:
    yield f"{provider.id}  ({provider.name})"
    for asked in provider.inputs:
        yield f"    --set {asked.key}={asked.example or '…'}  {asked.label}"
    for way in provider.ways:
        yield from _way(way)


def _way(way: WayIn) -> Iterator[str]:
    yield f"    --way {way.id}  {way.label}"
    if way.fields:
        yield f"        codes: {', '.join(map(_field, way.fields))}"
    if scopes := getattr(way, "scopes", ()):
        yield f"        --scope {' '.join(scope.name for scope in scopes)}"


def _field(field: Field) -> str:
    remarks = ", ".join(["not secret"] * (not field.secret) + ["optional"] * (not field.required))
    return f"{field.key} ({remarks})" if remarks else field.key
