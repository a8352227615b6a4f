"""The colours, as named tokens: one set each for light, dark, and high contrast in both.

A token is named for its job, not its hue, so that a page never has to ask whether it is dark. Every pair of text
and ground that is used has at least the contrast of WCAG 2.2 AA (1.4.3: 4.5 to 1; 1.4.11: 3 to 1 for borders that
carry meaning); a test computes it for all four sets.
"""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QGuiApplication, QPalette


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One set of colours, each `#rrggbb`.

    `text`, `soft` and `faint` are three loudnesses of words; `hairline` parts things without a meaning of its own,
    `edge` is the border of a button, whose words carry the meaning, `outline` is the border of what can be typed in
    or ticked; the `*_soft` are grounds for a notice of that kind.
    """

    name: str
    dark: bool
    window: str
    surface: str
    sunken: str
    hover: str
    hairline: str
    edge: str
    outline: str
    text: str
    soft: str
    faint: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_soft: str
    accent_line: str
    accent_text: str
    danger: str
    danger_soft: str
    danger_line: str
    warning: str
    warning_soft: str
    warning_line: str
    focus: str
    toast: str
    on_toast: str
    toast_action: str
    scrim: str


LIGHT = Tokens(
    name="light",
    dark=False,
    window="#f7f8f7",
    surface="#ffffff",
    sunken="#eff2f0",
    hover="#f1f4f2",
    hairline="#e1e6e3",
    edge="#c2c8c5",
    outline="#87918c",
    text="#16201c",
    soft="#525d58",
    faint="#646e69",
    accent="#0b6a54",
    accent_hover="#085a47",
    accent_pressed="#064a3a",
    on_accent="#ffffff",
    accent_soft="#e5f3ee",
    accent_line="#b5d9cc",
    accent_text="#0a624e",
    danger="#ad2417",
    danger_soft="#fdf0ee",
    danger_line="#f1c9c3",
    warning="#7c4a00",
    warning_soft="#fff6e4",
    warning_line="#edd6a6",
    focus="#0b6a54",
    toast="#1a2421",
    on_toast="#ffffff",
    toast_action="#7fe0bf",
    scrim="#0e1613",
)

DARK = Tokens(
    name="dark",
    dark=True,
    window="#141817",
    surface="#1c2220",
    sunken="#171c1a",
    hover="#242b29",
    hairline="#2d3533",
    edge="#48524f",
    outline="#76827c",
    text="#ecf1ef",
    soft="#b0bbb6",
    faint="#98a49e",
    accent="#4cc79f",
    accent_hover="#66d6b2",
    accent_pressed="#39ae88",
    on_accent="#04241a",
    accent_soft="#17332a",
    accent_line="#2a5848",
    accent_text="#72dcb9",
    danger="#ff9588",
    danger_soft="#36201d",
    danger_line="#633530",
    warning="#f1c26b",
    warning_soft="#322813",
    warning_line="#5c4a22",
    focus="#72dcb9",
    toast="#e9efec",
    on_toast="#16201c",
    toast_action="#0a624e",
    scrim="#000000",
)

HIGH_CONTRAST_LIGHT = Tokens(
    name="high contrast light",
    dark=False,
    window="#ffffff",
    surface="#ffffff",
    sunken="#ffffff",
    hover="#e6f1ed",
    hairline="#3a3a3a",
    edge="#000000",
    outline="#000000",
    text="#000000",
    soft="#1c1c1c",
    faint="#2e2e2e",
    accent="#00483a",
    accent_hover="#003329",
    accent_pressed="#00261f",
    on_accent="#ffffff",
    accent_soft="#e6f1ed",
    accent_line="#00483a",
    accent_text="#00483a",
    danger="#8a0f04",
    danger_soft="#ffffff",
    danger_line="#8a0f04",
    warning="#5a3500",
    warning_soft="#ffffff",
    warning_line="#5a3500",
    focus="#000000",
    toast="#000000",
    on_toast="#ffffff",
    toast_action="#9df5d8",
    scrim="#000000",
)

HIGH_CONTRAST_DARK = Tokens(
    name="high contrast dark",
    dark=True,
    window="#000000",
    surface="#000000",
    sunken="#000000",
    hover="#10251e",
    hairline="#c8c8c8",
    edge="#ffffff",
    outline="#ffffff",
    text="#ffffff",
    soft="#eaeaea",
    faint="#d6d6d6",
    accent="#7df2cd",
    accent_hover="#a5f8df",
    accent_pressed="#5fe0b8",
    on_accent="#000000",
    accent_soft="#10251e",
    accent_line="#7df2cd",
    accent_text="#7df2cd",
    danger="#ffb1a7",
    danger_soft="#000000",
    danger_line="#ffb1a7",
    warning="#ffd78a",
    warning_soft="#000000",
    warning_line="#ffd78a",
    focus="#ffffff",
    toast="#ffffff",
    on_toast="#000000",
    toast_action="#00483a",
    scrim="#000000",
)

EVERY_SET = (LIGHT, DARK, HIGH_CONTRAST_LIGHT, HIGH_CONTRAST_DARK)


def choose(*, dark: bool, high_contrast: bool) -> Tokens:
    """Give the set for what the desktop asks."""
    if high_contrast:
        return HIGH_CONTRAST_DARK if dark else HIGH_CONTRAST_LIGHT
    return DARK if dark else LIGHT


def current() -> Tokens:
    """Give the set in force, told by the application palette; light until a theme is applied."""
    palette = QGuiApplication.palette()
    fingerprint = (_role(palette, QPalette.ColorRole.Window), _role(palette, QPalette.ColorRole.Highlight))
    return next((tokens for tokens in EVERY_SET if (tokens.window, tokens.accent) == fingerprint), LIGHT)


def qt_palette(tokens: Tokens) -> QPalette:
    """Give Qt's own palette in these colours, for whatever is not styled further."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.window,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.sunken,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.faint,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.BrightText: tokens.danger,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Link: tokens.accent_text,
        QPalette.ColorRole.LinkVisited: tokens.accent_text,
        QPalette.ColorRole.ToolTipBase: tokens.toast,
        QPalette.ColorRole.ToolTipText: tokens.on_toast,
        QPalette.ColorRole.Light: tokens.surface,
        QPalette.ColorRole.Midlight: tokens.hover,
        QPalette.ColorRole.Mid: tokens.hairline,
        QPalette.ColorRole.Dark: tokens.outline,
        QPalette.ColorRole.Shadow: tokens.scrim,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.faint))
    return palette


def _role(palette: QPalette, role: QPalette.ColorRole) -> str:
    return palette.color(QPalette.ColorGroup.Active, role).name()
