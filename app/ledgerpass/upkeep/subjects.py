"""What there is to copy of a credential: the token, the headers that carry it, and one call to try it on."""

from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.credential import Credential
from ledgerpass.flows.authorization_header import authorization_headers, bare_token
from ledgerpass.flows.wish import Wish
from ledgerpass.providers.provider import Call, Provider
from ledgerpass.providers.template import placeholders


def subject_of(wish: Wish, credential: Credential) -> Subject:
    """Give what there is to copy of a credential that is good now."""
    call = _example(wish.provider, frozenset(wish.values))
    url = wish.address(call.url)
    return Subject(
        token=bare_token(credential),
        headers=authorization_headers(wish, credential, call.method, url),
        url=url,
        method=call.method,
        plain_headers=call.headers,
        body=call.body,
        expires_at=credential.expires_at,
    )


def _example(provider: Provider, known: frozenset[str]) -> Call:
    """Give the call that a copied command makes: the example, or the check where the example lacks a company."""
    candidates = [call for call in (provider.example, provider.check) if call]
    fitting = [call for call in candidates if placeholders(call.url) <= known]
    return (fitting or candidates)[0]
