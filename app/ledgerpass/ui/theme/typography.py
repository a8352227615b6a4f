"""The type scale, and which typeface.

The desktop's own typeface and size are used where a desktop told us one. A bare X server tells none, and Qt's
stand-in there is small and plain; then the best of the installed interface faces is taken. Sizes are in points and
stand in fixed proportions to the desktop's size, so that a user's larger text makes all of it larger.
"""

import sys
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

TextRole = Literal["headline", "title", "strong", "medium", "body", "caption", "mono"]

_SCALE: dict[TextRole, tuple[float, QFont.Weight]] = {
    "headline": (1.72, QFont.Weight.DemiBold),
    "title": (1.2, QFont.Weight.DemiBold),
    "strong": (1.0, QFont.Weight.DemiBold),
    "medium": (1.0, QFont.Weight.Medium),
    "body": (1.0, QFont.Weight.Normal),
    "caption": (0.92, QFont.Weight.Normal),
    "mono": (0.95, QFont.Weight.Normal),
}
_TIGHTER = {"headline": -0.45, "title": -0.2}
"""Large text is set a little tighter, in pixels between letters."""

_STAND_INS = frozenset({"", "sans serif", "sans", "sans-serif", "helvetica", "monospace"})
_INTERFACE_FACES = ("Inter", "Segoe UI", "SF Pro Text", "Cantarell", "Noto Sans", "Open Sans", "DejaVu Sans")
_LEAST_POINTS = 13.0 if sys.platform == "darwin" else 10.5


def base_font() -> QFont:
    """Give the font for the whole application, at a size that is never smaller than 14 pixels on a plain screen."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if font.family().lower() in _STAND_INS:
        installed = set(QFontDatabase.families())
        font = QFont(next((face for face in _INTERFACE_FACES if face in installed), font.family()))
        font.setPointSizeF(_LEAST_POINTS)
    font.setPointSizeF(max(font.pointSizeF(), _LEAST_POINTS))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def font_for(role: TextRole) -> QFont:
    """Give the font for a role, in proportion to the application's own."""
    font = QFont(QGuiApplication.font())
    if role == "mono":
        font.setFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family(), "DejaVu Sans Mono"])
        font.setStyleHint(QFont.StyleHint.Monospace)
    factor, weight = _SCALE[role]
    font.setPointSizeF(QGuiApplication.font().pointSizeF() * factor)
    font.setWeight(weight)
    if role in _TIGHTER:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, _TIGHTER[role])
    return font
