"""The list as a user has it in hand: what its rows say, their buttons, their menus."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.secret import Secret
from ledgerpass.ui.connection_list.painting import parts
from ledgerpass.ui.connection_list.rows import WORDS
from ledgerpass.ui.home import Home
from tests.ui import samples
from tests.ui.reading import settle
from tests.ui.stand import Stand


def shown(stand: Stand) -> Home:
    stand.keeper.shown = samples.rows()
    stand.keeper.subject_given = Subject(
        token=Secret(samples.TOKEN),
        headers={"Authorization": Secret(f"Bearer {samples.TOKEN}")},
        url="https://moneybird.com/api/v2/123/contacts.json",
        expires_at=samples.NOW + 58 * 60 + 5,
    )
    stand.window.show_home()
    settle()
    return stand.window.home


def spoken(home: Home) -> list[str]:
    """Read the rows as a screen reader does."""
    model = home.list.rows
    return [model.index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole) for place in range(model.rowCount())]


def click(home: Home, connection_id: str, part: str) -> None:
    home.list.select(connection_id)
    index = home.list.currentIndex()
    where = parts(home.list.visualRect(index), index.data(WORDS).action)
    area = where.button if part == "button" else where.dots
    QTest.mouseClick(home.list.viewport(), Qt.MouseButton.LeftButton, pos=area.center().toPoint())
    settle()


def menu_of(home: Home) -> QMenu:
    assert home.list.open_menu is not None
    return home.list.open_menu


def choose(menu: QMenu, words: str) -> None:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            matching = [each for each in inner.actions() if each.text().partition("\t")[0] == words]
        else:
            matching = [action] if action.text().partition("\t")[0] == words else []
        if matching:
            matching[0].trigger()
            menu.close()
            return
    message = f"{words!r} is not in the menu"
    raise AssertionError(message)
