"""What the page says that the browser ends on, when it is a terminal that waits."""

from ledgerpass.flows.user_agent import Verdict
from ledgerpass.user_agents.landing_page import LandingPages, LandingText

LANDING_PAGES = LandingPages(
    texts={
        Verdict.TAKEN: LandingText(
            title="Almost done",
            sentence="Go back to the terminal; Ledgerpass is finishing the connection there. You can close this page.",
        ),
        Verdict.DENIED: LandingText(
            title="You chose not to give permission",
            sentence="Nothing was changed. You can close this page.",
        ),
        Verdict.FAILED: LandingText(
            title="The sign-in didn't work",
            sentence="Nothing was changed. Go back to the terminal: it says what you can do.",
        ),
        Verdict.NOT_OURS: LandingText(
            title="This page is from an earlier try",
            sentence="You can close it, and go on in the newest page or in the terminal.",
        ),
    }
)
