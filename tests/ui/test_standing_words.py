import pytest

from ledgerpass.connections.connection import Outcome
from ledgerpass.ui.wording.standing_words import MainAction, Sign, standing_words
from ledgerpass.upkeep.standing import CannotReach, NeedsYou, RenewsItself, SignInBy, Standing, Working
from tests.ui.samples import DAY, MINUTE, NOW


@pytest.mark.parametrize(
    ("standing", "words", "sign", "action"),
    [
        (Working(tested_at=NOW - 28 * MINUTE), "Working, tested 09:14", Sign.GOOD, MainAction.COPY),
        (RenewsItself(expires_at=NOW + 60), "Renews by itself", Sign.GOOD, MainAction.COPY),
        (SignInBy(expires_at=NOW + 10 * DAY), "Sign in again by 3 December", Sign.SOON, MainAction.COPY),
        (
            NeedsYou(outcome=Outcome.ENDED),
            "Needs you: Xero has ended this permission",
            Sign.TROUBLE,
            MainAction.SIGN_IN_AGAIN,
        ),
        (
            NeedsYou(outcome=Outcome.FORBIDDEN),
            "Needs you: Xero says that a permission is missing",
            Sign.TROUBLE,
            MainAction.SIGN_IN_AGAIN,
        ),
        (
            NeedsYou(outcome=Outcome.LOST),
            "Needs you: it is no longer in this computer's safe",
            Sign.TROUBLE,
            MainAction.SIGN_IN_AGAIN,
        ),
        (
            NeedsYou(outcome=Outcome.RENEWAL_REFUSED),
            "Needs you: Xero doesn't renew this permission",
            Sign.TROUBLE,
            MainAction.SIGN_IN_AGAIN,
        ),
        (
            NeedsYou(outcome=Outcome.OTHER_COMPANY),
            "Needs you: it opens another company than before",
            Sign.TROUBLE,
            MainAction.SIGN_IN_AGAIN,
        ),
        (
            CannotReach(),
            "Can't reach Xero right now; your connection is safe",
            Sign.AWAY,
            MainAction.TRY_AGAIN,
        ),
    ],
)
def test_each_way_to_stand_has_words_a_sign_and_a_button(
    standing: Standing, words: str, sign: Sign, action: MainAction
) -> None:
    said = standing_words(standing, provider="Xero", is_known=True, now=NOW)
    assert (said.words, said.sign, said.action) == (words, sign, action)


def test_a_connection_whose_provider_is_gone_says_so_and_can_only_be_removed() -> None:
    said = standing_words(Working(tested_at=NOW), provider="old-books", is_known=False, now=NOW)
    assert said.words == "Needs you: old-books is not in the list any more"
    assert said.action is MainAction.REMOVE
