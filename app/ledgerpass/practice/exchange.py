"""The passage between Starlette's requests and oauthlib's arguments, which are plain text.

What oauthlib sees is what was sent: the address is put together from the raw path and query, because an OAuth 1.0a
signature covers them as they were written (RFC 5849 section 3.4.1.2). A body is read up to a bound.
"""

from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

_LONGEST_BODY = 65536
REALM = 'realm="Practice company"'


def address_of(request: Request, origin: str, *, query: bool = True) -> str:
    """Give the address that was asked for, as it was written."""
    path = request.scope["raw_path"].decode("latin-1")
    asked = request.scope["query_string"].decode("latin-1")
    return f"{origin}{path}?{asked}" if query and asked else f"{origin}{path}"


async def body_of(request: Request) -> str:
    """Read the body.

    Raises:
        HTTPException: it is longer than 64 KiB, or not UTF-8.
    """
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_BODY:
            raise HTTPException(413)
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise HTTPException(400) from None


async def form_of(request: Request) -> dict[str, str]:
    """Read the fields of a form, each once; of a field that is there twice, nothing is taken."""
    fields = parse_qs(await body_of(request), keep_blank_values=True)
    return {name: values[0] for name, values in fields.items() if len(values) == 1}


def answer(headers: Mapping[str, str], body: str | None, status: int, *, scheme: str) -> Response:
    """Pass oauthlib's answer on; a 401 names the scheme that would have been right (RFC 9110 section 11.6.1)."""
    passed = {name: value for name, value in headers.items() if name != "WWW-Authenticate"}
    if status == 401:  # noqa: PLR2004 - RFC 9110 section 15.5.2
        passed["WWW-Authenticate"] = f"{scheme} {REALM}"
    return Response(body or "", status, passed)


def see_other(address: str) -> RedirectResponse:
    """Send the browser on, with a GET whatever it came with (RFC 9700 section 4.12)."""
    return RedirectResponse(address, 303)
