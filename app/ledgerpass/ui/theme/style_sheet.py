"""Builds the one style sheet of the application from the tokens.

Only looks stand here, by kind; which control is of which kind is said by `controls`. Qt's Fusion style lies under
it, because it is the same on every system.
"""

from string import Template

from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.palette import Tokens

_SHEET = Template("""
QMainWindow, QWidget[part="window"] { background: $window; }
QLabel { background: transparent; }
QLabel[tone="text"] { color: $text; }
QLabel[tone="soft"] { color: $soft; }
QLabel[tone="faint"] { color: $faint; }
QLabel[tone="accent"] { color: $accent_text; }
QLabel[tone="danger"] { color: $danger; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="toast"] { color: $on_toast; }
QLabel[chip] { border-radius: 10px; padding: 2px 9px 2px 9px; font-weight: 500; }
QLabel[chip="accent"] { background: $accent_soft; color: $accent_text; }
QLabel[chip="warning"] { background: $warning_soft; color: $warning; }
QLabel[chip="key"] { background: $sunken; color: $text; border: 1px solid $hairline; border-radius: 6px;
    padding: 2px 8px; }
QLabel[chip="plain"] { background: $sunken; color: $soft; }
QFrame[part="hairline"] { background: $hairline; border: none; }
QFrame[part="card"] { background: $surface; border: 1px solid $hairline; border-radius: ${card_radius}px; }
QFrame[part="sunken"] { background: $sunken; border: 1px solid $hairline; border-radius: ${card_radius}px; }
QFrame[part="sheet"] { background: $surface; border: 1px solid $hairline; border-radius: 16px; }
QFrame[part="danger"] { background: $danger_soft; border: 1px solid $danger_line; border-radius: ${card_radius}px; }
QFrame[part="warning"] { background: $warning_soft; border: 1px solid $warning_line; border-radius: ${card_radius}px; }
QFrame[part="accent"] { background: $accent_soft; border: 1px solid $accent_line; border-radius: ${card_radius}px; }

QPushButton { border-radius: ${radius}px; padding: 0 16px; min-height: ${control}px; font-weight: 600; outline: none;
    border: 1px solid transparent; }
QPushButton[big="true"] { min-height: ${big_control}px; padding: 0 24px; }
QPushButton[opens_menu="true"] { padding: 0 16px; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_pressed; }
QPushButton[kind="primary"]:disabled { background: $hairline; color: $faint; }
QPushButton[kind="secondary"] { background: $surface; color: $text; border-color: $edge; }
QPushButton[kind="secondary"]:hover { background: $hover; }
QPushButton[kind="secondary"]:pressed, QPushButton[kind="secondary"]:open { background: $hairline; }
QPushButton[kind="secondary"]:disabled { color: $faint; border-color: $hairline; }
QPushButton[kind="quiet"] { background: transparent; color: $soft; padding: 0 12px; }
QPushButton[kind="quiet"]:hover { background: $hover_on_window; color: $text; }
QPushButton[kind="quiet"]:pressed { background: $hairline; }
QPushButton[kind="quiet"]:disabled { color: $faint; }
QPushButton[kind="link"] { background: transparent; color: $accent_text; padding: 0; min-height: 26px; border: none;
    font-weight: 500; text-align: left; }
QPushButton[kind="link"]:hover { color: $accent_hover; text-decoration: underline; }
QPushButton[kind="icon"] { background: transparent; padding: 0; min-width: ${control}px; max-width: ${control}px; }
QPushButton[kind="icon"]:hover { background: $hover_on_window; }
QPushButton[kind="icon"]:pressed { background: $hairline; }
QPushButton[kind="preset"] { background: $surface; color: $soft; border-color: $edge; border-radius: 16px; }
QPushButton[kind="preset"]:hover { background: $hover; }
QPushButton[kind="preset"]:checked { background: $accent_soft; color: $accent_text; border: 2px solid $accent; }
QPushButton[small="true"] { min-height: ${small_control}px; padding: 0 12px; }
QPushButton[kind="icon"][small="true"] { min-width: ${small_control}px; max-width: ${small_control}px; padding: 0; }
QPushButton[kind="toast"], QPushButton[kind="toast icon"] { background: transparent; color: $toast_action;
    min-height: 30px; padding: 0 8px;
    border-radius: 6px; }
QPushButton[kind="toast"]:hover { text-decoration: underline; }
QPushButton::menu-indicator { image: none; width: 0; }

QLineEdit { background: $surface; color: $text; border: 1px solid $outline; border-radius: ${radius}px; padding: 0 12px;
    min-height: ${control}px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus { border: 2px solid $focus; padding: 0 11px; min-height: ${control_in}px; }
QLineEdit[search="true"] { padding-left: 6px; }
QLineEdit[search="true"]:focus { padding-left: 5px; }
QLineEdit[trouble="true"] { border-color: $danger; }
QLineEdit:disabled { background: $sunken; color: $faint; border-color: $hairline; }
QLineEdit:read-only { background: $sunken; border-color: $hairline; }

QScrollArea, QScrollArea > QWidget > QWidget[part="scrolled"] { background: transparent; border: none; }
QListView { background: transparent; border: none; outline: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: $edge; border-radius: 3px; min-height: 40px; margin: 3px; }
QScrollBar::handle:vertical:hover { background: $outline; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: none;
    height: 0; width: 0; }
QScrollBar:horizontal { height: 0; }

QMenu { background: $surface; color: $text; border: 1px solid $edge; padding: 6px; border-radius: 10px; }
QMenu::item { padding: 8px 28px 8px 10px; border-radius: 6px; background: transparent; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::icon { padding-left: 10px; }
QMenu::separator { height: 1px; background: $hairline; margin: 6px 4px; }
QToolTip { background: $toast; color: $on_toast; border: 1px solid $toast; padding: 5px 8px; }
""")


def build(tokens: Tokens) -> str:
    """Give the style sheet in these colours."""
    values: dict[str, object] = {name: getattr(tokens, name) for name in tokens.__dataclass_fields__}
    return _SHEET.substitute(
        values,
        hover_on_window=_between(tokens.window, tokens.hairline, 0.65),
        radius=spacing.RADIUS,
        card_radius=spacing.CARD_RADIUS,
        control=spacing.CONTROL - 2,
        control_in=spacing.CONTROL - 4,
        small_control=spacing.SMALL_CONTROL - 2,
        big_control=spacing.BIG_CONTROL - 2,
    )


def _between(one: str, other: str, share: float) -> str:
    """Give the colour `share` of the way from one to the other."""
    channels = (
        round(int(one[at : at + 2], 16) + (int(other[at : at + 2], 16) - int(one[at : at + 2], 16)) * share)
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02x}" for channel in channels)
