"""The bare cost beside the window: Qt's own list of the same names, read from the same file, with Qt's own filter.

python -m tests.bench.programs.bare_window PROFILE WORDS
"""

import sqlite3
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSortFilterProxyModel, QStringListModel
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QVBoxLayout, QWidget

from tests.bench.programs.dialogue import say


class _Window(QWidget):
    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.list = QListView()
        self.list.setUniformItemSizes(True)
        self.filtered = QSortFilterProxyModel()
        self.filtered.setSourceModel(QStringListModel(names, self))
        self.list.setModel(self.filtered)
        self.search.textChanged.connect(self.filtered.setFilterFixedString)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.resize(900, 680)
        self.painted_at = 0
        self.list.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name for it
        if event.type() == QEvent.Type.Paint and not self.painted_at:
            self.painted_at = time.monotonic_ns()
        return False


def main() -> None:
    """Show the list, tell when it was painted, and how long each key takes."""
    application = QApplication(sys.argv[:1])
    with sqlite3.connect(Path(sys.argv[1], "connections.sqlite")) as database:
        names = [name for (name,) in database.execute("SELECT name FROM connections ORDER BY number")]
    window = _Window(names)
    window.show()
    while not window.painted_at:
        application.processEvents()
    say(painted=time.monotonic_ns())
    times = []
    for length in range(1, len(sys.argv[2]) + 1):
        began = time.monotonic_ns()
        window.search.setText(sys.argv[2][:length])
        window.list.viewport().repaint()
        times.append(time.monotonic_ns() - began)
    say(keys=times)


if __name__ == "__main__":
    main()
