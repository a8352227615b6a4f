"""A real proxy on loopback that opens tunnels (CONNECT), for those who say who they are where it asks.

Whatever host is asked for, the tunnel leads to one port of this computer.
"""

import asyncio
import base64
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from tests.support.tcp_server import Served, serving

_PIECE = 65536


@dataclass
class TunnelProxy:
    """The proxy: `asks` are the schemes it names to strangers, `lets_in` the name and password that it knows.

    `opened` are the hosts that tunnels were opened to, `turned_away` how often it has answered 407.
    """

    to_port: int
    asks: tuple[str, ...] = ('Basic realm="the way out"',)
    lets_in: tuple[str, str] | None = None
    served: Served = field(default_factory=lambda: Served(0))
    opened: list[str] = field(default_factory=list)
    turned_away: int = 0

    @property
    def place(self) -> str:
        """Its host and port."""
        return f"127.0.0.1:{self.served.port}"

    @property
    def logins(self) -> list[tuple[str, str]]:
        """Every name and password that it was told, in order."""
        return [login for head in self.served.heads if (login := _login(head))]

    async def behave(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Open a tunnel, or ask who is there."""
        head = self.served.heads[-1]
        if self.lets_in and _login(head) != self.lets_in:
            self.turned_away += 1
            asked = "".join(f"Proxy-Authenticate: {each}\r\n" for each in self.asks)
            writer.write(f"HTTP/1.1 407 Who is there\r\n{asked}Content-Length: 0\r\n\r\n".encode())
            await writer.drain()
            return
        self.opened.append(head.split(maxsplit=2)[1].decode())
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", self.to_port)
        writer.write(b"HTTP/1.1 200 Go on\r\n\r\n")
        try:
            await asyncio.gather(_pour(reader, inner_writer), _pour(inner_reader, writer))
        finally:
            inner_writer.close()


def _login(head: bytes) -> tuple[str, str] | None:
    for line in head.decode("latin-1").split("\r\n"):
        name, _, value = line.partition(":")
        if name.lower() == "proxy-authorization":
            user, _, password = base64.b64decode(value.split()[-1]).decode().partition(":")
            return user, password
    return None


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while piece := await reader.read(_PIECE):
            writer.write(piece)
            await writer.drain()
    writer.close()


@contextlib.asynccontextmanager
async def tunnel_proxy(to_port: int, **settings: object) -> AsyncIterator[TunnelProxy]:
    """Run it; `settings` are the fields of `TunnelProxy`."""
    proxy = TunnelProxy(to_port, **settings)  # type: ignore[arg-type] # each goes to the field of its name
    async with serving(proxy.behave) as served:
        proxy.served = served
        yield proxy
