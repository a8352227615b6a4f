"""Rotation loses nothing: wherever a renewal breaks off, the newest credential is found, or its end is said, once."""

import asyncio
import threading
from contextlib import closing

import pytest

from ledgerpass.connections.connection import Outcome
from ledgerpass.connections.connection_lock import ConnectionLocks
from ledgerpass.connections.register import Register
from ledgerpass.connections.renewal import Renewal, Stage
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.connections.vault import Vault
from ledgerpass.errors import (
    AnswerNotUnderstood,
    CertificateNotTrusted,
    ClientNotRecognised,
    LedgerpassError,
    NetworkError,
    PermissionEnded,
    Unreachable,
)
from ledgerpass.http_message import HttpResponse
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.upkeep.retries import TRIES
from tests.support.renewal_office import START, Office, access
from tests.support.scripted_http import answer

OFFLINE = Unreachable(host="127.0.0.1", reason="offline")


# what is written down, and when


async def test_that_a_refresh_token_is_sent_is_written_down_first_and_gone_with_the_answer(office: Office) -> None:
    noted: list[Renewal | None] = []

    def look() -> None:
        with closing(Register(office.folder / "connections.sqlite")) as elsewhere:
            noted.append(elsewhere.renewal("c1"))

    office.on_the_way = look
    await office.token(anew=True)
    assert noted == [Renewal(slot="a", stage=Stage.ASKED, at=START)]
    assert office.renewal() is None
    assert (office.row().slot, office.row().renewed_at, office.row().holds_previous) == ("b", START, True)


async def test_the_note_holds_nothing_of_the_token(office: Office) -> None:
    office.safekeeping.rotation("c1").begin()
    issued = (await office.safekeeping.fetch("c1")).issued
    assert isinstance(issued, TokenResponse)
    assert issued.refresh_token is not None
    files = b"".join(file.read_bytes() for file in office.folder.rglob("*") if file.is_file())
    assert b"asked" in files
    assert issued.refresh_token.reveal()[:12].encode() not in files


@pytest.mark.parametrize(
    ("fault", "is_noted"),
    [
        (Unreachable(host="h", reason="busy", status=429), False),
        (Unreachable(host="h", reason="broken", status=502), True),
        (Unreachable(host="h", reason="no answer in time"), True),
        (CertificateNotTrusted(host="h"), False),
        (answer({"error": "invalid_client"}, 401), False),
        (answer("[]"), True),
    ],
)
async def test_only_a_token_that_may_be_spent_stays_noted(
    office: Office, fault: HttpResponse | LedgerpassError, *, is_noted: bool
) -> None:
    office.answers = [fault] * TRIES
    with pytest.raises((NetworkError, ClientNotRecognised, AnswerNotUnderstood)):
        await office.token(anew=True)
    assert (office.renewal() is not None) == is_noted
    assert office.row().outcome is Outcome.WORKING


# what a crash has left


async def crash_after(office: Office, steps: str) -> None:
    """Do what a program does that renews, as far as it comes before it is killed; another has not noticed."""
    rotation = office.safekeeping.rotation("c1")
    old = await office.safekeeping.fetch("c1")
    rotation.begin()
    if steps == "asked":
        return
    new = office.spend(old)
    if steps == "spent":
        return
    await office.safekeeping.rotation("c1").let_go_of_previous()
    office.register.note_renewal("c1", Stage.ARRIVED, office.now)
    if steps == "arrived":
        return
    await Vault(office.keychain).keep("c1", "b", new)
    if steps == "torn":
        del office.keychain.items["Ledgerpass connection c1 b"]


async def test_a_new_credential_that_was_written_and_not_pointed_to_is_taken_up(office: Office) -> None:
    await crash_after(office, "written")
    assert await office.token(anew=True) == await office.kept() == "smit.2"
    assert office.asked() == 1  # by the one that crashed
    assert (office.renewal(), office.row().slot) == (None, "b")
    assert [each.what for each in office.register.activities("c1")] == ["renewed"]
    assert await office.token(anew=True) == "smit.3"


async def test_a_new_credential_that_a_crash_has_left_is_taken_up_before_the_old_one_is_due(office: Office) -> None:
    await crash_after(office, "written")
    assert await office.token() == await office.kept() == "smit.2"


async def test_a_token_that_was_noted_and_never_arrived_is_good_still(office: Office) -> None:
    await crash_after(office, "asked")
    assert await office.token(anew=True) == "smit.2"
    assert office.renewal() is None


@pytest.mark.parametrize("steps", ["spent", "arrived", "torn"])
async def test_a_token_that_was_spent_in_vain_is_tried_once_and_its_end_is_said(office: Office, steps: str) -> None:
    await crash_after(office, steps)
    with pytest.raises(PermissionEnded) as ended:
        await office.token(anew=True)
    assert ended.value.interrupted
    assert office.row().outcome is Outcome.ENDED
    assert office.asked() == 2


async def test_what_lies_in_the_other_slot_from_before_is_not_taken_for_the_new_one(office: Office) -> None:
    assert await office.token(anew=True) == "smit.2"
    assert office.row().holds_previous
    await crash_after(office, "asked")
    assert await office.token(anew=True) == "smit.3"


async def test_a_refused_token_is_never_sent_again_until_somebody_signs_in(office: Office) -> None:
    office.permissions.ended.add("smit")
    for _ in range(5):
        with pytest.raises(PermissionEnded) as ended:
            await office.token(anew=True)
        assert not ended.value.interrupted or office.asked() > 1
    _, _, other = office.another_program()
    with pytest.raises(PermissionEnded):
        await other.fresh("c1", anew=True)
    assert office.asked() == 1
    await office.sign_in_again()
    assert await office.token() == "smit.2"
    assert await office.token(anew=True) == "smit.3"


