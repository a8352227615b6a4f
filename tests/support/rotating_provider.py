"""A provider that takes each refresh token once and ends the whole permission when one comes back (RFC 9700, 4.14.2).

The rules stand in `Permissions`, without I/O; `RotatingProvider` answers by them in place of an HTTP client, and
`serving_from_a_process` puts them on a real socket, in a process of their own, for many programs at once.
"""

import asyncio
import json
import multiprocessing
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from ledgerpass.connections.credential import Credential
from ledgerpass.http_message import HttpRequest, HttpResponse
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.providers.catalogue import Catalogue, read_catalogue
from ledgerpass.secret import Secret

FILE = """
id = "rotating"
name = "Rotating Books"
line = "Books"
mark = {{ letters = "Rb", colour = "#112233" }}
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
refresh_grace = {grace}
renews_early = {early}
refresh_margin = {margin}
redirects = {{ preferred = "loopback", loopback = {{}} }}
"""
LIFE = 3600.0


@dataclass
class Permissions:
    """Permissions by name. The serial number in a token is that of the refresh it came from."""

    grace: float = 0.0
    clock: Callable[[], float] = time.time
    serials: Counter[str] = field(default_factory=Counter)
    ended: set[str] = field(default_factory=set)
    asked: Counter[str] = field(default_factory=Counter)  # how often each was asked to be renewed
    reused: int = 0
    refused: int = 0
    _current: dict[str, str] = field(default_factory=dict)
    _replaced: dict[str, tuple[str, float]] = field(default_factory=dict)

    def give(self, name: str) -> Credential:
        """Give the permission `name`, as a sign-in would."""
        members = self._issue(name)
        issued = TokenResponse(
            access_token=Secret(str(members["access_token"])),
            refresh_token=Secret(str(members["refresh_token"])),
            issued_at=self.clock(),
            expires_at=self.clock() + LIFE,
        )
        return Credential(fields={}, issued=issued)

    def renew(self, refresh_token: str) -> dict[str, object]:
        """Take a refresh token and give the answer's members."""
        name = refresh_token.partition(".")[0]
        self.asked[name] += 1
        if name in self.ended or not self._is_taken(name, refresh_token):
            self.refused += 1
            return {"error": "invalid_grant"}
        return self._issue(name)

    def accepts(self, access_token: str) -> bool:
        """Tell whether a call with this token is answered: only the newest is good."""
        name, _, serial = access_token.partition(".")
        return name not in self.ended and serial == str(self.serials[name])

    def _is_taken(self, name: str, refresh_token: str) -> bool:
        if refresh_token == self._current.get(name):
            return True
        before, at = self._replaced.get(name, ("", 0.0))
        if refresh_token == before and self.clock() - at < self.grace:
            return True
        self.reused += 1
        self.ended.add(name)
        return False

    def _issue(self, name: str) -> dict[str, object]:
        self.serials[name] += 1
        if name in self._current:
            self._replaced[name] = self._current[name], self.clock()
        self._current[name] = f"{name}.{secrets.token_urlsafe(64)}"
        return {
            "access_token": f"{name}.{self.serials[name]}",
            "refresh_token": self._current[name],
            "expires_in": LIFE,
        }


@dataclass
class RotatingProvider:
    """The provider in place of an HTTP client; `meanwhile` is called with each answer before it is given."""

    permissions: Permissions
    meanwhile: Callable[[HttpResponse], HttpResponse] = lambda answer: answer

    async def send(self, request: HttpRequest) -> HttpResponse:
        body = request.body.reveal() if request.body else ""
        authorization = request.headers.get("Authorization")
        status, members = _answer(
            self.permissions, urlsplit(request.url).path, body, authorization.reveal() if authorization else ""
        )
        answer = HttpResponse(status=status, headers={}, body=json.dumps(members).encode(), url=request.url)
        answer = self.meanwhile(answer)
        await asyncio.sleep(0)  # the way back
        return answer

    async def get_ready(self) -> None:
        """Nothing is needed."""

    def clock_at(self, _url: str) -> Callable[[], float]:
        return self.permissions.clock


def provider_file(
    folder: Path, origin: str, *, grace: int = 0, renews_early: bool = True, margin: int = 300
) -> Catalogue:
    """Write the provider's file into `folder`, and read it."""
    folder.mkdir(exist_ok=True)
    text = FILE.format(origin=origin, grace=grace, early=str(renews_early).lower(), margin=margin)
    (folder / "rotating.toml").write_text(text, encoding="utf-8")
    return read_catalogue([folder])


@dataclass
class ServedProvider:
    """The provider in its process: what it has seen, as it tells us."""

    origin: str
    _pipe: Pipe

    def give(self, names: list[str]) -> dict[str, Credential]:
        """Have permissions given."""
        self._pipe.send(names)
        given: dict[str, tuple[str, str, float]] = self._pipe.recv()
        return {
            name: Credential(
                fields={"client_secret": Secret("c" * 1500)},  # with which it fills more than one item
                issued=TokenResponse(
                    access_token=Secret(access), refresh_token=Secret(refresh), issued_at=at, expires_at=at + LIFE
                ),
            )
            for name, (access, refresh, at) in given.items()
        }

    def seen(self) -> Permissions:
        """Give the permissions as they stand."""
        self._pipe.send(None)
        permissions = self._pipe.recv()
        assert isinstance(permissions, Permissions)
        return permissions


@contextmanager
def serving_from_a_process(pause: float = 0.0) -> Iterator[ServedProvider]:
    """Run the provider in a process of its own. It takes `pause` seconds before and again after it has decided."""
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, pause), daemon=True)
    process.start()
    try:
        yield ServedProvider(ours.recv(), ours)
    finally:
        process.terminate()
        process.join()
        ours.close()
        theirs.close()


def _serve(pipe: Pipe, pause: float) -> None:
    asyncio.run(_serve_until_terminated(pipe, pause))


async def _serve_until_terminated(pipe: Pipe, pause: float) -> None:
    permissions = Permissions()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := (await reader.readuntil(b"\r\n\r\n")).decode():
                lines = head.split("\r\n")
                named = {name.lower(): value.strip() for name, _, value in (each.partition(":") for each in lines[1:])}
                body = (await reader.readexactly(int(named.get("content-length", 0)))).decode()
                await asyncio.sleep(pause)
                answer = _answer(permissions, lines[0].split()[1], body, named.get("authorization", ""))
                await asyncio.sleep(pause)
                writer.write(_written(*answer))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the program has ended, one way or the other
        finally:
            writer.close()

    def obey() -> None:
        names = pipe.recv()
        if names is None:
            pipe.send(permissions)
            return
        given = {name: permissions.give(name).issued for name in names}
        pipe.send(
            {
                name: (issued.access_token.reveal(), issued.refresh_token.reveal(), issued.issued_at)
                for name, issued in given.items()
                if isinstance(issued, TokenResponse) and issued.refresh_token
            }
        )

    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=100)
    asyncio.get_running_loop().add_reader(pipe.fileno(), obey)
    pipe.send(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    await server.serve_forever()


def _answer(permissions: Permissions, path: str, body: str, authorization: str) -> tuple[int, object]:
    if path == "/token":
        members = permissions.renew(parse_qs(body)["refresh_token"][0])
        return (400 if "error" in members else 200), members
    if permissions.accepts(authorization.removeprefix("Bearer ")):
        return 200, {"id": "7", "name": "Bakkerij Smit"}
    return 401, {}


def _written(status: int, members: object) -> bytes:
    text = json.dumps(members)
    return (
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(text)}\r\n\r\n{text}"
    ).encode()
