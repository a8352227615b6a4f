"""An HTTP client that answers from a script: to judge what is sent, and for answers no real server here gives."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from ledgerpass.errors import LedgerpassError
from ledgerpass.http_message import HttpRequest, HttpResponse

Answer = HttpResponse | LedgerpassError


def answer(
    body: object, status: int = 200, content_type: str = "application/json", headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """Give an answer; what isn't text already is written as JSON."""
    text = body if isinstance(body, str) else json.dumps(body)
    return HttpResponse(
        status=status,
        headers={"content-type": content_type, **(headers or {})},
        body=text.encode(),
        url="https://acme.example/",
    )


@dataclass
class ScriptedHttp:
    """Gives the answers in order and keeps what was sent; an error in the script is raised."""

    answers: list[Answer]
    sent: list[HttpRequest] = field(default_factory=list)
    meanwhile: Callable[[], None] | None = None

    async def send(self, request: HttpRequest) -> HttpResponse:
        self.sent.append(request)
        if self.meanwhile:
            self.meanwhile()
        answer = self.answers.pop(0)
        if isinstance(answer, LedgerpassError):
            raise answer
        return answer

    async def get_ready(self) -> None:
        """Nothing is needed."""

    def clock_at(self, _url: str) -> Callable[[], float]:
        return time.time

    def form(self, number: int = -1) -> dict[str, str]:
        """Read the form that was sent."""
        body = self.sent[number].body
        return dict(parse_qsl(body.reveal())) if body else {}