async def test_many_who_ask_at_once_hear_of_the_end_by_one_request(office: Office) -> None:
    office.permissions.ended.add("smit")
    heard = await asyncio.gather(*(office.token(anew=True) for _ in range(8)), return_exceptions=True)
    assert [type(each) for each in heard] == [PermissionEnded] * 8
    assert office.asked() == 1


async def test_an_end_that_nobody_wrote_down_in_the_list_is_written_there_next_time(office: Office) -> None:
    office.safekeeping.rotation("c1").refuse()  # and killed before the row was changed
    with pytest.raises(PermissionEnded):
        await office.token(anew=True)
    assert office.row().outcome is Outcome.ENDED


async def test_a_refusal_of_what_is_no_longer_stored_ends_nothing(office: Office) -> None:
    """Another program, which doesn't keep to the turns, has put a newer one there while ours was on its way."""
    newer = office.permissions.give("smit")
    lawless = Safekeeping(office.register, office.vaults[0], office.clock, ConnectionLocks(office.folder / "elsewhere"))

    def put_newer_there() -> None:
        thread = threading.Thread(target=lambda: asyncio.run(lawless.replace("c1", newer)))
        thread.start()
        thread.join()

    office.on_the_way = put_newer_there
    assert await office.token(anew=True) == await office.kept() == access(newer)
    assert office.row().outcome is Outcome.WORKING
    assert office.renewal() is None


# an answer that was lost on the way


async def test_a_lost_answer_is_asked_for_again_within_the_grace(office: Office) -> None:
    office.permissions.grace = 60
    office.answers = [OFFLINE]
    assert await office.token(anew=True) == await office.kept() == "smit.3"
    assert len(office.waits) == 1


async def test_a_lost_answer_without_a_grace_is_said_to_be_the_cause(office: Office) -> None:
    office.answers = [OFFLINE]
    with pytest.raises(PermissionEnded) as ended:
        await office.token(anew=True)
    assert ended.value.interrupted


@pytest.mark.parametrize(("grace", "after", "is_proved", "asked"), [
    (60, 60, False, 4), (60, 61, False, 3), (60, 10, True, 3), (0, 0, False, 3),
])  # fmt: skip
async def test_the_one_before_is_tried_once_within_its_grace_unless_the_new_one_has_proved_itself(
    office: Office, grace: int, after: float, asked: int, *, is_proved: bool
) -> None:
    _, _, freshness = office.another_program(grace=grace)
    await freshness.fresh("c1", anew=True)
    if is_proved:
        await freshness.proved("c1")
    office.now += after
    refusal = answer({"error": "invalid_grant"}, 400)
    office.answers = [refusal, answer({"access_token": "rescued", "refresh_token": "r", "expires_in": 3600})]
    asked_before = office.asked()
    try:
        _, credential = await freshness.fresh("c1", anew=True)
        outcome = access(credential)
    except PermissionEnded:
        outcome = "ended"
    assert (outcome, office.asked() - asked_before) == (("rescued", 2) if asked == 4 else ("ended", 1))
    assert (await office.kept() == "rescued") == (asked == 4)


async def test_what_an_earlier_sign_in_has_left_behind_is_not_the_one_before(office: Office) -> None:
    _, _, freshness = office.another_program(grace=60)
    old = await office.safekeeping.fetch("c1")
    await office.sign_in_again()
    await office.vaults[0].keep("c1", "a", old)  # as a keychain leaves it that couldn't delete it
    office.answers = [answer({"error": "invalid_grant"}, 400)]
    with pytest.raises(PermissionEnded):
        await freshness.fresh("c1", anew=True)
    assert office.asked() == 1


async def test_a_refusal_of_the_one_before_too_is_the_end(office: Office) -> None:
    _, _, freshness = office.another_program(grace=60)
    await freshness.fresh("c1", anew=True)
    office.permissions.ended.add("smit")
    for _ in range(3):
        with pytest.raises(PermissionEnded):
            await freshness.fresh("c1", anew=True)
    assert office.asked() == 3
    assert office.row().outcome is Outcome.ENDED


async def test_the_one_before_is_let_go_of_when_the_new_one_has_proved_itself(office: Office) -> None:
    await office.token(anew=True)
    assert len(office.keychain.items) == 2
    await office.freshness.proved("c1")
    assert list(office.keychain.items) == ["Ledgerpass connection c1 b"]
    calls = len(office.keychain.calls)
    await office.freshness.proved("c1")
    assert len(office.keychain.calls) == calls
    await office.freshness.proved("unknown")


async def test_a_proof_does_not_destroy_what_a_renewal_is_just_writing(office: Office) -> None:
    await office.token(anew=True)
    _, elsewhere, _ = office.another_program()

    async def prove_meanwhile() -> None:
        await office.freshness.proved("c1")

    await elsewhere.locks.in_turn("c1", prove_meanwhile)
    assert len(office.keychain.items) == 2
    office.safekeeping.rotation("c1").begin()  # and a crash: the other slot may hold a new one
    await office.freshness.proved("c1")
    assert len(office.keychain.items) == 2


async def test_a_keychain_that_fails_does_not_spoil_a_proof(office: Office) -> None:
    await office.token(anew=True)
    office.keychain.refusing = True
    await office.freshness.proved("c1")
    assert office.row().holds_previous
