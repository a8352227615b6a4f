"""A code is found among other words, as people paste them out of a page, a mail or a chat."""

from dataclasses import replace

import pytest

from ledgerpass.errors import AnswerRefused, PasteNotUnderstood
from ledgerpass.oauth2.authorization_request import AuthorizationRequest
from ledgerpass.oauth2.pasted import Pasted, read_pasted
from ledgerpass.secret import Secret

CODE = "1192e141cfd1839e1d477ac0f91268deec523fae"
REQUEST = AuthorizationRequest(
    provider="Acme",
    endpoint="https://acme.example/authorize",
    client_id=Secret("id"),
    redirect_uri="http://127.0.0.1:47620/callback/acme",
    state=Secret("the-state-of-this-sign-in"),
)
ADDRESS = f"{REQUEST.redirect_uri}?code={CODE}&state=the-state-of-this-sign-in"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"Your code is {CODE}. Please copy it.", Pasted.CODE),
        (f"Hi,\n\nthis is what it shows me:\n\n    {CODE}\n\nRegards, Jan", Pasted.CODE),
        (f"Authorization code: {CODE} (valid for ten minutes)", Pasted.CODE_PARAMETER),
        (f"it says code={CODE} in the address", Pasted.CODE_PARAMETER),
        (f"The page is {ADDRESS} and it can't be reached.", Pasted.ADDRESS),
        (f"{ADDRESS} that is all", Pasted.ADDRESS),
        (f"This site can't be reached: <{ADDRESS}>.", Pasted.ADDRESS),
    ],
)
def test_the_answer_is_found_with_a_sentence_around_it(text: str, what: Pasted) -> None:
    found, response = read_pasted(text, REQUEST)
    assert (found, response.code) == (what, Secret(CODE))


def test_a_name_under_an_address_makes_no_false_alarm_of_its_issuer() -> None:
    request = replace(REQUEST, issuer="https://acme.example")
    for below in ("\n\nJan", "\nThanks!", "\r\n\r\nJan de Vries, 0612345678"):
        found, response = read_pasted(f"{ADDRESS}&iss=https%3A%2F%2Facme.example{below}", request)
        assert (found, response.code) == (Pasted.ADDRESS, Secret(CODE))


@pytest.mark.parametrize(
    "text",
    [
        "I pressed the button and nothing happened",
        f"either {CODE} or {CODE[::-1]}",
        "The code is below",
        "Error 404 on page 2 of the 10 pages",
        "see https://acme.example/help for more",
        f"it shows {ADDRESS.replace(CODE, CODE[:20] + ' -' + CODE[20:])} now",
        f"it shows code={CODE[:20]} {CODE[20:]} now",
    ],
)
def test_a_sentence_without_one_clear_code_is_not_guessed_at(text: str) -> None:
    with pytest.raises(PasteNotUnderstood):
        read_pasted(text, REQUEST)


def test_a_state_in_a_sentence_is_compared_all_the_same() -> None:
    with pytest.raises(AnswerRefused, match="state"):
        read_pasted(f"it shows {ADDRESS.replace('of-this', 'of-another')} now", REQUEST)
