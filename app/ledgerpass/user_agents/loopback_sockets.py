"""Binds the loopback sockets that a redirect arrives on, before any address is made of them.

Only loopback is ever bound, never all interfaces, so that no firewall asks and nobody else can reach it (RFC 8252
section 8.3). A socket that is bound stays bound until the sign-in ends: the port in the address is the port that is
listened on.
"""

import errno
import socket
import sys

from ledgerpass.errors import NoPort
from ledgerpass.user_agents.port_holder import holder_of

_ADDRESSES = {
    # RFC 8252 section 7.3: both families have their literal; which one is registered is the provider's data
    "127.0.0.1": ((socket.AF_INET, "127.0.0.1"),),
    "[::1]": ((socket.AF_INET6, "::1"),),
    # not recommended by section 8.3, and all that some providers accept
    "localhost": ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")),
}
BACKLOG = 1024
"""Connections that the system keeps waiting; one that it turned away would try again only a second later."""

_ANY = 0
_TRIES = 20
_NO_IPV6 = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})
_RESERVED = frozenset({errno.EACCES, 10013})
"""The system keeps the port for itself; 10013 is Windows' WSAEACCES (Hyper-V and WSL reserve whole ranges)."""


def bind_loopback(
    host: str, ports: tuple[int, ...], provider: str, port_before: int | None = None
) -> list[socket.socket]:
    """Bind `host` on the first of `ports` that is free, or, where `ports` is empty, on any free port.

    `port_before` is tried first where any will do. `localhost` is bound as 127.0.0.1 and ::1 on the same port, because
    browsers differ in which they ask first.

    Raises:
        NoPort: none is free; it names all that were tried, those that the system keeps, and who holds one.
    """
    reserved: list[int] = []
    before = () if port_before is None else (port_before,)
    for port in ports or (*before, *(_ANY,) * _TRIES):
        try:
            return _bind_all(_ADDRESSES[host], port)
        except OSError as error:
            if error.errno in _RESERVED:
                reserved.append(port)
    holder = next(filter(None, map(holder_of, ports)), "")
    raise NoPort(provider=provider, ports=ports, reserved=tuple(reserved), holder=holder)


def _bind_all(addresses: tuple[tuple[socket.AddressFamily, str], ...], port: int) -> list[socket.socket]:
    bound: list[socket.socket] = []
    for family, address in addresses:
        try:
            bound.append(_bind(family, address, port))
        except OSError as error:
            if bound and error.errno in _NO_IPV6:
                continue  # a machine without IPv6: 127.0.0.1 alone serves it
            for each in bound:
                each.close()
            raise
        port = bound[0].getsockname()[1]
    return bound


def _bind(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)  # RFC 8252 appendix B.3
        elif port != _ANY:
            # RFC 8252 appendix B.5 would leave it out, against a second listener. Linux refuses one on this port either
            # way, and without it a fixed port stays shut for a minute after each sign-in.
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        bound.setblocking(False)  # noqa: FBT003 - the socket module takes it by place
        bound.bind((address, port))
        bound.listen(BACKLOG)
    except OSError:
        bound.close()
        raise
    return bound
