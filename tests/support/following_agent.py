"""A user agent that follows the redirect by itself, and brings back what the script says the provider sent."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

from ledgerpass.flows.user_agent import Judge, Notice, Verdict, Visit, WayBack, ignore
from ledgerpass.secret import Secret


class FollowingAgent:
    """Comes back with `query`, in which `{state}` is the state of the address that was shown."""

    name = "a browser"
    redirect_uri = "http://127.0.0.1:47620/callback/moneybird"

    def __init__(self, query: str = "code=the-code&state={state}") -> None:
        self.query = query
        self.shown: list[str] = []
        self.way_back: WayBack | None = None

    @contextlib.asynccontextmanager
    async def visit(self, way_back: WayBack) -> AsyncIterator[Visit]:
        self.way_back = way_back
        yield self

    async def show(self, address: str) -> None:
        self.shown.append(address)

    async def bring_back(self, judge: Judge, notice: Notice = ignore) -> Secret:  # noqa: ARG002 - nothing stands in its way
        state = parse_qs(urlsplit(self.shown[-1]).query).get("state", [""])[0]
        arrived = Secret(f"{self.redirect_uri}?{self.query.replace('{state}', state)}")
        if judge(arrived) is Verdict.NOT_OURS:
            await asyncio.get_running_loop().create_future()
        return arrived
