"""A pasted answer: what the user copied from the page or from the address bar, when no redirect came back by itself.

A code alone carries no state; PKCE is what ties it to this sign-in. Where a state was pasted along it is compared,
and what doesn't match is from an earlier try. The page that shows a code is the provider's, so that any address with
a code in it is read.
"""

from enum import Enum

from ledgerpass.errors import PasteNotUnderstood
from ledgerpass.oauth2.authorization_request import AuthorizationRequest, AuthorizationResponse
from ledgerpass.pasted_text import PastedText, read_pasted_text
from ledgerpass.redirect_address import is_same_address

_NAMES = ("code", "state", "iss", "error", "error_description")


class Pasted(Enum):
    """What was recognised."""

    CODE = "code"
    CODE_PARAMETER = "code_parameter"
    ADDRESS = "address"


def read_pasted(text: str, request: AuthorizationRequest) -> tuple[Pasted, AuthorizationResponse]:
    """Find the answer to `request` in what was pasted, and say what it was found as.

    Raises:
        PasteNotUnderstood: 'empty', 'no_code', 'sign_in_address' (the page where the sign-in begins) or 'other_page'.
        AnswerRefused: 'state', 'issuer' or 'repeated'.
        PermissionDenied, RedirectNotRegistered, AuthorizationFailed: as `AuthorizationRequest.read`.
    """
    pasted = read_pasted_text(text, names=_NAMES, provider=request.provider)
    if pasted.bare is not None:
        return Pasted.CODE, AuthorizationResponse(code=pasted.bare)
    _require_answer(pasted, request)
    has_state = "state" in pasted.parameters
    if has_state:
        request.check_state(pasted.parameters["state"])
    what = Pasted.ADDRESS if pasted.address else Pasted.CODE_PARAMETER
    # an address with our state in it is the redirect itself; a page that shows a code leaves the rest out
    return what, request.read_parameters(pasted.parameters, whole=has_state and what is Pasted.ADDRESS)


def _require_answer(pasted: PastedText, request: AuthorizationRequest) -> None:
    if pasted.parameters.get("code") or "error" in pasted.parameters:
        return
    reason = "other_page" if pasted.address else "no_code"
    if is_same_address(pasted.address, request.endpoint) or "response_type" in pasted.parameters:
        reason = "sign_in_address"
    raise PasteNotUnderstood(provider=request.provider, reason=reason)
