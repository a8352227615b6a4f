"""The practice company's OAuth 1.0a server: oauthlib's four endpoints, giving out sealed tokens."""

from collections.abc import Callable, Mapping

from oauthlib.common import Request, urlencode
from oauthlib.oauth1 import AccessTokenEndpoint, AuthorizationEndpoint, RequestTokenEndpoint, ResourceEndpoint

from ledgerpass.practice import codes
from ledgerpass.practice.oauth1_rules import OAuth1Rules
from ledgerpass.practice.terms import Terms
from ledgerpass.practice.tokens import Tokens


class OAuth1Server:
    """The endpoints: `request_token`, `authorization`, `access_token` (RFC 5849 section 2), `resource` (section 3)."""

    def __init__(self, tokens: Tokens, terms: Terms, clock: Callable[[], float]) -> None:
        """Set the endpoints up around one set of rules."""
        self.rules = OAuth1Rules(tokens, terms, clock)
        self.request_token = RequestTokenEndpoint(self.rules)
        self.authorization = AuthorizationEndpoint(self.rules)
        self.access_token = _SealedTokenEndpoint(self.rules, tokens)
        self.resource = ResourceEndpoint(self.rules)


class _SealedTokenEndpoint(AccessTokenEndpoint):
    """oauthlib's endpoint, but for what a token is made of."""

    def __init__(self, rules: OAuth1Rules, tokens: Tokens) -> None:
        super().__init__(rules)
        self._rules = rules
        self._tokens = tokens

    def create_access_token(self, request: Request, credentials: Mapping[str, str]) -> str:
        """Make a token and its secret, once oauthlib has found the request right."""
        token, secret = self._tokens.oauth1(codes.CONSUMER_KEY, secretless=self._rules.is_secretless(request))
        return urlencode({"oauth_token": token, "oauth_token_secret": secret, **credentials}.items())
