"""What the page says that the browser ends on: the truth at that moment, and nothing it can't keep."""

from PySide6.QtCore import QLocale, Qt

from ledgerpass.flows.user_agent import Verdict
from ledgerpass.ui.wording.translation import say
from ledgerpass.user_agents.landing_page import LandingPages, LandingText


def landing_pages() -> LandingPages:
    """Give the pages in the desktop's language."""
    texts = {
        Verdict.TAKEN: LandingText(
            title=say("Almost done"),
            sentence=say("Go back to Ledgerpass; it is finishing the connection. You can close this page."),
        ),
        Verdict.DENIED: LandingText(
            title=say("You chose not to give permission"),
            sentence=say("Nothing was changed. You can close this page and go back to Ledgerpass."),
        ),
        Verdict.FAILED: LandingText(
            title=say("The sign-in didn't work"),
            sentence=say("Nothing was changed. Go back to Ledgerpass: it says what you can do."),
        ),
        Verdict.NOT_OURS: LandingText(
            title=say("This page is from an earlier try"),
            sentence=say("You can close it, and go on in the newest page or in Ledgerpass."),
        ),
    }
    locale = QLocale()
    right_to_left = locale.textDirection() == Qt.LayoutDirection.RightToLeft
    by_hand = LandingText(
        title=say("One more step"),
        sentence=say("Copy the whole address of this page, go back to Ledgerpass, and paste it there."),
    )
    return LandingPages(
        texts=texts, fragment=by_hand, language=locale.bcp47Name(), direction="rtl" if right_to_left else "ltr"
    )
