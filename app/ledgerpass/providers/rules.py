"""What must hold between the parts of a provider's file, beyond each value's type. A broken rule names the key."""

import re
import warnings
from collections.abc import Iterator
from typing import NamedTuple

from ledgerpass.http_message import is_protected
from ledgerpass.providers.provider import (
    AuthorizationCode,
    Call,
    ClientCredentials,
    OAuth1,
    OutOfBand,
    PersonalToken,
    Provider,
    Redirects,
    ShownCode,
    WayIn,
)
from ledgerpass.providers.template import PRACTICE, fill_address, placeholders
from ledgerpass.redirect_address import is_in_normal_form

_COMPANY = frozenset({"company_id"})
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_VISIBLE = re.compile(r"[!-~]*")
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110 section 5.6.2: a token
_OWN_SCHEME = re.compile(r"[a-z][a-z0-9+-]*(?:\.[a-z0-9+-]+)+")  # RFC 8252 section 7.1: a reversed domain name
_PORTS = range(1024, 65536)
_NOT_NORMAL = (
    "must be written as browsers write it: ASCII, no spaces, no #, no /../, and escapes such as %C3 in capitals"
)

_REQUIRED_FIELDS: dict[type, frozenset[str]] = {
    PersonalToken: frozenset({"token"}),
    AuthorizationCode: frozenset({"client_id"}),
    ClientCredentials: frozenset({"client_id", "client_secret"}),
    OAuth1: frozenset({"consumer_key"}),
}


class Broken(NamedTuple):
    """A rule that a file breaks, and where."""

    place: str
    reason: str


def broken_rule(provider: Provider) -> Broken | None:
    """Give the first rule that the file breaks, None where all hold."""
    return next(_broken(provider), None)


def _broken(provider: Provider) -> Iterator[Broken]:
    known = frozenset(each.key for each in provider.inputs)
    yield from _looks(provider)
    yield from _inputs(provider)
    yield from _calls(provider, known)
    if not provider.ways:
        yield Broken("ways", "must hold at least one way in")
    yield from _repeated("ways", [way.id for way in provider.ways])
    for number, way in enumerate(provider.ways):
        place = f"ways[{number}]"
        yield from _fields(place, way)
        yield from _addresses(provider, place, way, known)
        yield from _protocol(place, way)
        yield from _renewing(place, way)


def _looks(provider: Provider) -> Iterator[Broken]:
    for name, text in (("name", provider.name), ("line", provider.line), ("mark.letters", provider.mark.letters)):
        if not text.strip() or not text.isprintable():
            yield Broken(name, "must be text that can be shown on one line")
    if not _ID.fullmatch(provider.id):
        yield Broken("id", "must be small letters, digits and single hyphens, such as exact-online")
    if not 1 <= len(provider.mark.letters) <= 2:  # noqa: PLR2004 - one or two letters fit into a mark
        yield Broken("mark.letters", "must be one or two letters")
    if not _COLOUR.fullmatch(provider.mark.colour):
        yield Broken("mark.colour", "must be a colour such as #1f6feb, in small letters")


def _calls(provider: Provider, known: frozenset[str]) -> Iterator[Broken]:
    for name in ("homepage", "manage_url"):
        yield from _optional_address(provider, name, getattr(provider, name), known)
    for name in ("check", "example"):
        call: Call | None = getattr(provider, name)
        if call and name == "check" and placeholders(call.url) & _COMPANY:
            yield Broken("check.url", "holds {company_id}, which is known only after the check")
        elif call:
            yield from _address(provider, f"{name}.url", call.url, known | _COMPANY)
    if not (provider.check or provider.example):
        yield Broken("example", "must be given where there is no check: a copied command needs something to call")
    if provider.companies and not provider.check:
        yield Broken("companies", "needs a check, in whose answer the companies are listed")
    if provider.company_input and provider.company_input not in known:
        yield Broken("company_input", f"names {provider.company_input}, which is not one of the inputs")


def _inputs(provider: Provider) -> Iterator[Broken]:
    yield from _repeated("inputs", [each.key for each in provider.inputs])
    for number, each in enumerate(provider.inputs):
        if each.key in _COMPANY | {PRACTICE, "token"}:
            yield Broken(f"inputs[{number}].key", f"{each.key} is filled in by the program")
        yield from _pattern(f"inputs[{number}].pattern", each.pattern)


def _fields(place: str, way: WayIn) -> Iterator[Broken]:
    given = {field.key for field in way.fields} | set(way.fixed)
    yield from _repeated(f"{place}.fields", [field.key for field in way.fields])
    for missing in sorted(_REQUIRED_FIELDS[type(way)] - given):
        yield Broken(f"{place}.fields", f"must hold {missing}")
    for number, field in enumerate(way.fields):
        yield from _pattern(f"{place}.fields[{number}].looks_like", field.looks_like)
    if not isinstance(way, OAuth1):
        for name, template in way.headers.items():
            if not (_HEADER.fullmatch(name) and template.isprintable()):
                yield Broken(f"{place}.headers", "must be names and values that fit on one line each")
            for unknown in sorted(placeholders(template) - given - {"token"}):
                yield Broken(f"{place}.headers.{name}", f"holds {{{unknown}}}, which nothing fills")


