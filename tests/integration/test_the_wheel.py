"""The wheel, as it is installed elsewhere: it brings what the program needs, and runs without the checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_RESOURCES = "ledgerpass/resources"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and lay it out in a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=60)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "installed")
    return folder / "installed"


def test_every_resource_is_in_it(installed: Path) -> None:
    def files(folder: Path) -> dict[str, bytes]:
        return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}

    assert files(installed / _RESOURCES) == files(ROOT / "resources") != {}


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("from ledgerpass.resource_files import resource_path; print(resource_path('embedded').parent)", _RESOURCES),
        (
            "from ledgerpass.user_agents.embedded_browser.refusing_hosts import *; print(refusing_hosts())",
            "google",
        ),
        ("import sys; from ledgerpass.__main__ import main; sys.argv[1:] = ['providers']; main()", "Moneybird"),
    ],
)
def test_it_runs_where_there_is_no_checkout(installed: Path, tmp_path: Path, program: str, said: str) -> None:
    # -I: nothing of the folder it is started in, nor of the environment; the wheel before the checkout's package
    first = f"import sys; sys.path.insert(0, {str(installed)!r}); "
    ran = subprocess.run(
        [sys.executable, "-I", "-c", first + program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert said in ran.stdout, ran.stderr
