"""The seam between a sign-in and whoever shows it: the system browser today, an embedded one later.

A user agent prepares a way back *before* any address is made, because the address must name the port that is really
bound (RFC 8252 section 7.3); then it shows the address; then it brings back what arrives, raw. It knows nothing of
OAuth: whether an arrival is the answer, a refusal or an old tab is the `Judge`'s to say, and the user agent only
shows the page that fits. What it notices that the user should hear of while the wait goes on, it tells a `Notice`.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from ledgerpass.secret import Secret


class Verdict(Enum):
    """What the sign-in says of an arrival."""

    TAKEN = "taken"
    DENIED = "denied"
    FAILED = "failed"
    NOT_OURS = "not_ours"


Judge = Callable[[Secret], Verdict]
"""Takes the whole redirect address as it arrived, a posted form in its query. Anything but NOT_OURS ends the wait."""


class Hindrance(Enum):
    """Why the answer may not come by itself although the user has given it."""

    HTTPS = "https"
    """The browser insists on https for the redirect address; it still shows that address, which can be pasted."""


Notice = Callable[[Hindrance], None]
"""Is told of a hindrance, once for each; the wait goes on."""


def ignore(_hindrance: Hindrance) -> None:
    """Take no notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """Where the answer shall arrive: on a loopback host, one of `ports` (none: any free one), at exactly `path`.

    `host` None means that nothing comes back by itself, and `redirect_uri` is what the provider is told instead.
    """

    host: str | None
    ports: tuple[int, ...] = ()
    path: str = ""
    redirect_uri: str = ""
    provider: str = ""


class Visit(Protocol):
    """One visit to the provider, ready to be shown."""

    @property
    def redirect_uri(self) -> str:
        """The redirect address that is really listened on, or the provider's word for none."""

    async def show(self, address: str) -> None:
        """Show the authorization address to the user; again when asked again.

        Raises:
            NoBrowser: nothing could be started to show it.
        """

    async def bring_back(self, judge: Judge, notice: Notice = ignore) -> Secret:
        """Wait, without end, for the first arrival that `judge` doesn't call NOT_OURS, and give its address."""


class UserAgent(Protocol):
    """Who shows the authorization address."""

    @property
    def name(self) -> str:
        """What the user would call it ("Firefox"), empty where that isn't known."""

    def visit(self, way_back: WayBack) -> AbstractAsyncContextManager[Visit]:
        """Get ready to listen; leaving the context stops listening and frees the port.

        Raises:
            NoPort: none of the ports is free.
        """
