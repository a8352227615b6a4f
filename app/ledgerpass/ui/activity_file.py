"""Saves what was done with a connection as a table, where the user wants it."""

from pathlib import Path

from PySide6.QtCore import QDir, QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from ledgerpass.ui.doors import KeeperDoor
from ledgerpass.ui.home import Home
from ledgerpass.ui.undertakings import Undertakings
from ledgerpass.ui.widgets.toast import Toast
from ledgerpass.ui.wording.translation import say

_NOT_IN_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|', " "))
"""What no file's name may hold on Windows, and some of it nowhere."""

_LONGEST = 80


class ActivityFile(QObject):
    """Asks where, and writes."""

    def __init__(self, home: Home, keeper: KeeperDoor, undertakings: Undertakings, toast: Toast) -> None:
        """Write what `keeper` gives; speak by `toast`."""
        super().__init__(home)
        self._home, self._keeper, self._undertakings, self._toast = home, keeper, undertakings, toast

    def ask(self, connection_id: str, name: str) -> None:
        """Ask for a place; the window goes on meanwhile."""
        dialog = QFileDialog(self._home.window(), say("Save as a table (CSV)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([say("Tables (*.csv)")])
        dialog.setDefaultSuffix("csv")
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.setDirectory(folder or QDir.homePath())
        dialog.selectFile(file_name(say("Activity of {name}", name=name)))
        dialog.fileSelected.connect(lambda chosen: self._save(connection_id, Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(self, connection_id: str, path: Path) -> None:
        async def work() -> None:
            table = await self._keeper.export_activity(connection_id)
            try:
                _write(path, table)
            except OSError:
                self._toast.say_shortly(say("The file can't be written there. Choose another folder."), "alert")
            else:
                self._toast.say_shortly(say("Saved as {file}.", file=path.name))

        self._undertakings.start(work, connection_id)


def _write(path: Path, table: str) -> None:
    # with a byte order mark, without which spreadsheets take accents for something else
    path.write_text(table, encoding="utf-8-sig", newline="")


def file_name(title: str) -> str:
    """Make a file's name of a title that can hold anything."""
    plain = " ".join(title.translate(_NOT_IN_NAMES).split())
    kept = "".join(letter for letter in plain if letter.isprintable())[:_LONGEST]
    return f"{kept.strip(' .')}.csv"
