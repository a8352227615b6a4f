"""The second step: the user is sent to the provider, and comes back with a verifier (RFC 5849 section 2.2).

The temporary token is what ties an answer to this sign-in, as `state` does in OAuth 2.0: without it, neither a
verifier nor a refusal is believed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ledgerpass.errors import AnswerRefused, AuthorizationFailed, PermissionDenied
from ledgerpass.oauth1.credentials_response import DENIALS
from ledgerpass.oauth1.token_credentials import TokenCredentials
from ledgerpass.provider_text import describe
from ledgerpass.redirect_address import authorization_address, read_redirect
from ledgerpass.secret import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceOwnerAuthorization:
    """One request for a user's permission, good for one sign-in. `provider` is the name that errors carry."""

    provider: str
    endpoint: str
    redirect_uri: str
    temporary: TokenCredentials

    @property
    def address(self) -> str:
        """The address to show to the user. The callback is not in it: it was sent before, signed.

        Raises:
            NotProtected: the endpoint is neither https nor on this computer.
        """
        return authorization_address(self.endpoint, {"oauth_token": self.temporary.token.reveal()})

    def read(self, target: Secret) -> Secret:
        """Judge the whole redirect address as it arrived, and give the verifier.

        Raises:
            AnswerRefused: 'redirect', 'repeated' or 'token', which say nothing about this sign-in; or 'no_code'.
            PermissionDenied: the user said no.
            AuthorizationFailed: the provider named another problem.
        """
        parameters = read_redirect(target, redirect_uri=self.redirect_uri, provider=self.provider)
        # some providers answer a refusal with denied=TOKEN, and that alone
        self.check_token(parameters.get("oauth_token") or parameters.get("denied", ""))
        return self.read_parameters(parameters)

    def check_token(self, arrived: str) -> None:
        """Compare a token with the temporary one, in constant time (RFC 5849 section 2.2).

        Raises:
            AnswerRefused: 'token'.
        """
        if not arrived or Secret(arrived) != self.temporary.token:
            raise AnswerRefused(provider=self.provider, reason="token")

    def read_parameters(self, parameters: Mapping[str, str]) -> Secret:
        """Judge the parameters of an answer whose token is known to be ours, and give the verifier.

        Raises:
            AnswerRefused: 'no_code'.
            PermissionDenied, AuthorizationFailed: as `read`.
        """
        problem = parameters.get("oauth_problem", "")
        if "denied" in parameters or problem in DENIALS:
            raise PermissionDenied(provider=self.provider)
        if "oauth_problem" in parameters:
            sent = (self.temporary.token, Secret(parameters.get("oauth_verifier", "")))
            raise AuthorizationFailed(provider=self.provider, error=describe(problem, sent))
        if not parameters.get("oauth_verifier"):
            raise AnswerRefused(provider=self.provider, reason="no_code")
        return Secret(parameters["oauth_verifier"])
