"""A pasted answer, at the providers that show a code."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerpass.errors import (
    AnswerRefused,
    AuthorizationFailed,
    LedgerpassError,
    PasteNotUnderstood,
    PermissionDenied,
    RedirectNotRegistered,
)
from ledgerpass.oauth2.authorization_request import AuthorizationRequest
from ledgerpass.oauth2.pasted import Pasted, read_pasted
from ledgerpass.secret import Secret

CODE = "1192e141cfd1839e1d477ac0f91268deec523fae5d14748547a8a22fc3a5b39b"
REDIRECT_URI = "http://127.0.0.1:53121/callback"
NATIVE_PAGE = "https://moneybird.com/oauth/authorize/native"


def make(*, issuer: str = "", iss_promised: bool = False) -> AuthorizationRequest:
    return AuthorizationRequest.prepare(
        provider="Moneybird",
        endpoint="https://moneybird.com/oauth/authorize",
        client_id=Secret("9a833de2d13b07dfdfb50a8124b148d8"),
        redirect_uri=REDIRECT_URI,
        scope=("sales_invoices",),
        issuer=issuer,
        iss_promised=iss_promised,
    )


def reason(text: str, request: AuthorizationRequest) -> str:
    with pytest.raises(PasteNotUnderstood) as caught:
        read_pasted(text, request)
    return caught.value.reason


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (CODE, Pasted.CODE),
        (f"  “{CODE}”\r\n", Pasted.CODE),
        (f"{CODE[:40]}\n{CODE[40:]}", Pasted.CODE),
        (f"code={CODE}", Pasted.CODE_PARAMETER),
        (f"?code={CODE}", Pasted.CODE_PARAMETER),
        (f"code={CODE}&state=STATE", Pasted.CODE_PARAMETER),
        (f"code={CODE}&amp;state=STATE", Pasted.CODE_PARAMETER),
        (f"{REDIRECT_URI}?code={CODE}&state=STATE", Pasted.ADDRESS),
        (f"{REDIRECT_URI}?code={CODE}", Pasted.ADDRESS),
        (f"{REDIRECT_URI}#code={CODE}&state=STATE", Pasted.ADDRESS),
        (f"{NATIVE_PAGE}?code={CODE}", Pasted.ADDRESS),
        (f'"{NATIVE_PAGE}?code={CODE}"\n', Pasted.ADDRESS),
        (f"https://www.example.gov/oauth/code?code={CODE}", Pasted.ADDRESS),
        (quote(f"{REDIRECT_URI}?code={CODE}&state=STATE", safe=""), Pasted.ADDRESS),
    ],
)
def test_a_code_is_understood_and_what_it_was_is_said(text: str, what: Pasted) -> None:
    request = make()
    found, response = read_pasted(text.replace("STATE", request.state.reveal()), request)
    assert (found, response.code) == (what, Secret(CODE))


@pytest.mark.parametrize(
    "text", [f"code={CODE}&state=other", f"{REDIRECT_URI}?code={CODE}&state=other", f"{NATIVE_PAGE}?code={CODE}&state="]
)
def test_a_pasted_answer_to_an_earlier_try_is_refused(text: str) -> None:
    with pytest.raises(AnswerRefused) as caught:
        read_pasted(text, make())
    assert caught.value.reason == "state"


def test_the_page_where_the_sign_in_begins_is_recognised() -> None:
    request = make()
    assert reason(request.address, request) == "sign_in_address"
    assert reason(make().address, request) == "sign_in_address"
    assert reason(request.endpoint, request) == "sign_in_address"
    assert reason(request.address.removeprefix("https://"), request) == "sign_in_address"


def test_another_page_is_recognised_as_one() -> None:
    assert reason("https://moneybird.com/123/sales_invoices", make()) == "other_page"
    assert reason(f"{REDIRECT_URI}?code=", make()) == "other_page"


@pytest.mark.parametrize("text", ["code=", "state=abc", "please help me"])
def test_a_paste_without_a_code_is_said_to_have_none(text: str) -> None:
    assert reason(text, make()) == "no_code"


def test_an_empty_paste_is_said_to_be_empty() -> None:
    assert reason(" \n", make()) == "empty"


@pytest.mark.parametrize("where", [f"{REDIRECT_URI}?", f"{REDIRECT_URI}#", f"{NATIVE_PAGE}?", ""])
def test_a_pasted_refusal_is_a_refusal(where: str) -> None:
    request = make()
    for rest in ("", f"&state={request.state.reveal()}", f"&code={CODE}"):
        with pytest.raises(PermissionDenied):
            read_pasted(f"{where}error=access_denied{rest}", request)


def test_a_pasted_refusal_of_an_earlier_try_is_not_believed() -> None:
    with pytest.raises(AnswerRefused):
        read_pasted(f"{REDIRECT_URI}?error=access_denied&state=other", make())


def test_other_pasted_errors_are_what_they_are() -> None:
    with pytest.raises(AuthorizationFailed, match="invalid_scope"):
        read_pasted(f"{NATIVE_PAGE}?error=invalid_scope", make())
    with pytest.raises(RedirectNotRegistered):
        read_pasted(f"{NATIVE_PAGE}?error=invalid_redirect_uri", make())


def test_a_pasted_issuer_is_compared_where_there_is_one() -> None:
    request = make(issuer="https://moneybird.com", iss_promised=True)
    assert read_pasted(CODE, request)[0] is Pasted.CODE
    assert read_pasted(f"{REDIRECT_URI}?code={CODE}&iss=https://moneybird.com", request)[0] is Pasted.ADDRESS
    with pytest.raises(AnswerRefused) as caught:
        read_pasted(f"{REDIRECT_URI}?code={CODE}&iss=https://evil.example", request)
    assert caught.value.reason == "issuer"


@pytest.mark.parametrize("text", [f"code={CODE}", f"code={CODE}&state=STATE", f"{NATIVE_PAGE}?code={CODE}"])
def test_what_was_copied_in_part_may_lack_a_promised_issuer(text: str) -> None:
    request = make(issuer="https://moneybird.com", iss_promised=True)
    assert read_pasted(text.replace("STATE", request.state.reveal()), request)[1].code == Secret(CODE)


def test_a_whole_answer_lacks_no_promised_issuer() -> None:
    request = make(issuer="https://moneybird.com", iss_promised=True)
    with pytest.raises(AnswerRefused) as caught:
        read_pasted(f"{REDIRECT_URI}?code={CODE}&state={request.state.reveal()}", request)
    assert caught.value.reason == "issuer"


@given(st.text() | st.text().map(lambda rest: f"{REDIRECT_URI}?code={CODE}&{rest}"))
def test_any_paste_is_understood_or_refused_and_told_without_the_code(text: str) -> None:
    try:
        _, response = read_pasted(text, make())
    except LedgerpassError as error:
        told = str(error)
    else:
        told = repr(response)
        assert response.code
    assert CODE not in told
