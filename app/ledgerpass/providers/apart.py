"""What must hold between the providers of a catalogue, so that an answer of one is never taken for another's.

A sign-in tells authorization servers apart by the issuer that each of them names, and by the redirect address that is
each one's own. Two files may describe the same server; what they mustn't do is give two servers one face.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ledgerpass.providers.provider import AuthorizationCode, Loopback, Provider, SignInWay


class Mixed(NamedTuple):
    """What makes `provider` look like `other`, at a key of its file."""

    provider: Provider
    place: str
    other: Provider
    reason: str


def mixed_up(provider: Provider, others: Iterable[Provider]) -> Mixed | None:
    """Give the first thing by which `provider` could be taken for one of `others`, None where there is none."""
    return next((mixed for other in others for mixed in _mixed(provider, other)), None)


def _mixed(provider: Provider, other: Provider) -> Iterator[Mixed]:
    for number, way in enumerate(provider.ways):
        for theirs in other.ways:
            if not isinstance(way, SignInWay) or not isinstance(theirs, SignInWay) or _is_one_server(way, theirs):
                continue
            if _has_one_issuer(way, theirs):
                reason = "is also the issuer of {other}, whose addresses are others (RFC 9207 section 4)"
                yield Mixed(provider, f"ways[{number}].issuer", other, reason)
            if _has_one_redirect(way, theirs):
                reason = (
                    "leads to the same address as in {other}; each needs a path of its own (RFC 9700 section 4.4.2.2)"
                )
                yield Mixed(provider, f"ways[{number}].redirects.loopback", other, reason)


def _is_one_server(one: SignInWay, other: SignInWay) -> bool:
    return (one.authorization_endpoint, one.token_endpoint) == (other.authorization_endpoint, other.token_endpoint)


def _has_one_issuer(one: SignInWay, other: SignInWay) -> bool:
    """RFC 9207 section 4: the issuers of the servers that a client knows must be unique."""
    if not isinstance(one, AuthorizationCode) or not isinstance(other, AuthorizationCode):
        return False  # OAuth 1.0a knows no issuer
    return bool(one.issuer) and one.issuer == other.issuer


def _has_one_redirect(one: SignInWay, other: SignInWay) -> bool:
    """RFC 8252 section 8.10: a redirect address of its own for each server, unless both name themselves by `iss`."""
    if _promises_iss(one) and _promises_iss(other):
        return False
    mine, theirs = one.redirects.loopback, other.redirects.loopback
    if mine is None or theirs is None:
        return False
    return mine.path == theirs.path and _can_share_a_port(mine, theirs)


def _promises_iss(way: SignInWay) -> bool:
    return isinstance(way, AuthorizationCode) and way.iss_promised


def _can_share_a_port(one: Loopback, other: Loopback) -> bool:
    return not one.ports or not other.ports or bool(set(one.ports) & set(other.ports))
