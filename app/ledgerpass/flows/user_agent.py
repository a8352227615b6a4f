"""The seam between a sign-in and whoever shows it: the user's own browser, or the embedded one.

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

from ledgerpass.providers.provider import ShownCode
from ledgerpass.secret import Secret


class Verdict(Enum):
    """What the sign-in says of an arrival."""

    TAKEN = "taken"
    DENIED = "denied"
    FAILED = "failed"
    NOT_OURS = "not_ours"


Judge = Callable[[Secret], Verdict]
"""Takes the whole redirect address as it arrived, a posted form in its query; or the code that the provider's page
shows, where the user agent could read it there. Anything but NOT_OURS ends the wait."""


class Hindrance(Enum):
    """Why the answer may not come by itself although the user has given it."""

    HTTPS = "https"
    """The browser insists on https for the redirect address; it still shows that address, which can be pasted."""
    REFUSED = "refused"
    """The provider refuses embedded browsers: the sign-in goes on in the user's own."""
    PASSKEY = "passkey"
    """A passkey is only in the user's own browser, where the sign-in goes on."""
    MOVED = "moved"
    """The user chose to go on in his own browser."""
    FAILED = "failed"
    """The embedded browser couldn't be used here: the sign-in goes on in the user's own."""
    NOT_OPENED = "not_opened"
    """The user's own browser, where the sign-in goes on, couldn't be opened; the link can still be copied."""


LEADS_OUT_OF_THE_WINDOW = frozenset({Hindrance.REFUSED, Hindrance.PASSKEY, Hindrance.MOVED, Hindrance.FAILED})
"""After these the sign-in goes on in the user's own browser."""


class Sight(Enum):
    """What the user can see by now."""

    WINDOW = "window"
    """The embedded browser's window is there, and has drawn something."""


Notice = Callable[[Hindrance | Sight], None]
"""Is told of a hindrance, once for each, or of what the user sees by now; the wait goes on."""


def ignore(_noticed: Hindrance | Sight) -> None:
    """Take no notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """Where the answer shall arrive: on a loopback host, one of `ports` (none: any free one), at exactly `path`.

    `host` None means that nothing comes back to this computer by itself, and `redirect_uri` is what the provider is
    told instead; `shown_code` is then where its page shows a code, None where it shows none.
    """

    host: str | None
    ports: tuple[int, ...] = ()
    path: str = ""
    redirect_uri: str = ""
    shown_code: ShownCode | None = None
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
        """What the user would call it, empty where the desktop's own browser is meant; see `OwnBrowser`."""

    def visit(self, way_back: WayBack) -> AbstractAsyncContextManager[Visit]:
        """Get ready to listen; leaving the context stops listening and frees the port.

        Raises:
            NoPort: none of the ports is free.
        """


class OwnBrowser(Protocol):
    """The browser that the user has chosen for the whole desktop. To ask the desktop may take a moment."""

    def name(self) -> str:
        """Give what the user calls it ("Firefox"), empty where that can't be told."""

    def is_there(self) -> bool:
        """Tell whether anything can be started; where that can't be told, it is taken to be so."""
