"""From the arguments to what is to be connected: the same draft that the wizard's pages make.

Everything that the arguments can get wrong is found here, before the keychain is looked at or anything is asked. No
complaint repeats a value.
"""

from collections.abc import Iterable
from dataclasses import replace

from ledgerpass.cli.arguments import SECRETS_ELSEWHERE, looks_secret
from ledgerpass.cli.connect_options import ConnectOptions
from ledgerpass.cli.wrong_arguments import WrongArguments
from ledgerpass.providers.answers import clean_code, clean_input, input_problem
from ledgerpass.providers.catalogue import Catalogue
from ledgerpass.providers.provider import AuthorizationCode, Delivery, Input, OAuth1, Provider, Scope, WayIn
from ledgerpass.secret import Secret
from ledgerpass.wizard.draft import Draft
from ledgerpass.wizard.pages import draft_for


def choose(options: ConnectOptions, catalogue: Catalogue) -> tuple[Draft, dict[str, Secret]]:
    """Give the draft that the arguments describe, and those of the provider's codes that are no secrets.

    Raises:
        WrongArguments: something in them is unknown or doesn't fit.
    """
    provider = _provider(options.provider, catalogue)
    way = _way(options.way, provider)
    _refuse_what_is_no_input(options, provider, way)
    if options.company and provider.companies is None:
        message = f"{provider.name} doesn't tell which companies there are; leave --company out."
        raise WrongArguments(message)
    draft = draft_for(provider, way)
    draft = replace(
        draft,
        inputs={each.key: read_input(each, options.given[each.key]) for each in _given(provider.inputs, options)},
        scopes=_scopes(options.scopes, way) if options.scopes else draft.scopes,
        delivery=_delivery(options.delivery, way) if options.delivery else draft.delivery,
    )
    codes = {each.key: clean_code(options.given.get(each.key, "")) for each in way.fields}
    return draft, {key: Secret(code) for key, code in codes.items() if code}


def read_input(asked: Input, text: str) -> str:
    """Give what was meant by an input.

    Raises:
        WrongArguments: it is empty, or can't be right.
    """
    if input_problem(asked, text):
        example = f" It looks like {asked.example}." if asked.example else ""
        message = f'What was given for "{asked.label}" can\'t be right.{example}'
        raise WrongArguments(message)
    return clean_input(asked, text)


def _given(inputs: Iterable[Input], options: ConnectOptions) -> Iterable[Input]:
    return (each for each in inputs if each.key in options.given)


def _provider(wanted: str, catalogue: Catalogue) -> Provider:
    named = [each for each in catalogue if wanted.casefold() in {each.id.casefold(), each.name.casefold()}]
    if not named:
        message = f"There is no provider of that name. These are known: {_listed(each.id for each in catalogue)}."
        raise WrongArguments(message)
    return named[0]


def _way(wanted: str | None, provider: Provider) -> WayIn:
    way = provider.way(wanted) if wanted else provider.ways[0]
    if way is None:
        message = f"{provider.name} has no such way. These are its ways: {_listed(each.id for each in provider.ways)}."
        raise WrongArguments(message)
    return way


def _refuse_what_is_no_input(options: ConnectOptions, provider: Provider, way: WayIn) -> None:
    allowed = {each.key for each in provider.inputs} | {each.key for each in way.fields if not each.secret}
    secret = {each.key for other in provider.ways for each in other.fields if each.secret}
    for key in options.given:
        if key in allowed:
            continue
        if key in secret or looks_secret(key):
            message = f"{key} can't be given with --set. {SECRETS_ELSEWHERE}"
            raise WrongArguments(message)
        known = f"these can be given: {_listed(allowed)}" if allowed else "there is nothing to give"
        message = f"{provider.name} asks for no {key} on this way; {known}."
        raise WrongArguments(message)


def _scopes(wanted: tuple[str, ...], way: WayIn) -> frozenset[str]:
    scopes: tuple[Scope, ...] = getattr(way, "scopes", ())
    known = {scope.name for scope in scopes}
    if not known.issuperset(wanted):
        choice = f"these are known: {_listed(known)}" if known else "none can be chosen; leave --scope out"
        message = f'The way "{way.label}" has no such permission; {choice}.'
        raise WrongArguments(message)
    return frozenset(wanted) | {scope.name for scope in scopes if scope.required}


def _delivery(wanted: Delivery, way: WayIn) -> Delivery:
    redirects = way.redirects if isinstance(way, AuthorizationCode | OAuth1) else None
    if redirects is None or getattr(redirects, wanted) is None:
        message = f'The way "{way.label}" doesn\'t have that; leave --delivery out.'
        raise WrongArguments(message)
    return wanted


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
