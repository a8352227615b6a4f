"""Puts the theme on the application and follows the desktop.

Light or dark and the wish for high contrast come from Qt's style hints and are followed while the program runs;
everything that is painted asks for the tokens when it paints, so a change needs no further word.
"""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from ledgerpass.ui.theme import palette, style_sheet, typography


class Appearance(QObject):
    """The application's looks."""

    def __init__(self, application: QApplication) -> None:
        """Dress the application, and go on following the desktop for as long as this object lives."""
        super().__init__(application)
        self._application = application
        application.setStyle("Fusion")
        application.setFont(typography.base_font())
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)
        self._follow()

    def wear(self, tokens: palette.Tokens) -> None:
        """Put one set of tokens in force."""
        self._application.setPalette(palette.qt_palette(tokens))
        self._application.setStyleSheet(style_sheet.build(tokens))

    def _follow(self) -> None:
        hints = self._application.styleHints()
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
        high = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        self.wear(palette.choose(dark=dark, high_contrast=high))
