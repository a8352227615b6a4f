"""Lays buttons side by side, and on a further line where they don't fit: other languages need longer words."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ledgerpass.ui.theme import spacing


class Flow(QLayout):
    """A row that breaks. With `fills`, the widgets of a line share its whole width."""

    def __init__(self, *, fills: bool = False, gap: int = spacing.STEP) -> None:
        """Make an empty one, with `gap` pixels between its widgets."""
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._fills = fills
        self._gap = gap

    def addItem(self, item: QLayoutItem) -> None:
        """Add one more, at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Count what is in it."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give one of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one of them out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height at a width."""
        return self._lay(QRect(0, 0, width, 0), moves=False)

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Ask for the widest at least."""
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0)
        )

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in its place."""
        super().setGeometry(rect)
        self._lay(rect, moves=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay(self, area: QRect, *, moves: bool) -> int:
        top = area.top()
        for line in self._broken(area.width()):
            height = max(item.sizeHint().height() for item in line)
            if moves:
                self._place(line, QRect(area.left(), top, area.width(), height))
            top += height + self._gap
        return max(0, top - self._gap - area.top())

    def _broken(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = -1
        for item in self._shown():
            wanted = item.sizeHint().width()
            if not lines or wanted + self._gap > left:
                lines.append([])
                left = width + self._gap
            lines[-1].append(item)
            left -= wanted + self._gap
        return lines

    def _place(self, line: list[QLayoutItem], area: QRect) -> None:
        wanted = [item.sizeHint().width() for item in line]
        spare = area.width() - sum(wanted) - self._gap * (len(line) - 1)
        share = max(0, spare // len(line)) if self._fills else 0
        rest = max(0, spare - share * len(line)) if self._fills else 0
        parent = self.parentWidget()
        mirrored = isinstance(parent, QWidget) and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = area.left()
        for item, width in zip(line, wanted, strict=True):
            given = width + share + (rest if item is line[-1] else 0)
            box = QRect(QPoint(left, area.top()), QSize(min(given, area.width()), area.height()))
            if mirrored:
                box.moveLeft(area.left() + area.right() - box.right())
            item.setGeometry(box)
            left += box.width() + self._gap
