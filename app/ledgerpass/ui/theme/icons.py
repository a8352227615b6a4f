"""The drawn icons: one stroke width, round ends, on a field of 24 by 24.

They are drawn by hand as SVG paths and coloured at the moment they are painted, so that one icon serves light, dark
and high contrast, and follows a change of the desktop without being told.
"""

from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ledgerpass.ui.theme import palette

IconName = Literal[
    "again", "alert", "back", "browser", "check", "clock", "close", "copy", "cut_off", "down", "eye",
    "flask", "help", "history", "info", "key", "link", "lock", "more", "next", "open", "pencil", "plus",
    "save", "search", "shield", "sign_in", "terminal", "trash", "undo",
]  # fmt: skip
Ink = Literal[
    "text", "soft", "faint", "accent", "accent_text", "on_accent", "danger", "warning", "on_toast", "toast_action"
]
"""Which token an icon is painted in."""

_DOT = '<circle cx="{x}" cy="{y}" r="{r}" fill="INK" stroke="none"/>'
_SHAPES: dict[IconName, str] = {
    "again": '<path d="M19.2 9.5A7.6 7.6 0 1 0 19.6 12M19.6 5v4.6h-4.6"/>',
    "alert": '<path d="M12 4.2 21 19.4H3Z M12 10v4.2"/>' + _DOT.format(x=12, y=16.8, r=1.05),
    "back": '<path d="M14.5 5.5 8 12l6.5 6.5"/>',
    "browser": '<rect x="3.5" y="4.5" width="17" height="15" rx="2.6"/><path d="M3.5 9.2h17"/>'
    + _DOT.format(x=6.4, y=6.9, r=0.8)
    + _DOT.format(x=9, y=6.9, r=0.8),
    "check": '<path d="m5 12.6 4.7 4.7L19.2 7.4"/>',
    "clock": '<circle cx="12" cy="12" r="8.4"/><path d="M12 7.4V12l3 1.9"/>',
    "close": '<path d="m6.5 6.5 11 11m0-11-11 11"/>',
    "copy": '<rect x="8.7" y="8.7" width="11.3" height="11.3" rx="2.4"/>'
    '<path d="M15.3 5.6A2.4 2.4 0 0 0 13 4H6.4A2.4 2.4 0 0 0 4 6.4V13a2.4 2.4 0 0 0 1.6 2.3"/>',
    "cut_off": '<path d="M9.2 6.6a6 6 0 0 1 8.3 4 4 4 0 0 1 2 6.7M16.4 18.5H7.2a4.4 4.4 0 0 1-.8-8.7M4 4l16 16"/>',
    "down": '<path d="m6 9.5 6 6 6-6"/>',
    "eye": '<path d="M2.6 12C5 7.7 8.2 5.6 12 5.6s7 2.1 9.4 6.4c-2.4 4.3-5.6 6.4-9.4 6.4S5 16.3 2.6 12Z"/>'
    '<circle cx="12" cy="12" r="2.9"/>',
    "flask": '<path d="M9 4h6m-4.4 0v6.2L5.7 18a1.5 1.5 0 0 0 1.3 2.2h10a1.5 1.5 0 0 0 1.3-2.2l-4.9-7.8V4'
    'M8.2 14.6h7.6"/>',
    "help": '<circle cx="12" cy="12" r="8.4"/><path d="M9.6 9.7a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.2 1-1.2 1.9"/>'
    + _DOT.format(x=12, y=16.4, r=1.05),
    "history": '<path d="M4.4 12A7.6 7.6 0 1 0 6.9 6.3L4.5 8.5M4.5 4.6v4h4M12 8v4.2l2.8 1.7"/>',
    "info": '<circle cx="12" cy="12" r="8.4"/><path d="M12 11.2v5"/>' + _DOT.format(x=12, y=8, r=1.05),
    "key": '<circle cx="8.2" cy="15.8" r="4.2"/><path d="m11.3 12.7 8.2-8.2m-3.4 3.4 3 3"/>',
    "link": '<path d="M10 13.8a3.9 3.9 0 0 0 5.6.3l3-3a3.9 3.9 0 0 0-5.5-5.5l-1.3 1.3'
    'M14 10.2a3.9 3.9 0 0 0-5.6-.3l-3 3a3.9 3.9 0 0 0 5.5 5.5l1.3-1.3"/>',
    "lock": '<rect x="5.4" y="10.8" width="13.2" height="9.2" rx="2.2"/>'
    '<path d="M8.4 10.8V8a3.6 3.6 0 0 1 7.2 0v2.8"/>',
    "more": _DOT.format(x=5.6, y=12, r=1.55) + _DOT.format(x=12, y=12, r=1.55) + _DOT.format(x=18.4, y=12, r=1.55),
    "next": '<path d="M9.5 5.5 16 12l-6.5 6.5"/>',
    "open": '<path d="M13.6 4.5h5.9v5.9m0-5.9-8.2 8.2'
    'M9.7 5.4H6.9a2.4 2.4 0 0 0-2.4 2.4v9.3a2.4 2.4 0 0 0 2.4 2.4h9.3a2.4 2.4 0 0 0 2.4-2.4v-2.8"/>',
    "pencil": '<path d="m4.8 19.2.9-3.9L15.9 5.1a1.5 1.5 0 0 1 2.1 0l.9.9a1.5 1.5 0 0 1 0 2.1L8.7 18.3Z"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "save": '<path d="M12 4.4v10.2m-4.2-4.2 4.2 4.2 4.2-4.2'
    'M4.8 16.6v1.2a1.8 1.8 0 0 0 1.8 1.8h10.8a1.8 1.8 0 0 0 1.8-1.8v-1.2"/>',
    "search": '<circle cx="10.8" cy="10.8" r="6.3"/><path d="m15.6 15.6 4.6 4.6"/>',
    "shield": '<path d="M12 3.8 18.8 6v5.6c0 4.2-2.6 7.1-6.8 8.6-4.2-1.5-6.8-4.4-6.8-8.6V6Z"/>',
    "sign_in": '<path d="M13.8 4.5h3.3a2.4 2.4 0 0 1 2.4 2.4v10.2a2.4 2.4 0 0 1-2.4 2.4h-3.3'
    'M4.5 12h10m-3.6-3.6 3.6 3.6-3.6 3.6"/>',
    "terminal": '<rect x="3.5" y="5" width="17" height="14" rx="2.6"/><path d="m7.4 9.6 2.6 2.6-2.6 2.6m5.2.2h4"/>',
    "trash": '<path d="M4.8 7h14.4M9.3 7V4.6h5.4V7M6.8 7l.8 11a1.8 1.8 0 0 0 1.8 1.6h5.2a1.8 1.8 0 0 0 1.8-1.6l.8-11'
    'M10.3 10.6v5.2m3.4-5.2v5.2"/>',
    "undo": '<path d="M8.6 5 4.5 9l4.1 4M4.5 9h9.3a5.3 5.3 0 0 1 0 10.6H9.6"/>',
}  # fmt: skip


