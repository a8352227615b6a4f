"""What goes wrong with a connection that is there has words and numbers of its own, and those of the tree else."""

import re

import pytest

from ledgerpass import errors
from ledgerpass.cli.exit_code import ExitCode, exit_code, exit_code_of_a_connection
from ledgerpass.cli.standing_words import standing_words
from ledgerpass.cli.upkeep_wording import sentences_of_a_connection
from ledgerpass.connections.connection import Outcome
from ledgerpass.upkeep.standing import CannotReach, NeedsYou, RenewsItself, SignInBy, Standing, Working
from tests.unit.cli.test_wording import example, tree


@pytest.mark.parametrize("kind", list(tree()))
def test_every_error_can_be_said_of_a_connection(kind: type[errors.LedgerpassError]) -> None:
    said = sentences_of_a_connection(example(kind), "Moneybird")
    assert re.fullmatch(r"[A-Z“].*", said), said
    assert len(re.findall(r"[.!](?:\s|$)", said)) <= 2, said
    assert not re.search(r"[{}]", said), said


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (errors.PermissionEnded(host="h"), "Acme has ended this permission. Sign in again"),
        (errors.PermissionEnded(host="h", interrupted=True), "perhaps because a renewal broke off. Sign in again"),
        (errors.KeychainLocked(), "so the connection can't be read"),
        (errors.KeychainLost(), "no longer in this computer's keychain"),
        (errors.CopyRefused(reason="several_headers"), 'Use "ledgerpass curl"'),
        (errors.CopyRefused(reason="not_ascii"), "letters that this terminal can't carry"),
        (errors.CopyRefused(reason="control_character"), "It was not printed"),
        (errors.PassphraseNeeded(), "sealed file"),
        (errors.Unreachable(host="h", reason="x"), "Can't reach Acme right now."),
    ],
)
def test_the_words_are_those_of_somebody_who_has_it_already(error: errors.LedgerpassError, said: str) -> None:
    assert said in sentences_of_a_connection(error, "Acme")


@pytest.mark.parametrize(
    ("error", "number"),
    [
        (errors.PermissionEnded(host="h"), 8),
        (errors.CredentialRefused(host="h", status=401), 8),
        (errors.ClientNotRecognised(host="h"), 8),
        (errors.KeychainLost(), 8),
        (errors.OtherCompany(expected="x"), 8),
        (errors.PermissionMissing(host="h", status=403), 5),
        (errors.TokenRefused(host="h"), 5),
        (errors.Unreachable(host="h", reason="x"), 6),
        (errors.KeychainLocked(), 7),
        (errors.ConnectionUnknown(connection="x"), 1),
        (errors.CopyRefused(reason="empty"), 1),
    ],
)
def test_what_only_a_new_sign_in_mends_is_8_for_a_connection_and_never_for_connecting(
    error: errors.LedgerpassError, number: int
) -> None:
    assert exit_code_of_a_connection(error) == number
    assert exit_code(error) != ExitCode.NEEDS_SIGN_IN


@pytest.mark.parametrize(
    ("standing", "state", "needs", "words"),
    [
        (Working(tested_at=0.0), "working", None, "works, tested 19"),
        (RenewsItself(expires_at=0.0), "renews", None, "renews by itself"),
        (SignInBy(expires_at=0.0), "ends", None, "sign in again by 19"),
        (NeedsYou(outcome=Outcome.ENDED), "needs_you", "ended", "needs you: the permission has ended"),
        (NeedsYou(outcome=Outcome.FORBIDDEN), "needs_you", "forbidden", "needs you: a permission is missing"),
        (NeedsYou(outcome=Outcome.LOST), "needs_you", "lost", "needs you: it is no longer in the keychain"),
        (NeedsYou(outcome=Outcome.OTHER_COMPANY), "needs_you", "other_company", "needs you: it opens another company"),
        (NeedsYou(outcome=Outcome.RENEWAL_REFUSED), "needs_you", "renewal_refused", "needs you: its provider doesn't"),
        (CannotReach(), "unreachable", None, "can't be reached right now"),
    ],
)
def test_each_standing_has_its_words_and_one_word_that_never_changes(
    standing: Standing, state: str, needs: str | None, words: str
) -> None:
    told = standing_words(standing, is_known=True)
    assert (told.state, told.needs) == (state, needs)
    assert told.words.startswith(words)
    assert standing_words(standing, is_known=False).needs == "provider"
