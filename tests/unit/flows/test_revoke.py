"""What came of a permission is ended in the right order, and only the provider's word says that it has."""

from dataclasses import replace
from pathlib import Path

import pytest

from ledgerpass.connections.credential import Credential
from ledgerpass.errors import ClientNotRecognised, LedgerpassError, TokenRefused, Unreachable
from ledgerpass.flows.obtain import Obtain
from ledgerpass.flows.revoke import is_revocable
from ledgerpass.flows.wish import Wish
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.providers.catalogue import read_catalogue
from ledgerpass.resource_files import resource_path
from ledgerpass.secret import Secret
from tests.support.desk import provider_file
from tests.support.following_agent import FollowingAgent
from tests.support.scripted_http import Answer, ScriptedHttp, answer

FIELDS = {"client_id": Secret("id"), "client_secret": Secret("s3cret")}
BOTH = TokenResponse(access_token=Secret("at"), refresh_token=Secret("rt"), issued_at=1.0)
GONE, UNKNOWN_KIND = answer(""), answer({"error": "unsupported_token_type"}, 400)


@pytest.fixture
def wish(tmp_path: Path) -> Wish:
    folder = provider_file(tmp_path / "providers", more='revocation_endpoint = "https://acme.example/revoke"')
    provider = read_catalogue([folder]).providers["acme"]
    return Wish(provider=provider, way=provider.ways[0], values={}, fields=FIELDS)


async def ended(wish: Wish, issued: TokenResponse, *answers: Answer) -> list[str]:
    """Revoke, and give which tokens were sent, in order."""
    http = ScriptedHttp(list(answers))
    await Obtain(http, FollowingAgent(), lambda: 1.0).revoke(wish, Credential(fields=FIELDS, issued=issued))
    assert {request.url for request in http.sent} == {"https://acme.example/revoke"}
    return [http.form(number)["token"] for number in range(len(http.sent))]


async def test_the_refresh_token_goes_first_and_then_the_access_token(wish: Wish) -> None:
    assert await ended(wish, BOTH, GONE, GONE) == ["rt", "at"]


async def test_without_a_refresh_token_the_access_token_goes(wish: Wish) -> None:
    assert await ended(wish, replace(BOTH, refresh_token=None), GONE) == ["at"]


async def test_a_kind_that_the_provider_does_not_end_leaves_the_other_to_be_ended(wish: Wish) -> None:
    assert await ended(wish, BOTH, UNKNOWN_KIND, GONE) == ["rt", "at"]
    assert await ended(wish, BOTH, GONE, UNKNOWN_KIND) == ["rt", "at"]


@pytest.mark.parametrize("said", [{"error": "invalid_token"}, {"error": "invalid_grant"}])
@pytest.mark.parametrize("status", [400, 401])
async def test_a_token_that_was_no_good_before_is_one_that_has_ended(wish: Wish, said: object, status: int) -> None:
    assert await ended(wish, BOTH, answer(said, status)) == ["rt"]


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ([answer("", 503)], Unreachable),
        ([GONE, answer("", 503)], Unreachable),
        ([Unreachable(host="x", reason="offline")], Unreachable),
        ([UNKNOWN_KIND, UNKNOWN_KIND], TokenRefused),
        ([answer({"error": "invalid_client"}, 401)], ClientNotRecognised),
    ],
)
async def test_what_has_not_ended_is_said(wish: Wish, answers: list[Answer], error: type[LedgerpassError]) -> None:
    with pytest.raises(error):
        await ended(wish, BOTH, *answers)


def test_only_what_has_an_address_for_it_is_revocable(wish: Wish) -> None:
    providers = read_catalogue([resource_path("providers")]).providers
    assert is_revocable(wish.way)
    assert not is_revocable(wish.provider.ways[1])
    assert [is_revocable(way) for way in providers["practice"].ways] == [True, False, True, False, False]
