"""The list as a widget: what the mouse and the keys do to its rows, told in signals that carry a connection's id."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu

from ledgerpass.providers.provider import PersonalToken
from ledgerpass.ui.connection_list.painting import RowPainter, parts
from ledgerpass.ui.connection_list.rows import ROW, WORDS, Rows
from ledgerpass.ui.theme import icons, spacing
from ledgerpass.ui.theme.controls import passing_menu
from ledgerpass.ui.theme.menu_entry import add_entry
from ledgerpass.ui.widgets.copy_menu import offer_forms
from ledgerpass.ui.wording.copy_words import copy_title
from ledgerpass.ui.wording.names import replace_title
from ledgerpass.ui.wording.standing_words import MainAction, StandingWords
from ledgerpass.ui.wording.translation import say
from ledgerpass.upkeep.keeper import Row

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_BY_KEYBOARD = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)


class ConnectionList(QListView):
    """The rows, and what is wanted of them."""

    copy_wanted = Signal(str, str)
    """A connection's id, and the id of a form (`connections.formats`)."""
    sign_in_wanted = Signal(str)
    replace_wanted = Signal(str)
    test_wanted = Signal(str)
    rename_wanted = Signal(str, str)
    permissions_wanted = Signal(str)
    activity_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, rows: Rows) -> None:
        """Show `rows`."""
        super().__init__()
        self.rows = rows
        self.painter_of_rows = RowPainter(self)
        self._pressed: tuple[int, str] = (-1, "")
        self.open_menu: QMenu | None = None
        self.setModel(rows)
        self.setItemDelegate(self.painter_of_rows)
        self.setAccessibleName(say("Connections"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self.painter_of_rows.renamed.connect(self.rename_wanted)
        self.verticalScrollBar().rangeChanged.connect(self._centre)

    def present(self, rows: tuple[Row, ...]) -> None:
        """Show these rows; the selected connection stays selected."""
        selected = self.selected_id()
        self.rows.present(rows)
        if not self.select(selected) and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0, 0))

    def selected_id(self) -> str:
        """Give the id of the selected connection, empty where there is none."""
        row = self.currentIndex().data(ROW)
        return row.connection.id if isinstance(row, Row) else ""

    def select(self, connection_id: str) -> bool:
        """Select a connection; False when it isn't shown."""
        place = self.rows.place(connection_id)
        index = QModelIndex() if place is None else self.rows.index(place)
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    def search(self, text: str) -> None:
        """Show only what holds `text`."""
        selected = self.selected_id()
        self.rows.search(text)
        if not self.select(selected) and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0, 0))

    def do_main_action(self, index: QModelIndex) -> None:
        """Do what the row's one button does."""
        row, words = index.data(ROW), index.data(WORDS)
        if not isinstance(row, Row) or not isinstance(words, StandingWords):
            return
        match words.action:
            case MainAction.COPY:
                self.copy_wanted.emit(row.connection.id, "token")
            case MainAction.SIGN_IN_AGAIN:
                self.sign_in_wanted.emit(row.connection.id)
            case MainAction.TRY_AGAIN:
                self.test_wanted.emit(row.connection.id)
            case MainAction.REMOVE:
                self.remove_wanted.emit(row.connection.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work on the selected row with the keys that the menu names."""
        if self.state() == QAbstractItemView.State.EditingState:
            event.ignore()  # the name's field has done with it what there was to do
            return
        index = self.currentIndex()
        self._show_ring(shown=True)
        if not index.isValid():
            super().keyPressEvent(event)
        elif event.key() in _ENTER:
            self.do_main_action(index)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit(self.selected_id(), "token")
        elif event.matches(QKeySequence.StandardKey.Delete) or event.key() == Qt.Key.Key_Backspace:
            self.remove_wanted.emit(self.selected_id())
        elif event.key() == Qt.Key.Key_F2:
            self.edit(index)
        elif event.key() == Qt.Key.Key_T and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.test_wanted.emit(self.selected_id())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up what is pointed at."""
        self._point_at(event.position().toPoint())
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Light up nothing once the mouse has left the rows."""
        if event.type() == QEvent.Type.Leave:
            self._point_at(QPoint(-1, -1))
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember which part is pressed."""
        self._show_ring(shown=False)
        super().mousePressEvent(event)
        self._pressed = self._part_at(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do what the part does where the mouse was pressed and let go."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, (-1, "")
        if event.button() != Qt.MouseButton.LeftButton or pressed != self._part_at(event.position().toPoint()):
            return
        index = self.rows.index(pressed[0], 0)
        if pressed[1] == "button":
            self.do_main_action(index)
        elif pressed[1] == "dots":
            dots = parts(self.visualRect(index), index.data(WORDS).action).dots
            self.show_menu(self.viewport().mapToGlobal(dots.bottomLeft().toPoint()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu at the mouse, or at the row for the menu key."""
        index = self.currentIndex()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
            at = event.globalPos()
        else:
            dots = parts(self.visualRect(index), index.data(WORDS).action).dots if index.isValid() else None
            at = self.viewport().mapToGlobal(dots.bottomLeft().toPoint()) if dots else event.globalPos()
        if index.isValid():
            self.setCurrentIndex(index)
            self.show_menu(at)

    def show_menu(self, at: QPoint) -> None:
        """Show what can be done with the selected connection."""
        row = self.currentIndex().data(ROW)
        if isinstance(row, Row):
            self.open_menu = self._make_menu(row)
            self.open_menu.popup(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the rows in a column in the middle, with the scroll bar at the window's edge."""
        self._centre()
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring where the keyboard led here."""
        self._show_ring(shown=event.reason() in _BY_KEYBOARD)
        super().focusInEvent(event)

    def _show_ring(self, *, shown: bool) -> None:
        self.painter_of_rows.shows_ring = shown
        self.viewport().update()

    def _centre(self) -> None:
        side = max(spacing.AIR, (self.width() - spacing.GRID) // 2)
        bar = self.verticalScrollBar()
        self.setViewportMargins(side, 0, side - (bar.sizeHint().width() if bar.maximum() > 0 else 0), 0)

    def _make_menu(self, row: Row) -> QMenu:
        connection = row.connection.id
        made = passing_menu(self)
        if row.provider is not None:
            add_entry(made, "check", say("Test now"), partial(self.test_wanted.emit, connection), "Ctrl+T")
            forms = made.addMenu(icons.icon("copy", "soft"), copy_title())
            _look_like(forms, made)
            offer_forms(forms, partial(self.copy_wanted.emit, connection), "Ctrl+C")
            if not isinstance(row.way, PersonalToken):  # which is replaced, and nobody signs in
                add_entry(made, "sign_in", say("Sign in again"), partial(self.sign_in_wanted.emit, connection))
            if replace_title(row.way):
                add_entry(made, "key", replace_title(row.way), partial(self.replace_wanted.emit, connection))
            made.addSeparator()
        add_entry(made, "pencil", say("Rename"), partial(self.edit, self.currentIndex()), "F2")
        add_entry(made, "shield", say("What it may do"), partial(self.permissions_wanted.emit, connection))
        add_entry(made, "history", say("Activity"), partial(self.activity_wanted.emit, connection))
        made.addSeparator()
        add_entry(made, "trash", say("Remove"), partial(self.remove_wanted.emit, connection), "Del")
        return made

    def _point_at(self, point: QPoint) -> None:
        part = self._part_at(point)
        if part != self.painter_of_rows.pointed_at:
            self.painter_of_rows.pointed_at = part
            cursor = Qt.CursorShape.PointingHandCursor if part[1] else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(cursor)
            self.viewport().update()

    def _part_at(self, point: QPoint) -> tuple[int, str]:
        index = self.indexAt(point)
        if not index.isValid():
            return (-1, "")
        return (index.row(), parts(self.visualRect(index), index.data(WORDS).action).at(point.toPointF()))


def _look_like(inner: QMenu, outer: QMenu) -> None:
    inner.setWindowFlags(outer.windowFlags())
    inner.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
