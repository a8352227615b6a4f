"""Finds the files that the program brings along: providers, icons, pages.

In a wheel and in a bundle `resources/` lies inside the package, in a checkout it lies beside `app/`. Looking in those
two places, in that order, serves all three without asking how the program was started.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE / "resources", _PACKAGE.parents[1] / "resources")


def resource_path(*parts: str) -> Path:
    """Give the path of a file or folder in `resources/`, whether it exists or not."""
    root = next((place for place in _PLACES if place.is_dir()), _PLACES[0])
    return root.joinpath(*parts)
