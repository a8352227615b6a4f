"""What stands before every page and every answer: who may ask, and what a browser may do with the answer.

A request that names another host than ours comes from a page that had its own name point to this computer (DNS
rebinding); it gets nothing. What is answered is stored nowhere and names nobody as referrer.
"""

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ON_EVERY_ANSWER = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Wraps the application."""

    def __init__(self, app: ASGIApp, origin: str) -> None:
        """Let through what asks for `origin`."""
        self._app = app
        self._host = urlsplit(origin).netloc.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, through the application or without it."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_ON_EVERY_ANSWER)
            await send(message)

        hosts = [value for name, value in scope["headers"] if name == b"host"]
        app = self._app if hosts == [self._host] else PlainTextResponse("Not here.", 421)
        await app(scope, receive, send_guarded)
