"""Which proxy leads to a host, by the word of the operating system and its environment variables.

The system is asked anew for every call, because a laptop changes its network under a running program. Loopback never
goes through a proxy. What a company writes as a program (a PAC file) is not run: its IT person names the proxy.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import unquote, urlsplit

from ledgerpass.errors import Unreachable
from ledgerpass.http_message import DEFAULT_PORTS, LOOPBACK_HOSTS
from ledgerpass.secret import Secret


@dataclass(frozen=True, slots=True)
class ProxyLogin:
    """Who one is at a proxy (RFC 7617 section 2)."""

    name: str
    password: Secret


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy: its address without a user, its host and port for people, and the login that stood in the address."""

    url: str
    place: str
    login: ProxyLogin | None = None


def proxy_for(url: str) -> Proxy | None:
    """Give the proxy that leads to `url`, None where the way is direct.

    Raises:
        Unreachable: the system names one that can't be used; its login is in no message.
    """
    from urllib.request import getproxies, proxy_bypass  # noqa: PLC0415, TID251 - asks the system, and sends nothing

    parts = urlsplit(url)
    host = parts.hostname or ""
    named = getproxies()
    said = named.get(parts.scheme) or named.get("all")
    if not said or host in LOOPBACK_HOSTS or proxy_bypass(parts.netloc) or _is_excepted(host, named.get("no", "")):
        return None
    return _read(said if "://" in said else f"http://{said}", host)


def _is_excepted(host: str, exceptions: str) -> bool:
    """Tell whether a star in `NO_PROXY`, alone or before a domain, means this host: Python reads some otherwise."""
    patterns = (each.strip().lower() for each in exceptions.split(","))
    return any(each == "*" or (each.startswith("*.") and fnmatchcase(host, each)) for each in patterns)


def _read(said: str, host: str) -> Proxy:
    try:
        parts = urlsplit(said)
        port = parts.port or DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        raise Unreachable(host=host, reason="the address of this computer's proxy is none") from None
    if not parts.hostname or parts.scheme not in DEFAULT_PORTS:
        reason = f"this computer's proxy is of a kind that can't be used ({parts.scheme}); http and https can"
        raise Unreachable(host=host, reason=reason)
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    login = ProxyLogin(unquote(parts.username), Secret(unquote(parts.password or ""))) if parts.username else None
    return Proxy(url=f"{parts.scheme}://{name}:{port}", place=f"{name}:{port}", login=login)
