"""Tries out whether the embedded browser's window is drawn on this computer: for the self-check.

It is the agent that is tried, as a sign-in would use it, with its second start without the graphics card. Nothing is
visited, and nobody's own browser opens.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence

from ledgerpass.errors import NoBrowser
from ledgerpass.flows.user_agent import Hindrance, Judge, Notice, Sight, Verdict, Visit, WayBack, ignore
from ledgerpass.secret import Secret
from ledgerpass.user_agents.embedded_browser.agent import EmbeddedBrowser
from ledgerpass.user_agents.embedded_browser.browser_process import Patience

_EMPTY_PAGE = "about:blank"
_NOWHERE = WayBack(host=None, redirect_uri="urn:ietf:wg:oauth:2.0:oob")


async def is_window_drawn(command: Sequence[str] | None = None, patience: Patience | None = None) -> bool:
    """Show the window, tell whether anything was drawn in it, and close it; it takes no longer than `patience`."""
    outcome: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def note(noticed: Hindrance | Sight) -> None:
        if not outcome.done():
            outcome.set_result(noticed is Sight.WINDOW)

    agent = EmbeddedBrowser(_NoOwnBrowser(), command, patience)
    async with agent.visit(_NOWHERE) as visit:
        await visit.show(_EMPTY_PAGE)
        waiting = asyncio.ensure_future(visit.bring_back(_take_nothing, note))
        waiting.add_done_callback(lambda _: note(Hindrance.FAILED))  # somebody closed the window
        await outcome
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    return outcome.result()


def _take_nothing(_arrival: Secret) -> Verdict:
    return Verdict.NOT_OURS


class _NoOwnBrowser:
    """Stands behind the window, where nobody needs one."""

    name = ""

    @contextlib.asynccontextmanager
    async def visit(self, way_back: WayBack) -> AsyncIterator[Visit]:
        yield _NoVisit(way_back.redirect_uri)


class _NoVisit:
    def __init__(self, redirect_uri: str) -> None:
        self.redirect_uri = redirect_uri

    async def show(self, _address: str) -> None:
        raise NoBrowser(provider="", reason="none is wanted")

    async def bring_back(self, _judge: Judge, _notice: Notice = ignore) -> Secret:
        nothing: asyncio.Future[Secret] = asyncio.get_running_loop().create_future()
        return await nothing
