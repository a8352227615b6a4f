"""A whole sign-in in a window of Ledgerpass, from the main window; and the program that is its own embedded browser."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

from ledgerpass.__main__ import EMBEDDED_BROWSER
from ledgerpass.flows.user_agent import WayBack
from ledgerpass.user_agents.embedded_browser.agent import EmbeddedBrowser
from ledgerpass.user_agents.embedded_browser.browser_process import PRIVATE_ARGUMENT
from tests.support.embedded_provider import embedded_provider
from tests.support.embedded_visit import Judged
from tests.support.listening import Opened, browser

ROOT = Path(__file__).parents[2]
_WITHIN = 30


def test_the_main_program_connects_and_never_loads_the_web_engine(tmp_path: Path) -> None:
    environment = {**os.environ, "BROWSER": str(ROOT / "tests/support/refuse-browser")}
    command = [sys.executable, "-m", "tests.e2e.window_with_an_embedded_browser", str(tmp_path)]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=100, check=False)
    assert ended.returncode == 0, ended.stderr[-2000:]
    assert json.loads(ended.stdout) == {"kept": 1, "loaded": []}


async def test_a_bundled_program_is_its_own_embedded_browser() -> None:
    assert EMBEDDED_BROWSER == PRIVATE_ARGUMENT
    opened = Opened()
    agent = EmbeddedBrowser(browser(open_address=opened.open), (sys.executable, "-m", "ledgerpass", EMBEDDED_BROWSER))
    redirect_uri = "https://registered.example/callback"
    async with (
        embedded_provider() as provider,
        agent.visit(WayBack(host=None, redirect_uri=redirect_uri, provider="Acme")) as visit,
    ):
        await visit.show(provider.leading("302", f"{redirect_uri}?code=c&state=good"))
        async with asyncio.timeout(_WITHIN):
            assert (await visit.bring_back(Judged())).reveal() == f"{redirect_uri}?code=c&state=good"
    assert opened == []
