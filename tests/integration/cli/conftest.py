"""What every terminal test needs: browsers that can be named in `BROWSER`, and the practice company's codes."""

import asyncio
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.journey import program
from tests.support.scripted_browser import get

Browser = Callable[[str], dict[str, str]]
"""Gives the environment that names a browser which makes this decision."""


@pytest.fixture
def visits(tmp_path: Path) -> Path:
    """Where the browser of a test notes what it was started with and the page that it ended on."""
    return tmp_path / "visits.txt"


@pytest.fixture
def browser(tmp_path: Path, visits: Path) -> Browser:
    """A browser that presses *Allow*, *Deny*, or nothing, and takes notes."""

    def named(decision: str) -> dict[str, str]:
        path = tmp_path / f"browser-{decision}"
        path.write_text(
            f"#!{sys.executable}\n"
            f"import sys\nsys.path.insert(0, {str(Path.cwd())!r})\n"
            "from tests.support.scripted_browser import sign_in\n"
            f"page = sign_in(sys.argv[1], {decision!r}) if {decision!r} else ''\n"
            f"open({str(visits)!r}, 'a').write(f'{{sys.argv[1]}}\\n{{page}}\\n')\n",
            encoding="utf-8",
        )
        path.chmod(0o755)
        return {"BROWSER": str(path)}

    return named


@pytest.fixture
def shown_codes(tmp_path: Path) -> dict[str, str]:
    """The codes on the practice company's own page, as a user copies them; they are the same in every process."""

    async def read() -> dict[str, str]:
        async with program(tmp_path / "another-profile", lambda _url: False) as built:
            values = await built.means.premises.values(built.catalogue.providers["practice"])
            page = (await asyncio.to_thread(get, f"{values['practice']}/connect")).text
        found = dict(re.findall(r'id="([a-z_-]+)"[^>]*>\s*([^<\s]+)\s*<', page))
        return {"token": found["personal-token"]} | {name.replace("-", "_"): code for name, code in found.items()}

    return asyncio.run(read())
