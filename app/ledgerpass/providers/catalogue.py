"""All providers there are: those that ship with the program, and those in a folder of the user's own.

A file of one's own with the id of a shipped one takes its place, so that IT can mend or narrow a provider without
waiting for a new version. A file that can't be used stops nothing but itself: it is reported, and the others are
there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ledgerpass.errors import ProviderFileError
from ledgerpass.providers.apart import mixed_up
from ledgerpass.providers.provider import Provider
from ledgerpass.providers.provider_file import read_provider_file


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Providers by id, in the order they are offered, and the files that could not be used."""

    providers: Mapping[str, Provider]
    problems: tuple[ProviderFileError, ...] = field(default=())

    def __iter__(self) -> Iterator[Provider]:
        """Go through the providers as they are offered."""
        return iter(self.providers.values())

    def get(self, provider_id: str) -> Provider | None:
        """Give a provider, None where there is no file for it."""
        return self.providers.get(provider_id)


def read_catalogue(folders: Iterable[Path]) -> Catalogue:
    """Read every `*.toml` in the folders; a later folder's file replaces an earlier one with the same id.

    Two files with one id in the same folder are a mistake, and reported; so is a file that gives its provider what
    makes it look like another one, see `apart`.
    """
    providers: dict[str, Provider] = {}
    files: dict[str, str] = {}
    problems: list[ProviderFileError] = []
    for folder in folders:
        here: dict[str, Provider] = {}
        if not folder.is_dir():
            problems.append(ProviderFileError(file=folder.name, place="", reason="is not a folder"))
        for path in sorted(path for path in folder.glob("*") if path.suffix.lower() == ".toml"):
            try:
                provider = read_provider_file(path)
            except ProviderFileError as problem:
                problems.append(problem)
                continue
            if provider.id in here:
                problems.append(ProviderFileError(file=path.name, place="id", reason=f"{provider.id} is taken"))
                continue
            here[provider.id] = provider
            files[provider.id] = path.name
        providers |= here
    known = _kept_apart(providers, files, problems)
    # the practice company stands last, whatever it is called: it is not what people come for
    ordered = sorted(known, key=lambda each: (each.practice, each.name.casefold()))
    return Catalogue({each.id: each for each in ordered}, tuple(problems))


def _kept_apart(
    providers: Mapping[str, Provider], files: Mapping[str, str], problems: list[ProviderFileError]
) -> list[Provider]:
    """Leave out those that could be taken for one that was there before, and name both files."""
    kept: list[Provider] = []
    for provider in providers.values():
        mixed = mixed_up(provider, kept)
        if mixed is None:
            kept.append(provider)
            continue
        reason = mixed.reason.format(other=files[mixed.other.id])
        problems.append(ProviderFileError(file=files[provider.id], place=mixed.place, reason=reason))
    return kept
