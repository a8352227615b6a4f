"""Page 7, first half: a real call is being made, because nothing is called connected before one has proved it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import button
from ledgerpass.ui.theme.mark_view import MarkView
from ledgerpass.ui.widgets.busy import Busy
from ledgerpass.ui.widgets.page import Page
from ledgerpass.ui.wording.translation import say
from ledgerpass.wizard.state import Checking as CheckingState

_RING = 88


class Checking(Page):
    """A ring, a sentence, a way out."""

    cancelled = Signal()

    def __init__(self) -> None:
        """Make the page, empty."""
        super().__init__(centred=True)
        self._sign_mark = MarkView()
        self.put_above_heading(self._make_sign())
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.lead.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.cancel = button(say("Cancel"), "secondary")
        self.cancel.clicked.connect(self.cancelled)
        self.body.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignHCenter)

    def present(self, state: CheckingState) -> None:
        """Say what is being checked."""
        self._sign_mark.present(state.draft.provider)
        if state.draft.provider.practice:
            self.about(state.draft.provider, with_mark=False)
        else:
            self.about_nothing()
        self.head(
            say("Checking with {provider}…", provider=state.draft.provider.name),
            say("One real call for {company} proves that it works; it takes a few seconds.", company=state.company.name)
            if state.company
            else say("One real call proves that it works; it takes a few seconds."),
        )

    def first_focus(self) -> QWidget:
        """Begin at the way out."""
        return self.cancel

    def _make_sign(self) -> QWidget:
        """Lay the ring around the provider's mark."""
        sign = QWidget()
        grid = QGridLayout(sign)
        grid.setContentsMargins(0, 0, 0, spacing.STEP)
        grid.addWidget(Busy(_RING), 0, 0, Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(self._sign_mark, 0, 0, Qt.AlignmentFlag.AlignCenter)
        return sign
