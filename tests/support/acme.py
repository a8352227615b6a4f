"""Acme, a provider of the test's own: its file, and its token endpoint and API on a real socket.

Nobody signs in at its authorization endpoint: the test plays the browser, and makes the redirect out of the address
that the program shows.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from ledgerpass.flows.wish import Wish
from ledgerpass.providers.catalogue import read_catalogue
from ledgerpass.secret import Secret
from tests.support.scripted_browser import Seen, get
from tests.support.tcp_server import Behaviour, Served, says, serving

FILE = """
id = "{id}"
name = "Acme"
line = "Books"
mark = {{ letters = "Ac", colour = "#112233" }}
check = {{ url = "{origin}/me" }}

[[ways]]
kind = "authorization_code"
id = "sign-in"
label = "Sign in"
line = "In your browser."
fixed = {{ client_id = "our-client" }}
authorization_endpoint = "{origin}/authorize"
token_endpoint = "{origin}/token"
client_authentication = "none"
issuer = "{issuer}"
iss_promised = {promised}

[ways.redirects]
preferred = "loopback"
loopback = {{ host = "{host}", ports = {ports}, path = "/callback/{id}" }}
"""
ISSUER = "https://acme.example"


def http_answer(body: object = None, status: str = "200 OK", headers: str = "") -> bytes:
    """Write an answer; a body that is no text is JSON."""
    text = body if isinstance(body, str) else json.dumps(body)
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(text.encode())}\r\n"
        f"Connection: close\r\n{headers}\r\n{text}"
    ).encode()


TOKEN = http_answer({"access_token": "the-access-token", "token_type": "Bearer", "expires_in": 3600})


@dataclass
class Acme:
    """The provider at work: its token endpoint gives `answers` in turn, and a token when there are no more.

    Its API answers `books` to everybody.
    """

    answers: list[bytes | Behaviour] = field(default_factory=list)
    books: bytes = http_answer({"id": "7", "name": "Bakkerij Smit"})
    served: Served = field(default_factory=lambda: Served(0))

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.served.port}"

    @property
    def exchanges(self) -> int:
        """How often the token endpoint was asked."""
        return sum(head.startswith(b"POST /token ") for head in self.served.heads)

    async def behave(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answer: bytes | Behaviour = self.books
        if self.served.heads[-1].startswith(b"POST /token "):
            answer = self.answers.pop(0) if self.answers else TOKEN
        await (says(answer) if isinstance(answer, bytes) else answer)(reader, writer)

    def file(
        self,
        folder: Path,
        *,
        provider_id: str = "acme",
        host: str = "127.0.0.1",
        ports: tuple[int, ...] = (),
        issuer: str = "",
        promised: bool = False,
    ) -> Path:
        """Write the provider's file, and give its folder."""
        folder.mkdir(exist_ok=True)
        values = {"id": provider_id, "origin": self.origin, "host": host, "ports": list(ports), "issuer": issuer}
        text = FILE.format(**values, promised=str(promised).lower())
        (folder / f"{provider_id}.toml").write_text(text, encoding="utf-8")
        return folder

    def wish(
        self,
        folder: Path,
        *,
        provider_id: str = "acme",
        host: str = "127.0.0.1",
        ports: tuple[int, ...] = (),
        issuer: str = "",
        promised: bool = False,
    ) -> Wish:
        """Give a wish for one of its credentials."""
        place = self.file(folder, provider_id=provider_id, host=host, ports=ports, issuer=issuer, promised=promised)
        catalogue = read_catalogue([place])
        assert not catalogue.problems
        provider = catalogue.providers[provider_id]
        return Wish(provider=provider, way=provider.ways[0], values={}, fields={"client_id": Secret("our-client")})


@contextlib.asynccontextmanager
async def acme(*answers: bytes | Behaviour) -> AsyncIterator[Acme]:
    """Run it; `answers` are its token endpoint's."""
    provider = Acme(list(answers))
    async with serving(provider.behave) as served:
        provider.served = served
        yield provider


def redirect_for(address: str, **parameters: str) -> str:
    """Make the redirect that answers an authorization address, with its own state unless another is given."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    return f"{asked['redirect_uri']}?{urlencode({'state': asked['state'], **parameters})}"


async def come_back(address: str, **parameters: str) -> Seen:
    """Play the browser that is sent back from an authorization address."""
    return await asyncio.to_thread(get, redirect_for(address, **parameters))
