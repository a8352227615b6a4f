"""A refresh token was spent, and the keychain doesn't take the answer: it is kept in memory until the keychain does."""

from contextlib import suppress

import pytest

from ledgerpass.connections.connection import Outcome
from ledgerpass.connections.renewal import Stage
from ledgerpass.errors import KeychainLocked, KeychainRefused, LedgerpassError, PermissionEnded
from ledgerpass.secret import Secret
from tests.support.renewal_office import Office, access


async def test_a_keychain_that_errs_once_is_asked_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    write, refusals = office.keychain.write, [KeychainRefused(reason="it stumbled")]

    def stumble(service: str, secret: Secret) -> None:
        if refusals:
            raise refusals.pop()
        write(service, secret)

    monkeypatch.setattr(office.keychain, "write", stumble)
    assert await office.token(anew=True) == await office.kept() == "smit.2"


@pytest.mark.parametrize("fault", [KeychainLocked(), KeychainRefused(reason="full")])
async def test_an_answer_that_the_keychain_did_not_take_is_kept_as_soon_as_it_does(
    office: Office, monkeypatch: pytest.MonkeyPatch, fault: LedgerpassError
) -> None:
    def refuse(_service: str, _secret: Secret) -> None:
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr(office.keychain, "write", refuse)
        for _ in range(2):
            with pytest.raises(type(fault)):
                await office.token(anew=True)
    assert await office.token(anew=True) == await office.kept() == "smit.2"
    assert office.asked() == 1


async def test_an_answer_that_was_not_kept_does_not_replace_a_new_sign_in(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_service: str, _secret: Secret) -> None:
        raise KeychainLocked

    with monkeypatch.context() as patch:
        patch.setattr(office.keychain, "write", refuse)
        with pytest.raises(KeychainLocked):
            await office.token(anew=True)
    await office.sign_in_again()
    assert await office.token(anew=True) == "smit.4"


@pytest.mark.parametrize("changes", range(6))
async def test_wherever_the_keychain_died_another_program_finds_the_new_one_or_says_the_end(
    office: Office, changes: int
) -> None:
    await office.token(anew=True)  # so that there is one from before in the other slot
    office.keychain.dies_after = changes
    with suppress(KeychainRefused):
        await office.token(anew=True)
    left = office.renewal()
    is_kept = left is None
    assert left is None or left.stage is (Stage.ARRIVED if changes else Stage.ASKED)
    office.keychain.dies_after = None
    _, _, other = office.another_program()
    try:
        _, credential = await other.fresh("c1", anew=True)
        outcome = access(credential)
    except PermissionEnded as ended:
        outcome = f"ended, interrupted: {ended.interrupted}"
    assert outcome == ("smit.4" if is_kept else "ended, interrupted: True")
    assert (office.row().outcome is Outcome.ENDED) != is_kept
