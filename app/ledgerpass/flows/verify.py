"""Proves a credential by a real call of the provider's API, and reads from the answer which companies it opens."""

import json
import math
import time
from typing import Any
from urllib.parse import urlsplit

from ledgerpass.connections.connection import Company
from ledgerpass.connections.credential import Credential
from ledgerpass.errors import AnswerNotUnderstood, CredentialRefused, PermissionMissing, Unreachable
from ledgerpass.flows.authorization_header import authorization_headers
from ledgerpass.flows.http import Clock, Http
from ledgerpass.flows.wish import Wish
from ledgerpass.http_message import HttpRequest, HttpResponse
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
    request = call_request(provider.check, wish, credential, http.clock_at(wish.address(provider.check.url)))
    response = await http.send(request)
    _judge(response)
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


def _judge(response: HttpResponse) -> None:
    host = urlsplit(response.url).hostname or ""
    match response.status:
        case 401:
            raise CredentialRefused(host=host, status=401)
        case 403:
            raise PermissionMissing(host=host, status=403)
        case status if status == 429 or status >= 500:  # noqa: PLR2004 - the numbers are HTTP's own
            raise Unreachable(host=host, reason="the service is busy or out of order", status=status)
        case status if not 200 <= status < 300:  # noqa: PLR2004
            raise AnswerNotUnderstood(host=host, status=status, reason="the check was not answered as its page says")


def _companies(response: HttpResponse, companies: Companies) -> tuple[Company, ...]:
    host = urlsplit(response.url).hostname or ""
    try:
        items = _at(json.loads(response.body), companies.items)
        if not isinstance(items, list):
            items = [items]
        return tuple(
            Company(id=_text(_at(item, companies.id)), name=_text(_at(item, companies.name))) for item in items
        )
    except (ValueError, LookupError, TypeError, RecursionError):
        raise AnswerNotUnderstood(
            host=host, status=response.status, reason="the list of companies is not where the file says"
        ) from None


def _at(data: Any, path: str) -> Any:  # noqa: ANN401 - JSON is anything until it is looked at
    for name in path.split(".") if path else ():
        data = data[name]
    return data


def _text(value: object) -> str:
    if isinstance(value, str) or (
        isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    ):
        return str(value)
    raise TypeError
