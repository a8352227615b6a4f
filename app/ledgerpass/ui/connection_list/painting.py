"""Paints a row of the list: the mark, the name, how it stands, one button, and the menu's three dots.

The rows form one card. Everything is painted and nothing is a widget, so that a thousand rows cost what ten do;
where the button and the menu are is asked of `parts`, by the painter and by the mouse alike.
"""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ledgerpass.ui.connection_list.rows import ROW, WORDS, Index, provider_name
from ledgerpass.ui.theme import palette, spacing
from ledgerpass.ui.theme.icons import IconName, Ink, paint_icon
from ledgerpass.ui.theme.mark import paint_mark
from ledgerpass.ui.theme.typography import font_for
from ledgerpass.ui.wording.standing_words import MainAction, Sign, StandingWords, action_words
from ledgerpass.ui.wording.translation import say
from ledgerpass.upkeep.keeper import Row

HEIGHT = 76
_SIGNS: dict[Sign, tuple[IconName, Ink]] = {
    Sign.GOOD: ("check", "accent_text"),
    Sign.SOON: ("clock", "warning"),
    Sign.TROUBLE: ("alert", "danger"),
    Sign.AWAY: ("cut_off", "warning"),
    Sign.BUSY: ("again", "soft"),
}
_BUTTON_ICONS: dict[MainAction, IconName] = {
    MainAction.COPY: "copy",
    MainAction.SIGN_IN_AGAIN: "sign_in",
    MainAction.TRY_AGAIN: "again",
    MainAction.REMOVE: "trash",
}
_WORDS_LEFT = spacing.ROOM + spacing.MARK + spacing.ROOM


@dataclass(frozen=True, slots=True)
class Parts:
    """Where in a row the button and the menu's dots are."""

    button: QRectF
    dots: QRectF

    def at(self, point: QPointF) -> str:
        """Name what is at a point: 'button', 'dots', or nothing."""
        return "button" if self.button.contains(point) else "dots" if self.dots.contains(point) else ""


def parts(row: QRect, action: MainAction) -> Parts:
    """Give where things are in a row that does `action`."""
    side = spacing.SMALL_CONTROL + 4
    top = row.top() + (row.height() - side) / 2
    dots = QRectF(row.right() - spacing.SNUG - side, top, side, side)
    words = QFontMetricsF(font_for("strong")).horizontalAdvance(action_words(action))
    width = words + spacing.SNUG * 2 + spacing.SMALL_ICON + spacing.STEP
    return Parts(button=QRectF(dots.left() - spacing.HALF - width, top, width, side), dots=dots)