def paint_icon(painter: QPainter, rect: QRectF, name: IconName, ink: Ink) -> None:
    """Paint an icon into `rect`, in the colour that `ink` has now."""
    _renderer(name, getattr(palette.current(), ink)).render(painter, rect)


def icon(name: IconName, ink: Ink = "text") -> QIcon:
    """Give an icon for Qt's own controls."""
    return QIcon(_LineIcon(name, ink))


@lru_cache(maxsize=256)
def _renderer(name: IconName, colour: str) -> QSvgRenderer:
    shape = _SHAPES[name].replace("INK", colour)
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><g fill="none" '
        f'stroke="{colour}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">{shape}</g></svg>'
    )
    return QSvgRenderer(QByteArray(svg.encode()))


class _LineIcon(QIconEngine):
    """Paints one of the shapes whenever Qt asks, in the colours of that moment."""

    def __init__(self, name: IconName, ink: Ink) -> None:
        super().__init__()
        self._name: IconName = name
        self._ink: Ink = ink

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink: Ink = "faint" if mode == QIcon.Mode.Disabled else self._ink
        side = min(rect.width(), rect.height())  # a wider place is a gap before the button's words
        mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = rect.right() + 1 - side if mirrored else rect.left()
        paint_icon(painter, QRectF(left, rect.top(), side, side), self._name, ink)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return drawn

    def clone(self) -> QIconEngine:
        return _LineIcon(self._name, self._ink)
