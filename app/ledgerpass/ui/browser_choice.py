"""The quiet second road of a sign-in: in a window of Ledgerpass, or back in the user's own browser.

The user's own stays the first (RFC 8252 section 8.12). Where there is nothing to choose, there is nothing to see.
"""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import label
from ledgerpass.ui.theme.link import Link
from ledgerpass.ui.wording.sign_in_page import browser_choice
from ledgerpass.wizard.state import SigningIn


class BrowserChoice(QWidget):
    """One link to the other browser, and a line that says what that one is good for."""

    def __init__(self) -> None:
        """Offer nothing yet."""
        super().__init__()
        self.link = Link()
        self._line = label("", "caption", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(spacing.WIDE, 0, spacing.WIDE, 0)
        column.setSpacing(spacing.HALF)  # the focus has a ring
        column.addWidget(self.link)
        column.addWidget(self._line)

    def present(self, state: SigningIn | None) -> None:
        """Offer the browser that is not chosen; with None, or without a choice, nothing."""
        self.setVisible(state is not None and state.has_choice)
        if state is not None:
            words, line = browser_choice(state)
            self.link.put(words)
            self.link.setAccessibleDescription(line)
            self._line.setText(line)
