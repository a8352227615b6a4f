"""Where things lie: the user's own profile, the list of connections in it, the provider files.

They stand apart from the program itself, because a command that needs no more than these starts in half the time.
"""

from pathlib import Path

from ledgerpass.providers.catalogue import Catalogue, read_catalogue
from ledgerpass.resource_files import resource_path

REGISTER = "connections.sqlite"
"""The register's file in the profile's folder."""


def own_profile() -> Path:
    """Give the folder of this user in which the program keeps what is no secret."""
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed where a folder is named

    return user_data_path("ledgerpass", appauthor=False)


def catalogue_of(folders: tuple[Path, ...]) -> Catalogue:
    """Read what ships with the program and what stands in `folders`."""
    return read_catalogue([resource_path("providers"), *folders])
