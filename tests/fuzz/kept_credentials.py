"""What lies in the keychain, where other programs may write as well: given to the reader, and read once more."""

from hypothesis import strategies as st

from ledgerpass.connections.credential import Credential
from ledgerpass.connections.credential_text import read_credential, write_credential
from ledgerpass.oauth1.token_credentials import TokenCredentials
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.secret import Secret
from tests.fuzz.garbage import any_json, broken, json_texts, members, mostly, scalars, spliced
from tests.fuzz.target import Target, always
from tests.fuzz.verdict import judged

_KEPT = ("acc3ss-1f2e3d4c5b6a79880796a5b4c3d2", "refr3sh-0a1b2c3d4e5f6a7b8c9d0e1f2a3b", "cl1ent Secr&t+\u00fc=9")
_GOOD = write_credential(
    Credential(
        fields={"client_secret": Secret(_KEPT[2])},
        issued=TokenResponse(
            access_token=Secret(_KEPT[0]), refresh_token=Secret(_KEPT[1]), issued_at=1.0, scope=("a",)
        ),
    )
)


def _read(text: str) -> None:
    with judged(_KEPT) as shown:
        credential = read_credential(text)
        shown.extend(_secrets(credential))  # a hostile text may put a token where the type of one is expected
        assert read_credential(write_credential(credential)) == credential
        for secret in _secrets(credential):
            secret.reveal().encode()


def _secrets(credential: Credential) -> list[Secret]:
    issued: list[Secret] = []
    match credential.issued:
        case TokenCredentials(token=first, token_secret=second):
            issued = [first, second]
        case TokenResponse(access_token=first, refresh_token=renewing):
            issued = [first] if renewing is None else [first, renewing]
        case None:
            pass
    return [*credential.fields.values(), *issued]


def _texts() -> st.SearchStrategy[str]:
    text = st.sampled_from(_KEPT) | spliced("a", "Bearer")
    public = scalars("Bearer", "read")  # shown by design: nobody's secrets are put there
    anything = scalars(*_KEPT)
    number = st.floats() | st.integers() | anything
    issued = {
        "type": mostly(st.sampled_from(["oauth1", "oauth2"]), anything, 10),
        "access_token": text,
        "token": text,
        "token_secret": text,
        "issued_at": number,
        "token_type": public,
        "refresh_token": text | st.none(),
        "expires_at": number,
        "scope": st.lists(public, max_size=3) | public,
    }
    shape = st.fixed_dictionaries(
        {
            "form": mostly(st.just(1), anything, 10),
            "fields": mostly(st.dictionaries(st.text(max_size=6), text, max_size=3), any_json(), 10),
        },
        optional={"issued": mostly(st.fixed_dictionaries(issued), members(issued), 3), "x": any_json()},
    )
    return mostly(json_texts(shape), broken(st.just(_GOOD)) | spliced(_GOOD, "{", '"', ":", "[", "]", "}"), 3)


TARGETS = (Target("kept-credential", _texts(), always(_read)),)
