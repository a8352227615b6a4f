"""The authorization request (RFC 6749 section 4.1.1) and the judgement of what comes back for it.

The request keeps everything that its answer must match, so that nobody can compare the answer with something else.
The order of the judgement is the protection: the redirect address and `state` come first, because whoever doesn't
know them may be anybody; what anybody says is neither an answer nor an error (RFC 9700 section 4.7). Only then is an
`error` believed, and it is believed before a `code` beside it.
"""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Self

from ledgerpass.errors import AnswerRefused, AuthorizationFailed, PermissionDenied, RedirectNotRegistered, SignInError
from ledgerpass.oauth2.pkce import code_challenge, code_verifier
from ledgerpass.provider_text import describe
from ledgerpass.redirect_address import authorization_address, read_redirect
from ledgerpass.secret import Secret

STATE_OCTETS = 32
"""256 bits; RFC 6749 section 10.10 asks for a chance of guessing of at most 2^-128."""

_NEVER_EXTRA = frozenset({"client_secret", "code_verifier"})
_PROTOCOL = frozenset(
    {"response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method"}
)
_NAMES_REDIRECT = re.compile(r"redirect[ _]?ur[il]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorizationResponse:
    """A successful answer (RFC 6749 section 4.1.2): the code, to be exchanged once."""

    code: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorizationRequest:
    """One request for a user's permission, good for one sign-in.

    `provider` is the name that errors carry. `code_verifier` None leaves PKCE out. `issuer` and `iss_promised` are
    the provider's issuer identifier and whether it promises to send it (RFC 9207). `parameters` are sent besides the
    protocol's own and can't take their place.
    """

    provider: str
    endpoint: str
    client_id: Secret
    redirect_uri: str
    state: Secret
    scope: tuple[str, ...] = ()
    scope_separator: str = " "
    code_verifier: Secret | None = None
    issuer: str = ""
    iss_promised: bool = False
    parameters: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def prepare(  # noqa: PLR0913  # the request's own parts, by name
        cls,
        *,
        provider: str,
        endpoint: str,
        client_id: Secret,
        redirect_uri: str,
        scope: tuple[str, ...] = (),
        scope_separator: str = " ",
        pkce: bool = True,
        issuer: str = "",
        iss_promised: bool = False,
        parameters: Mapping[str, str] | None = None,
        randomness: Callable[[int], str] = secrets.token_urlsafe,
    ) -> Self:
        """Make a request with a fresh state and a fresh verifier; `randomness` takes octets and gives URL-safe text."""
        return cls(
            provider=provider,
            endpoint=endpoint,
            client_id=client_id,
            redirect_uri=redirect_uri,
            # RFC 8252 section 8.9, RFC 9700 section 2.1: always, beside PKCE, which not every provider checks
            state=Secret(randomness(STATE_OCTETS)),
            scope=scope,
            scope_separator=scope_separator,
            # RFC 8252 section 8.1, RFC 9700 section 2.1.1: fresh for each request
            code_verifier=code_verifier(randomness) if pkce else None,
            issuer=issuer,
            iss_promised=iss_promised,
            parameters=parameters or {},
        )

    @property
    def address(self) -> str:
        """The address to show to the user.

        Raises:
            NotProtected: the endpoint is neither https nor on this computer.
        """
        own = {
            "response_type": "code",  # RFC 9700 section 2.1.2: never a token in a redirect
            "client_id": self.client_id.reveal(),
            "redirect_uri": self.redirect_uri,
            "state": self.state.reveal(),
        }
        if self.scope:
            own["scope"] = self.scope_separator.join(self.scope)
        if self.code_verifier is not None:
            own |= {"code_challenge": code_challenge(self.code_verifier), "code_challenge_method": "S256"}
        reserved = _PROTOCOL | _NEVER_EXTRA
        extra = {name: value for name, value in self.parameters.items() if name not in reserved}
        return authorization_address(self.endpoint, own | extra)

    def read(self, target: Secret) -> AuthorizationResponse:
        """Judge the whole redirect address as it arrived.

        Raises:
            AnswerRefused: 'redirect', 'repeated' or 'state', which say nothing about this sign-in; or, with the right
                state, 'issuer' or 'no_code'.
            PermissionDenied: the user chose Deny.
            RedirectNotRegistered: the provider doesn't know the redirect address.
            AuthorizationFailed: the provider named another error.
        """
        parameters = read_redirect(target, redirect_uri=self.redirect_uri, provider=self.provider)
        self.check_state(parameters.get("state", ""))
        return self.read_parameters(parameters, whole=True)

    def check_state(self, arrived: str) -> None:
        """Compare a state with ours, in constant time (RFC 6749 section 10.12).

        Raises:
            AnswerRefused: 'state'.
        """
        if not arrived or Secret(arrived) != self.state:
            raise AnswerRefused(provider=self.provider, reason="state")

    def read_parameters(self, parameters: Mapping[str, str], *, whole: bool) -> AuthorizationResponse:
        """Judge the parameters of an answer; `whole` says that nothing of it can have been left out on the way.

        Raises:
            AnswerRefused: 'issuer' or 'no_code'.
            PermissionDenied, RedirectNotRegistered, AuthorizationFailed: as `read`.
        """
        self._check_issuer(parameters.get("iss"), whole=whole)
        if "error" in parameters:
            raise self._error(parameters)
        if not parameters.get("code"):
            raise AnswerRefused(provider=self.provider, reason="no_code")
        return AuthorizationResponse(code=Secret(parameters["code"]))

    def _check_issuer(self, arrived: str | None, *, whole: bool) -> None:
        """Compare the issuer as RFC 9207 section 2.4 asks: character by character, and missing nowhere it was promised.

        Where the provider's own is not known, the one that arrived is passed over, which the section leaves to local
        policy: a provider that starts to send one must not lock its users out, and our endpoints come from a file
        that the user chose, not from what a server says of itself.
        """
        missing = arrived is None and self.iss_promised and whole
        if missing or (arrived is not None and self.issuer and arrived != self.issuer):
            raise AnswerRefused(provider=self.provider, reason="issuer")

    def _error(self, parameters: Mapping[str, str]) -> SignInError:
        """Give the error that the provider named (RFC 6749 section 4.1.2.1)."""
        error, description = parameters["error"], parameters.get("error_description", "")
        if error == "access_denied":
            return PermissionDenied(provider=self.provider)
        if names_redirect(error, description):
            return RedirectNotRegistered(provider=self.provider, redirect_uri=self.redirect_uri)
        sent = (self.client_id, self.state, Secret(parameters.get("code", "")))
        shown = describe(description, sent)
        return AuthorizationFailed(provider=self.provider, error=describe(error, sent), description=shown)


def names_redirect(error: str, description: str) -> bool:
    """Tell whether an error is about the redirect address, for which the standard has no code of its own."""
    return _NAMES_REDIRECT.search(f"{error} {description}") is not None