def _addresses(provider: Provider, place: str, way: WayIn, known: frozenset[str]) -> Iterator[Broken]:
    if way.where:
        yield from _optional_address(provider, f"{place}.where.url", way.where.url, known)
    yield from _optional_address(provider, f"{place}.issuer", getattr(way, "issuer", ""), known)
    for name in ("authorization_endpoint", "token_endpoint", "temporary_credential_endpoint"):
        if hasattr(way, name):
            yield from _address(provider, f"{place}.{name}", getattr(way, name), known)
    revocation = getattr(way, "revocation_endpoint", "")
    yield from _optional_address(provider, f"{place}.revocation_endpoint", revocation, known)


def _protocol(place: str, way: WayIn) -> Iterator[Broken]:
    if isinstance(way, AuthorizationCode | OAuth1):
        yield from _redirects(f"{place}.redirects", way.redirects)
    if isinstance(way, AuthorizationCode | ClientCredentials):
        yield from _repeated(f"{place}.scopes", [scope.name for scope in way.scopes])
        for number, scope in enumerate(way.scopes):
            if scope.required and not scope.reason:
                yield Broken(f"{place}.scopes[{number}].reason", "must say why the permission is required")
    if isinstance(way, AuthorizationCode) and way.iss_promised and not way.issuer:
        yield Broken(f"{place}.issuer", "must be given where iss is promised (RFC 9207)")


def _renewing(place: str, way: WayIn) -> Iterator[Broken]:
    for name in ("refresh_margin", "refresh_grace", "refresh_lifetime"):
        if getattr(way, name, 0) < 0:
            yield Broken(f"{place}.{name}", "must be a number of seconds, 0 or more")
    if isinstance(way, AuthorizationCode) and 0 < way.refresh_lifetime <= way.refresh_grace:
        yield Broken(f"{place}.refresh_grace", "must be shorter than refresh_lifetime")


def _redirects(place: str, redirects: Redirects) -> Iterator[Broken]:
    out_of_band = redirects.out_of_band
    if out_of_band and out_of_band.shows == "address" and not _can_be_caught(redirects, out_of_band):
        yield Broken(f"{place}.out_of_band.redirect_uri", "must begin with https://, because its address is pasted")
    if out_of_band:
        if not is_in_normal_form(out_of_band.redirect_uri):
            yield Broken(f"{place}.out_of_band.redirect_uri", _NOT_NORMAL)
        yield from _shown_code(f"{place}.out_of_band.shown_code", out_of_band.shown_code)
    if getattr(redirects, redirects.preferred) is None:
        yield Broken(f"{place}.preferred", f"prefers {redirects.preferred}, which is not described")
    if redirects.loopback:
        if not redirects.loopback.path.startswith("/"):
            yield Broken(f"{place}.loopback.path", "must begin with /")
        if not is_in_normal_form(redirects.loopback.path):
            yield Broken(f"{place}.loopback.path", _NOT_NORMAL)
        for port in redirects.loopback.ports:
            if port not in _PORTS:
                yield Broken(f"{place}.loopback.ports", f"{port} is not a port between 1024 and 65535")


def _can_be_caught(redirects: Redirects, out_of_band: OutOfBand) -> bool:
    """Tell whether the whole address can be had: pasted, or seen by the embedded browser, whatever its scheme."""
    scheme = out_of_band.redirect_uri.partition(":")[0]
    is_own = redirects.embedded == "only" and _OWN_SCHEME.fullmatch(scheme) is not None
    return is_own or is_protected(out_of_band.redirect_uri)


def _shown_code(place: str, shown: ShownCode) -> Iterator[Broken]:
    for name in ("address", "title"):
        pattern: str = getattr(shown, name)
        broken = list(_pattern(f"{place}.{name}", pattern))
        yield from broken
        if pattern and not broken and re.compile(pattern).groups != 1:
            yield Broken(f"{place}.{name}", "must have exactly one group, which is the code")


def _optional_address(provider: Provider, place: str, template: str, known: frozenset[str]) -> Iterator[Broken]:
    if template:
        yield from _address(provider, place, template, known)


def _address(provider: Provider, place: str, template: str, known: frozenset[str]) -> Iterator[Broken]:
    allowed = known | {PRACTICE} if provider.practice else known
    unknown = sorted(placeholders(template) - allowed)
    if unknown:
        yield Broken(place, f"holds {{{unknown[0]}}}, which nothing fills")
    elif not _VISIBLE.fullmatch(template):  # RFC 3986 section 2
        yield Broken(place, "must hold no spaces and nothing but ASCII characters")
    elif not is_protected(fill_address(template, {PRACTICE: "http://127.0.0.1:1", **dict.fromkeys(known, "a")})):
        yield Broken(place, "must begin with https://")


def _pattern(place: str, pattern: str) -> Iterator[Broken]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Python warns of what a later version may read in another way
            re.compile(pattern)
    except (re.error, Warning, OverflowError, RecursionError) as error:
        yield Broken(place, f"is not a pattern: {error}")


def _repeated(place: str, names: list[str]) -> Iterator[Broken]:
    for name in names:
        if names.count(name) > 1:
            yield Broken(place, f"holds {name} twice")
            return
