"""A window that hangs is gone soon after the program, and one in which nothing is seen gives itself up."""

import subprocess
import sys

from ledgerpass.flows.user_agent import Hindrance, WayBack
from ledgerpass.user_agents.embedded_browser.browser_process import Patience
from tests.support.embedded_provider import EmbeddedProvider
from tests.support.embedded_visit import embedded, titled

WAY_BACK = WayBack(host=None, redirect_uri="https://registered.example/callback", provider="Acme")
HANGS = """
import sys, threading
from PySide6.QtCore import QCoreApplication
from ledgerpass.ui.embedded_browser.pipe import Pipe, take_pipe
application = QCoreApplication([])
Pipe(take_pipe()).listen()
sys.stderr.write("hangs\\n"); sys.stderr.flush()
threading.Event().wait()
"""
_WITHIN = 20


def test_a_window_that_hangs_is_gone_soon_after_the_program() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HANGS], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        try:
            assert process.stderr
            assert process.stdin
            assert process.stderr.readline() == b"hangs\n"
            process.stdin.close()
            assert process.wait(_WITHIN) == 0
        finally:
            process.kill()


async def test_a_window_in_which_nothing_can_be_seen_is_followed_by_the_users_own_browser(
    provider: EmbeddedProvider,
) -> None:
    address = provider.showing("/start", titled("/start"))
    patience = Patience(first_word=30, silence=30, drawn=60, end=3)
    async with embedded(WAY_BACK, address, patience=patience, blind=True) as at:
        assert await at.handed_over() == ([address], [Hindrance.FAILED])
        assert provider.paths == []
        assert at.seen == []
