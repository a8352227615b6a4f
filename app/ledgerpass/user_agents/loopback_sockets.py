"""Binds the loopback sockets that a redirect arrives on, before any address is made of them.

Only loopback is ever bound, so that no firewall asks and nobody else can reach it (RFC 8252 section 8.3). A socket
that is bound stays bound until the sign-in ends: the port in the address is the port that is listened on.
"""

import errno
import socket
import sys

from ledgerpass.errors import NoPort

_ADDRESSES = {
    "127.0.0.1": ((socket.AF_INET, "127.0.0.1"),),
    "[::1]": ((socket.AF_INET6, "::1"),),
    "localhost": ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")),
}
_ANY = 0
_TRIES = 20


def bind_loopback(host: str, ports: tuple[int, ...], provider: str) -> list[socket.socket]:
    """Bind `host` on the first of `ports` that is free, or on any free port where `ports` is empty.

    `localhost` is bound as 127.0.0.1 and ::1 on the same port, because browsers differ in which they ask first.

    Raises:
        NoPort: none is free.
    """
    for port in ports or (_ANY,) * _TRIES:
        bound = _bind_all(_ADDRESSES[host], port)
        if bound:
            return bound
    raise NoPort(provider=provider, ports=ports)


def _bind_all(addresses: tuple[tuple[socket.AddressFamily, str], ...], port: int) -> list[socket.socket]:
    bound: list[socket.socket] = []
    for family, address in addresses:
        try:
            bound.append(_bind(family, address, port))
        except OSError as error:
            if bound and error.errno in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}:
                continue  # a machine without IPv6: 127.0.0.1 alone serves it
            for each in bound:
                each.close()
            return []
        port = bound[0].getsockname()[1]
    return bound


def _bind(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)  # RFC 8252 appendix B.3
        elif port != _ANY:
            # a fixed port must be free again at once after the last sign-in; Linux still refuses a second listener
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        bound.setblocking(False)  # noqa: FBT003 - the socket module takes it by place
        bound.bind((address, port))
        bound.listen()
    except OSError:
        bound.close()
        raise
    return bound
