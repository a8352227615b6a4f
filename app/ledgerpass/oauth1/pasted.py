"""A pasted answer: a provider that redirects nowhere shows the verifier, and often the token beside it."""

from enum import Enum

from ledgerpass.errors import PasteNotUnderstood
from ledgerpass.oauth1.redirection import ResourceOwnerAuthorization
from ledgerpass.pasted_text import PastedText, read_pasted_text
from ledgerpass.redirect_address import is_same_address
from ledgerpass.secret import Secret

_NAMES = ("oauth_token", "oauth_verifier", "oauth_problem", "denied")
_ANSWERS = ("oauth_problem", "denied")


class Pasted(Enum):
    """What was recognised."""

    VERIFIER = "verifier"
    VERIFIER_PARAMETER = "verifier_parameter"
    ADDRESS = "address"


def read_pasted(text: str, authorization: ResourceOwnerAuthorization) -> tuple[Pasted, Secret]:
    """Find the verifier in what was pasted, and say what it was found as.

    Where the token was pasted along, it is compared: another one is from an earlier try.

    Raises:
        PasteNotUnderstood: 'empty', 'no_code', 'sign_in_address' (the page where the sign-in begins) or 'other_page'.
        AnswerRefused: 'token' or 'repeated'.
        PermissionDenied, AuthorizationFailed: as `ResourceOwnerAuthorization.read`.
    """
    pasted = read_pasted_text(text, names=_NAMES, provider=authorization.provider)
    if pasted.bare is not None:
        return Pasted.VERIFIER, pasted.bare
    _require_answer(pasted, authorization)
    token = pasted.parameters.get("oauth_token", pasted.parameters.get("denied"))
    if token is not None:
        authorization.check_token(token)
    what = Pasted.ADDRESS if pasted.address else Pasted.VERIFIER_PARAMETER
    return what, authorization.read_parameters(pasted.parameters)


def _require_answer(pasted: PastedText, authorization: ResourceOwnerAuthorization) -> None:
    if pasted.parameters.get("oauth_verifier") or any(name in pasted.parameters for name in _ANSWERS):
        return
    reason = "other_page" if pasted.address else "no_code"
    if is_same_address(pasted.address, authorization.endpoint):
        reason = "sign_in_address"
    raise PasteNotUnderstood(provider=authorization.provider, reason=reason)
