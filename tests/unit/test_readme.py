"""The README stays true where a machine can tell."""

import re
import tomllib
from pathlib import Path

from ledgerpass.providers.catalogue import read_catalogue
from ledgerpass.providers.provider_file import read_provider_file
from ledgerpass.resource_files import resource_path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_its_example_of_a_providers_file_can_be_used(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", README, re.DOTALL)
    assert example
    (tmp_path / "acme.toml").write_text(example[1], encoding="utf-8")
    assert read_provider_file(tmp_path / "acme.toml").name == "Acme Books"


def test_its_picture_of_the_house_shows_the_floors_that_are_in_force() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    floors = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    picture = re.search(r"## How it is built.*?```\n(.*?)```", README, re.DOTALL)
    assert picture
    shown = [re.split(r"\s{3,}", line)[0] for line in picture[1].splitlines()]
    assert shown == floors


def test_it_names_every_provider_that_ships() -> None:
    for provider in read_catalogue([resource_path("providers")]):
        assert f"| {provider.name}" in README


def test_every_picture_and_file_that_it_shows_is_there() -> None:
    for target in re.findall(r"\]\(((?!http|#)[^)]+)\)", README):
        assert (ROOT / target).exists(), target
