"""OAuth 1.0a's two answers that carry credentials, and what is done with them next: shown, signed with, kept."""

from hypothesis import strategies as st

from ledgerpass.connections.credential import Credential
from ledgerpass.connections.credential_text import read_credential, write_credential
from ledgerpass.http_message import HttpResponse
from ledgerpass.oauth1.redirection import ResourceOwnerAuthorization
from ledgerpass.oauth1.signature import Consumer, authorization_header
from ledgerpass.oauth1.temporary_credentials import TemporaryCredentialRequest
from ledgerpass.oauth1.token_credentials import TokenCredentials
from ledgerpass.oauth1.token_request import TokenRequest
from ledgerpass.secret import Secret
from tests.fuzz.garbage import broken, encoded, mostly, spliced
from tests.fuzz.target import Target, always
from tests.fuzz.token_answers import NOW, answers
from tests.fuzz.verdict import judged

_SENT = ("ver1fier-4f2a9b7d1e6c8a3f5b0d2e4c", "c0nsumer Secr&t+\u00fc=9", "t0kenSecret-9z8y7x6w5v4u3t2s1r0q")
_ISSUED = ("iss0ed-1f2e3d4c5b6a79880796a5b4", "iss0edSecret-0a1b2c3d4e5f6a7b8c9d")
_CONSUMER = Consumer(key=Secret("acme"), secret=Secret(_SENT[1]))
_TEMPORARY = TemporaryCredentialRequest(
    provider="Acme",
    endpoint="https://acme.example/request_token",
    consumer=_CONSUMER,
    redirect_uri="http://127.0.0.1:47620/callback/acme",
)
_TOKEN = TokenRequest(
    provider="Acme",
    endpoint="https://acme.example/access_token",
    consumer=_CONSUMER,
    temporary=TokenCredentials(token=Secret("temp"), token_secret=Secret(_SENT[2])),
    verifier=Secret(_SENT[0]),
)


def _read_temporary(answer: HttpResponse) -> None:
    with judged((_SENT[1], *_ISSUED)) as shown:
        temporary = _TEMPORARY.read(answer, now=NOW)
        shown.append(temporary)
        authorization = ResourceOwnerAuthorization(
            provider="Acme", endpoint="https://acme.example/authorize", redirect_uri="oob", temporary=temporary
        )
        authorization.address.encode("ascii")


def _read_token(answer: HttpResponse) -> None:
    with judged((*_SENT, *_ISSUED)) as shown:
        issued = _TOKEN.read(answer, now=NOW)
        shown.append(issued)
        credential = Credential(fields={"consumer_secret": Secret(_SENT[1])}, issued=issued)
        assert read_credential(write_credential(credential)) == credential
        header = authorization_header(_CONSUMER, method="GET", url="https://acme.example/api?a=b", token=issued)
        header.reveal().encode("ascii")


def _bodies() -> st.SearchStrategy[bytes]:
    names = (
        "oauth_token=",
        "oauth_token_secret=",
        "oauth_callback_confirmed=true",
        "oauth_problem=",
        "error=",
        "&",
        "=",
    )
    problems = ("token_expired", "consumer_key_unknown", "timestamp_refused", "user_refused", "oauth_problem_advice=")
    good = f"oauth_token={_ISSUED[0]}&oauth_token_secret={_ISSUED[1]}&oauth_callback_confirmed=true"
    parts = spliced(*names, *problems, *_SENT, *_ISSUED, "callback", "<p>")
    tampered = st.builds(
        lambda token, secret: f"oauth_token={token}&oauth_token_secret={secret}&oauth_callback_confirmed=true",
        spliced(_ISSUED[0], "%F0%9F"),
        spliced(_ISSUED[1], "+"),
    )
    return encoded(mostly(tampered | broken(st.just(good)), parts, 2))


TARGETS = (
    Target("temporary-credentials", answers(_bodies()), always(_read_temporary)),
    Target("token-credentials", answers(_bodies()), always(_read_token)),
)
