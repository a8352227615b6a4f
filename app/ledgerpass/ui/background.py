"""The background work as the window shows it: it begins once the list is there, and ends with the window.

Whoever is at work elsewhere is told once, by the taskbar, and by nothing that has to be clicked away.
"""

import asyncio

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication

from ledgerpass.ui.doors import RoundsDoor
from ledgerpass.ui.main_window import MainWindow
from ledgerpass.ui.wording.names import short_name
from ledgerpass.ui.wording.translation import say
from ledgerpass.upkeep.keeper import Row

AFTER = 2.0
"""Seconds until it begins: the list is painted first, and what the user does first is not kept waiting."""


class Background:
    """Joins `rounds` and `window`."""

    def __init__(self, rounds: RoundsDoor, window: MainWindow) -> None:
        """Say in `window` what the rounds find."""
        self._rounds, self._window = rounds, window
        rounds.ended = self._say_ended
        rounds.parted = window.looking_after.removing.say_parting
        window.home.list.rows.next_try = rounds.next_try

    async def run(self) -> None:
        """Work until it is cancelled."""
        await asyncio.sleep(AFTER)
        await self._rounds.run()

    def _say_ended(self, row: Row) -> None:
        self._window.looking_after.show_row(row)
        QApplication.alert(self._window)
        words = say("{name} needs you.", name=short_name(row.connection.name))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window.home.list, words))