class RowPainter(QStyledItemDelegate):
    """Paints the rows, and lets a name be edited in its place."""

    renamed = Signal(str, str)
    """A connection's id and its new name."""

    def __init__(self, parent: QWidget) -> None:
        """Paint for the list `parent`."""
        super().__init__(parent)
        self.shows_ring = False
        """Whether the selected row shows that it has the focus: the keyboard was used last."""
        self.pointed_at: tuple[int, str] = (-1, "")
        """The row under the mouse, and which part of it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Give every row the same height."""
        return QSize(0, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row, words = index.data(ROW), index.data(WORDS)
        area: QRect = option.rect
        state = option.state
        focused = self.shows_ring and bool(
            state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected
        )
        pointed_at = self.pointed_at[1] if self.pointed_at[0] == index.row() else None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, area, index, lit=pointed_at is not None, focused=focused)
        _paint_mark(painter, area, row)
        where = parts(area, words.action)
        right = where.button.left() - spacing.ROOM
        _paint_name(painter, area, row, right)
        _paint_standing(painter, area, words)
        _paint_button(painter, where.button, words.action, lit=pointed_at == "button")
        _paint_dots(painter, where.dots, lit=pointed_at == "dots")
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002
        """Make a field for the name."""
        field = QLineEdit(parent)
        field.setAccessibleName(say("Name of this connection"))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the name it has."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: ARG002
        """Hand the new name on; the list shows it once it is kept."""
        if isinstance(editor, QLineEdit) and editor.text() != index.data(Qt.ItemDataRole.EditRole):
            self.renamed.emit(index.data(ROW).connection.id, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Put the field where the name stands."""
        area: QRect = option.rect
        right = parts(area, index.data(WORDS).action).button.left() - spacing.ROOM
        left = area.left() + _WORDS_LEFT - spacing.SNUG
        editor.setGeometry(left, area.center().y() - spacing.CONTROL // 2, int(right - left), spacing.CONTROL)


def _paint_ground(painter: QPainter, area: QRect, index: Index, *, lit: bool, focused: bool) -> None:
    tokens = palette.current()
    first, last = index.row() == 0, index.row() == index.model().rowCount() - 1
    shape = _row_shape(QRectF(area), first=first, last=last)
    painter.fillPath(shape, QColor(tokens.hover if lit else tokens.surface))
    painter.setPen(QPen(QColor(tokens.hairline), 1))
    painter.drawPath(shape)
    if focused:
        painter.setPen(QPen(QColor(tokens.focus), spacing.RING_WIDTH))
        inner = QRectF(area).adjusted(4, 4, -4, -4)
        painter.drawRoundedRect(inner, spacing.RADIUS, spacing.RADIUS)


def _row_shape(area: QRectF, *, first: bool, last: bool) -> QPainterPath:
    """Give the outline of a row: the first is round at the top, the last at the bottom, and hairlines are shared."""
    box = area.adjusted(0.5, 0.5 if first else -0.5, -0.5, -0.5)
    radius = spacing.CARD_RADIUS
    top, bottom = (radius if first else 0), (radius if last else 0)
    path = QPainterPath(QPointF(box.left() + top, box.top()))
    path.lineTo(box.right() - top, box.top())
    path.arcTo(QRectF(box.right() - 2 * top, box.top(), 2 * top, 2 * top), 90, -90)
    path.lineTo(box.right(), box.bottom() - bottom)
    path.arcTo(QRectF(box.right() - 2 * bottom, box.bottom() - 2 * bottom, 2 * bottom, 2 * bottom), 0, -90)
    path.lineTo(box.left() + bottom, box.bottom())
    path.arcTo(QRectF(box.left(), box.bottom() - 2 * bottom, 2 * bottom, 2 * bottom), 270, -90)
    path.lineTo(box.left(), box.top() + top)
    path.arcTo(QRectF(box.left(), box.top(), 2 * top, 2 * top), 180, -90)
    return path


def _paint_mark(painter: QPainter, area: QRect, row: Row) -> None:
    top = area.top() + (area.height() - spacing.MARK) / 2
    mark = row.provider.mark if row.provider else None
    paint_mark(
        painter,
        QRectF(area.left() + spacing.ROOM, top, spacing.MARK, spacing.MARK),
        letters=mark.letters if mark else "?",
        colour=mark.colour if mark else palette.current().outline,
        practice=row.provider.practice if row.provider else False,
    )


def _paint_name(painter: QPainter, area: QRect, row: Row, right: float) -> None:
    tokens = palette.current()
    left = float(area.left() + _WORDS_LEFT)
    strong, plain = font_for("strong"), font_for("caption")
    baseline = area.center().y() - 5
    second = _second_name(row)
    name = QFontMetricsF(strong).elidedText(row.connection.name, Qt.TextElideMode.ElideRight, right - left)
    painter.setFont(strong)
    painter.setPen(QColor(tokens.text))
    painter.drawText(QPointF(left, baseline), name)
    left += QFontMetricsF(strong).horizontalAdvance(name) + spacing.STEP + 2
    if row.provider is not None and row.provider.practice:
        left = _paint_practice(painter, left, baseline)
    if second and right - left > spacing.SKY:
        painter.setFont(plain)
        painter.setPen(QColor(tokens.soft))
        painter.drawText(
            QPointF(left, baseline),
            QFontMetricsF(plain).elidedText(second, Qt.TextElideMode.ElideRight, right - left),
        )


def _second_name(row: Row) -> str:
    """Give what stands beside the name: the provider, and the company where the connection was renamed."""
    names = [provider_name(row), row.connection.company.name if row.connection.company else ""]
    return " · ".join(name for name in names if name and name != row.connection.name)


def _paint_practice(painter: QPainter, left: float, baseline: float) -> float:
    tokens = palette.current()
    font = font_for("caption")
    metrics = QFontMetricsF(font)
    words = say("Practice")
    chip = QRectF(left, baseline - metrics.ascent() - 2, metrics.horizontalAdvance(words) + 16, metrics.height() + 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.warning_soft))
    painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
    painter.setPen(QColor(tokens.warning))
    painter.setFont(font)
    painter.drawText(QPointF(left + 8, baseline), words)
    return chip.right() + spacing.STEP


def standing_in(area: QRect, words: StandingWords) -> str:
    """Give the words that find room in a row: as many as fit, and cut off only where none do."""
    said, metrics = (words.words, *words.shorter), QFontMetricsF(font_for("caption"))
    room = parts(area, words.action).button.left() - spacing.ROOM - _standing_left(area)
    fits = (each for each in said if metrics.horizontalAdvance(each) <= room)
    return next(fits, metrics.elidedText(said[-1], Qt.TextElideMode.ElideRight, room))


def _standing_left(area: QRect) -> int:
    return area.left() + _WORDS_LEFT + spacing.SMALL_ICON + 6


def _paint_standing(painter: QPainter, area: QRect, words: StandingWords) -> None:
    name, ink = _SIGNS[words.sign]
    baseline = area.center().y() + 18
    side = spacing.SMALL_ICON
    paint_icon(painter, QRectF(area.left() + _WORDS_LEFT - 1, baseline - side + 3, side, side), name, ink)
    tokens = palette.current()
    painter.setFont(font_for("caption"))
    painter.setPen(QColor(tokens.danger if words.sign is Sign.TROUBLE else tokens.soft))
    painter.drawText(QPointF(_standing_left(area), baseline), standing_in(area, words))


def _paint_button(painter: QPainter, area: QRectF, action: MainAction, *, lit: bool) -> None:
    tokens = palette.current()
    strong = action is MainAction.SIGN_IN_AGAIN
    if strong:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent_hover if lit else tokens.accent))
    else:
        painter.setPen(QPen(QColor(tokens.outline if lit else tokens.edge), 1))
        painter.setBrush(QColor(tokens.surface))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), spacing.RADIUS, spacing.RADIUS)
    ink: Ink = "on_accent" if strong else "text"
    side = spacing.SMALL_ICON
    icon = QRectF(area.left() + spacing.SNUG, area.center().y() - side / 2, side, side)
    paint_icon(painter, icon, _BUTTON_ICONS[action], ink)
    painter.setPen(QColor(getattr(tokens, ink)))
    painter.setFont(font_for("strong"))
    words = QRectF(icon.right() + spacing.STEP, area.top(), area.right() - icon.right() - spacing.STEP, area.height())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, action_words(action))


def _paint_dots(painter: QPainter, area: QRectF, *, lit: bool) -> None:
    if lit:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.current().hairline))
        painter.drawRoundedRect(area, spacing.RADIUS, spacing.RADIUS)
    side = spacing.ICON
    at = area.center()
    paint_icon(painter, QRectF(at.x() - side / 2, at.y() - side / 2, side, side), "more", "soft")
