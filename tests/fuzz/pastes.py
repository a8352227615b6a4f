"""The paste box: whatever a user's clipboard holds, given to the readers of both protocols.

A code between lines that people write is judged more sharply: it is found whole, or nothing is.
"""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ledgerpass.errors import PasteNotUnderstood
from ledgerpass.oauth1 import pasted as oauth1_pasted
from ledgerpass.oauth1.redirection import ResourceOwnerAuthorization
from ledgerpass.oauth1.token_credentials import TokenCredentials
from ledgerpass.oauth2 import pasted as oauth2_pasted
from ledgerpass.oauth2.authorization_request import AuthorizationRequest
from ledgerpass.secret import Secret
from tests.fuzz.garbage import spliced
from tests.fuzz.target import Target, always
from tests.fuzz.verdict import judged

_CODE = "c0de4f2a9b7d1e6c8a3f5b0d2e4c6a8f"
_STATE = "5tate-Yk3vQ9pXr7sLw2mNz4bHt6jFd8gC"
_VERIFIER = "ver1fier0a2b4c6d8e0f1a3b5c7d9e1f3a5b7c9d1e3"
_TOKEN = "t0kenA1b2C3d4E5f6G7h8"
_TOKEN_SECRET = "t0kenSecret-9z8y7x6w5v4u3t2s"
_CLIENT_ID = "cl1ent-0f1e2d3c4b5a69788796a5b4c3d2e1f0"
_REDIRECT = "http://127.0.0.1:47620/callback/acme"
_ENDPOINT = "https://acme.example/oauth/authorize"
_AROUND = ("\n\nJan", "\nJan", "\nThanks!", "Hello\n", "Hi,\n\n", f"{_CODE[:12]} -{_CODE[12:]}", f"{_CODE[:16]}\n")
_MARKS = (*_AROUND, *"?&#=:/@[];,'\u201c", "://", "code", "http://", "https://[::1", "%3D")

_REQUEST = AuthorizationRequest(
    provider="Acme",
    endpoint=_ENDPOINT,
    client_id=Secret(_CLIENT_ID),
    redirect_uri=_REDIRECT,
    state=Secret(_STATE),
    code_verifier=Secret(_VERIFIER),
    issuer="https://acme.example",
    iss_promised=True,
)
_AUTHORIZATION = ResourceOwnerAuthorization(
    provider="Acme",
    endpoint=_ENDPOINT,
    redirect_uri=_REDIRECT,
    temporary=TokenCredentials(token=Secret(_TOKEN), token_secret=Secret(_TOKEN_SECRET)),
)


def _paste_code(text: str) -> None:
    with judged((_CODE, _STATE, _VERIFIER, _CLIENT_ID)) as shown:
        what, response = oauth2_pasted.read_pasted(text, _REQUEST)
        shown += [what, response]
        assert response.code, "a code was recognised, and is empty"
        response.code.reveal().encode()


Lines = tuple[int, str, str, str, str]
"""A number, which is left as it is as the first of them; what stands before, the answer, how it is torn, and after."""


def _paste_lines(lines: Lines) -> None:
    at, before, answer, tear, after = lines
    torn = answer.replace(_CODE, f"{_CODE[:at]}{tear}{_CODE[at:]}")
    with judged((_CODE, _STATE, _VERIFIER, _CLIENT_ID)):
        try:
            _, response = oauth2_pasted.read_pasted(before + torn + after, _REQUEST)
        except PasteNotUnderstood:
            assert before or tear or "0612" in after, "nothing was understood although only words stand below"
            return
        assert response.code.reveal() == _CODE, "a wrong code was recognised"


def _lines() -> SearchStrategy[Lines]:
    before = st.sampled_from(("", "", "Hello\n", "Hi,\n\n", "Hello Jan,\r\n\r\n"))
    address = f"{_REDIRECT}?code={_CODE}&state={_STATE}&iss=https%3A%2F%2Facme.example"
    answer = st.sampled_from((_CODE, f"code={_CODE}", f"{_ENDPOINT}/native?code={_CODE}", address))
    after = st.sampled_from(("", "\nJan", "\n\nJan", "\nThanks!", "\r\n\r\nJan\r\n0612345678", "\nKind regards,\nJan"))
    return st.tuples(st.integers(8, len(_CODE) - 8), before, answer, st.sampled_from(("", "", "\n", "\r\n  ")), after)


def _arrive_with_code(address: str) -> None:
    with judged((_CODE, _STATE, _VERIFIER, _CLIENT_ID)) as shown:
        response = _REQUEST.read(Secret(address))
        shown.append(response)
        assert _STATE in address, "an answer without our state was taken"


def _paste_verifier(text: str) -> None:
    with judged((_CODE, _TOKEN, _TOKEN_SECRET)) as shown:
        what, verifier = oauth1_pasted.read_pasted(text, _AUTHORIZATION)
        shown += [what, verifier]
        assert verifier, "a verifier was recognised, and is empty"
        verifier.reveal().encode()


def _arrive_with_verifier(address: str) -> None:
    with judged((_CODE, _TOKEN, _TOKEN_SECRET)) as shown:
        shown.append(_AUTHORIZATION.read(Secret(address)))
        assert _TOKEN in address, "an answer without our token was taken"


def _oauth2_texts() -> SearchStrategy[str]:
    names = ("code=", "state=", "iss=", "error=", "error_description=", "access_denied", "response_type=")
    return spliced(
        *names,
        *_MARKS,
        _CODE,
        _REDIRECT,
        _ENDPOINT,
        f"state={_STATE}",
        f"code={_CODE}",
        f"{_REDIRECT}?code={_CODE}&state={_STATE}",
        "iss=https://acme.example",
    )


def _oauth1_texts() -> SearchStrategy[str]:
    names = ("oauth_token=", "oauth_verifier=", "oauth_problem=", "denied=", "permission_denied", "oauth_verifier:")
    return spliced(
        *names,
        *_MARKS,
        _CODE,
        _REDIRECT,
        _ENDPOINT,
        f"oauth_token={_TOKEN}",
        f"oauth_verifier={_CODE}",
        f"{_REDIRECT}?oauth_token={_TOKEN}&oauth_verifier={_CODE}",
    )


TARGETS = (
    Target("pasted-code", _oauth2_texts(), always(_paste_code)),
    Target("pasted-lines", _lines(), always(_paste_lines)),
    Target("pasted-verifier", _oauth1_texts(), always(_paste_verifier)),
    Target("redirect-address", _oauth2_texts().map(lambda text: _REDIRECT + text), always(_arrive_with_code)),
    Target("redirect-address-1.0a", _oauth1_texts().map(lambda text: _REDIRECT + text), always(_arrive_with_verifier)),
)
