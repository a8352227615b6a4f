"""The program with its window. Qt is loaded here and by nothing else of the assembly."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ledgerpass.assembly.program import Program, own_profile, running
from ledgerpass.connections.keychain import SystemKeychain
from ledgerpass.errors import RegisterUnreadable

if TYPE_CHECKING:
    from ledgerpass.ui.main_window import MainWindow


def show_window(
    *,
    profile: Path | None = None,
    provider_folders: tuple[Path, ...] = (),
    attend: Callable[["MainWindow", Program], Awaitable[bool]] | None = None,
) -> int:
    """Show the window until it is closed, or, with `attend`, until the attendant has done with it.

    Returns:
        The exit code: 0, or 1 when the window could not be used, or the attendant found that not all was well.
    """
    from ledgerpass.ui import application as qt  # noqa: PLC0415 - Qt is loaded when a window is shown
    from ledgerpass.ui.event_loop import run  # noqa: PLC0415
    from ledgerpass.ui.wording.landing import landing_pages  # noqa: PLC0415

    application = qt.make_application()
    outcome: list[bool] = []

    async def show() -> None:
        try:
            async with running(
                profile=profile or own_profile(),
                provider_folders=provider_folders,
                keychain=SystemKeychain(),
                open_address=qt.open_address,
                pages=landing_pages(),
            ) as program:
                is_well = await qt.show_until_closed(
                    application,
                    connecting=program.connecting,
                    keeper=program.keeper,
                    keychain=program.vault,
                    catalogue=program.catalogue,
                    troubles=program.troubles,
                    attend=(lambda window: attend(window, program)) if attend else None,
                )
                outcome.append(is_well)
        except RegisterUnreadable as error:
            await qt.say_why_not(application, error)

    run(application, show())
    return 0 if outcome == [True] else 1
