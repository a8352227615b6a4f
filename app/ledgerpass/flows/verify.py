"""Proves a credential by a real call of the provider's API, and reads from the answer which companies it opens."""

import json
import math
import time
from http import HTTPStatus
from typing import Any

from ledgerpass.connections.connection import Company
from ledgerpass.connections.credential import Credential
from ledgerpass.errors import AnswerNotUnderstood, CredentialRefused, PermissionMissing
from ledgerpass.flows.authorization_header import authorization_headers
from ledgerpass.flows.http import Clock, Http
from ledgerpass.flows.wish import Wish
from ledgerpass.http_message import HttpRequest, HttpResponse
from ledgerpass.http_status import host_of, is_success, refuse_no_answer
from ledgerpass.provider_text import one_line
from ledgerpass.providers.provider import Call, Companies
from ledgerpass.secret import Secret


async def verify(wish: Wish, credential: Credential, http: Http) -> tuple[Company, ...]:
    """Call the provider's check and give the companies it lists, none where the provider has no such list.

    A provider without a check is proved by its token answer alone, and nothing is called.

    Raises:
        CredentialRefused: 401, the credential is wrong or has ended.
        PermissionMissing: 403, it is known but may not do this.
        Unreachable: 429, 5xx or no answer.
        AnswerNotUnderstood: any other answer; the credential is neither proved nor refused.
        NetworkError: see `Http.send`.
    """
    provider = wish.provider
    if provider.check is None:
        return ()
    clock = http.clock_at(wish.address(provider.check.url))
    response = await http.send(call_request(provider.check, wish, credential, clock))
    _judge(response, clock())
    if provider.companies is None:
        return ()
    return _companies(response, provider.companies)


def call_request(call: Call, wish: Wish, credential: Credential, clock: Clock = time.time) -> HttpRequest:
    """Give a call of the provider's API, carrying the credential."""
    url = wish.address(call.url)
    plain = {name: Secret(value) for name, value in call.headers.items()}
    return HttpRequest(
        method=call.method,
        url=url,
        headers=plain | dict(authorization_headers(wish, credential, call.method, url, clock)),
        body=Secret(call.body) if call.body else None,
    )


def _judge(response: HttpResponse, now: float) -> None:
    host = host_of(response.url)
    if response.status == HTTPStatus.UNAUTHORIZED:
        raise CredentialRefused(host=host, status=response.status)
    if response.status == HTTPStatus.FORBIDDEN:
        raise PermissionMissing(host=host, status=response.status)
    refuse_no_answer(response, now=now)
    if not is_success(response):
        reason = "the check was not answered as its page says"
        raise AnswerNotUnderstood(host=host, status=response.status, reason=reason)


def _companies(response: HttpResponse, companies: Companies) -> tuple[Company, ...]:
    host = host_of(response.url)
    try:
        items = _at(json.loads(response.body), companies.items)
        if not isinstance(items, list):
            items = [items]
        return tuple(_company(item, companies) for item in items)
    except (ValueError, LookupError, TypeError, RecursionError):
        raise AnswerNotUnderstood(
            host=host, status=response.status, reason="the list of companies is not where the file says"
        ) from None


def _at(data: Any, path: str) -> Any:  # noqa: ANN401 - JSON is anything until it is looked at
    for name in path.split(".") if path else ():
        data = data[name]
    return data


def _company(item: object, companies: Companies) -> Company:
    identity = _text(_at(item, companies.id))
    identity.encode()  # half a character, which JSON can write, would fit into no address and no register
    return Company(id=identity, name=one_line(_text(_at(item, companies.name))))


def _text(value: object) -> str:
    match value:
        case str():
            return value
        case int() if not isinstance(value, bool):
            return str(value)
        case float() if math.isfinite(value):
            return str(value)
        case _:
            raise TypeError
