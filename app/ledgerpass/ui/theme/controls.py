"""Makes Qt's plain controls in our looks: labels, buttons, lines.

They are factories and no classes, so that a widget can be put together from them without knowing another widget.
What they look like stands in the style sheet, which picks them out by the properties that are set here.
"""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from ledgerpass.ui.theme import icons, spacing, typography
from ledgerpass.ui.theme.paragraph import Paragraph

Tone = Literal["text", "soft", "faint", "accent", "danger", "warning", "toast"]
Kind = Literal["primary", "secondary", "quiet", "link", "icon", "preset", "toast", "toast icon"]

_INK_ON: dict[Kind, icons.Ink] = {
    "primary": "on_accent",
    "secondary": "text",
    "quiet": "soft",
    "link": "accent_text",
    "icon": "soft",
    "preset": "soft",
    "toast": "toast_action",
    "toast icon": "on_toast",
}
_WORDLESS = frozenset({"icon", "toast icon"})


def label(text: str = "", role: typography.TextRole = "body", tone: Tone = "text", *, wraps: bool = True) -> QLabel:
    """Make a label in one of the type roles; it never takes the text for markup."""
    made = Paragraph() if wraps else QLabel()
    made.setText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(typography.font_for(role))
    made.setProperty("tone", tone)
    made.setWordWrap(wraps)
    if wraps:
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        made.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    return made


def button(
    text: str, kind: Kind = "secondary", icon: icons.IconName | None = None, *, big: bool = False
) -> QPushButton:
    """Make a button.

    `quiet` has no border until it is pointed at, `link` reads like a link, `icon` shows only its icon.
    """
    made = QPushButton("" if kind in _WORDLESS else text)
    made.setProperty("kind", kind)
    made.setProperty("big", big)
    made.setAccessibleName(text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(True)  # Enter presses the button that has the focus, not only the space bar
    if kind in _WORDLESS:
        made.setToolTip(text)
    if icon is not None:
        put_icon(made, icon, _INK_ON[kind])
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def put_icon(made: QAbstractButton, name: icons.IconName, ink: icons.Ink) -> None:
    """Give a button an icon at the size that fits beside its text."""
    made.setIcon(icons.icon(name, ink))
    side = spacing.SMALL_ICON + 2
    made.setIconSize(QSize(side + (0 if made.property("kind") in _WORDLESS else spacing.HALF), side))


def restyle(made: QPushButton, kind: Kind, icon: icons.IconName) -> None:
    """Give a button another kind, when what it does has become more or less important."""
    mark_as(made, "kind", kind)
    put_icon(made, icon, _INK_ON[kind])


def fold(text: str) -> QPushButton:
    """Make a link that opens and closes what stands below it; its arrow stands behind the words."""
    made = button(text, "link", "next")
    rightwards = QGuiApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rightwards else Qt.LayoutDirection.LeftToRight)
    made.setIconSize(QSize(spacing.SMALL_ICON, spacing.SMALL_ICON))
    return made


def menu_button(text: str) -> QPushButton:
    """Make a large button that opens a menu, which the arrow behind its words tells."""
    made = button(text, "secondary", "down", big=True)
    made.setProperty("opens_menu", True)
    rightwards = QGuiApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rightwards else Qt.LayoutDirection.LeftToRight)
    made.setIconSize(QSize(spacing.SMALL_ICON, spacing.SMALL_ICON))
    return made


def turn_fold(made: QPushButton, *, opened: bool) -> None:
    """Show by the arrow whether a fold is open."""
    made.setIcon(icons.icon("down" if opened else "next", "accent_text"))


def line() -> QFrame:
    """Make a hairline."""
    made = QFrame()
    made.setProperty("part", "hairline")
    made.setFixedHeight(1)
    return made


def chip(text: str, look: Literal["accent", "warning", "plain"] = "accent") -> QLabel:
    """Make a small rounded word, such as *Recommended* or *Practice*."""
    made = label(text, "caption", wraps=False)
    made.setProperty("chip", look)
    made.setProperty("tone", None)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def menu(parent: QWidget) -> QMenu:
    """Make a menu with round corners, where the desktop can draw them."""
    made = QMenu(parent)
    made.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    made.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
    made.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    return made


def passing_menu(parent: QWidget) -> QMenu:
    """Make a menu that is shown once, and gone when it is left."""
    made = menu(parent)
    made.aboutToHide.connect(made.deleteLater)
    return made


def see_through(words: QLabel) -> QLabel:
    """Let clicks on a label pass to the button it lies on."""
    words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return words


def mark_as(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and have the widget drawn by it."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()
