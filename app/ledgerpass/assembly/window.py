"""The program with its window. Qt is loaded here and by nothing else of the assembly."""

import logging
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ledgerpass.assembly.places import own_profile

if TYPE_CHECKING:
    from ledgerpass.assembly.program import MakeEmbedded, Program
    from ledgerpass.ui.main_window import MainWindow
    from ledgerpass.ui.second_start import Seat

_log = logging.getLogger(__name__)


def show_window(
    *,
    profile: Path | None = None,
    provider_folders: tuple[Path, ...] = (),
    attend: Callable[["MainWindow", "Program"], Awaitable[bool]] | None = None,
    embedded_browser: "MakeEmbedded | None" = None,
) -> int:
    """Show the window until it is closed, or, with `attend`, until the attendant has done with it.

    Where a window of this profile is open already, that one comes to the front instead; an attendant gets its own.
    `embedded_browser` takes the place of the one that is made where its libraries are installed.

    Returns:
        The exit code: 0, or 1 when the window could not be used, or the attendant found that not all was well.
    """
    profile = profile or own_profile()
    if attend:
        return _show(profile, provider_folders, attend, embedded_browser=embedded_browser)
    from ledgerpass.ui.second_start import Arrival, activation_of, seat_of  # noqa: PLC0415 - Qt is loaded for a window

    seat = seat_of(profile, os.environ)
    if seat is None:
        return _show(profile, provider_folders, embedded_browser=embedded_browser)
    arrival = seat.arrive(activation_of(os.environ))
    if arrival is Arrival.ANSWERED:
        return 0
    if arrival is Arrival.UNANSWERED:
        _log.warning("Ledgerpass is open already and doesn't answer; this one opens a window of its own")
    taken = seat if arrival is Arrival.FIRST else None
    return _show(profile, provider_folders, seat=taken, embedded_browser=embedded_browser)


def _show(
    profile: Path,
    provider_folders: tuple[Path, ...],
    attend: Callable[["MainWindow", "Program"], Awaitable[bool]] | None = None,
    seat: "Seat | None" = None,
    embedded_browser: "MakeEmbedded | None" = None,
) -> int:
    from ledgerpass.assembly.program import running  # noqa: PLC0415 - a second start needs none of these
    from ledgerpass.connections.keychain import UserKeychain  # noqa: PLC0415
    from ledgerpass.errors import RegisterUnreadable  # noqa: PLC0415
    from ledgerpass.ui import application as qt  # noqa: PLC0415
    from ledgerpass.ui.clipboard_time import ClipboardTime  # noqa: PLC0415
    from ledgerpass.ui.event_loop import run  # noqa: PLC0415
    from ledgerpass.ui.identity import make_application  # noqa: PLC0415
    from ledgerpass.ui.wording.landing import landing_pages  # noqa: PLC0415
    from ledgerpass.user_agents.default_browser import DefaultBrowser  # noqa: PLC0415
    from ledgerpass.user_agents.embedded_browser.agent import EmbeddedBrowser  # noqa: PLC0415
    from ledgerpass.user_agents.embedded_browser.availability import is_available  # noqa: PLC0415

    if embedded_browser is None and is_available():
        embedded_browser = EmbeddedBrowser
    application = make_application()
    if seat:
        seat.listen(application)
    outcome: list[bool] = []

    async def show() -> None:
        try:
            async with running(
                profile=profile,
                provider_folders=provider_folders,
                keychain=UserKeychain(profile),
                open_address=qt.open_address,
                pages=landing_pages(),
                own_browser=DefaultBrowser(os.environ),
                embedded_browser=embedded_browser,
            ) as program:
                is_well = await qt.show_until_closed(
                    application,
                    connecting=program.connecting,
                    keeper=program.keeper,
                    keychain=program.vault,
                    proxies=program.proxies,
                    rounds=program.rounds,
                    catalogue=program.catalogue,
                    troubles=program.troubles,
                    clipboard_time=ClipboardTime(profile, program.settings.clipboard_seconds),
                    attend=(lambda window: attend(window, program)) if attend else None,
                )
                outcome.append(is_well)
        except RegisterUnreadable as error:
            await qt.say_why_not(application, error)

    run(application, show())
    return 0 if outcome == [True] else 1
