"""Which way out of the computer the web engine takes: the one that the program's own calls take (`flows.proxies`).

Left alone, the web engine asks a desktop's own settings before the environment, reads `NO_PROXY` by rules of its own,
and so opens pages that the program can't reach, or the other way around. On Linux it is told the environment's word,
whatever that is; elsewhere only where the environment says something, because there the system's settings are known to
both. Loopback never goes through a proxy, here as there.
"""

import re
import sys
from collections.abc import Mapping
from urllib.parse import urlsplit

from ledgerpass.http_message import DEFAULT_PORTS

_PLAIN = re.compile(r"(?:[\w-]+\.)*[\w-]+(?::\d+)?|\[[0-9a-fA-F:]+\](?::\d+)?")
"""A name or an address: no rule of the web engine's own, and no second flag."""


def proxy_flags(named: Mapping[str, str], *, beside: str = "", platform: str = sys.platform) -> list[str]:
    """Give the web engine's flags; `named` are the proxies by their scheme, as `getproxies_environment` gives them.

    `beside` is a host with its port that goes through none of them.
    """
    proxy = _place(named.get("https") or named.get("all") or "")  # only https is opened, and loopback
    exceptions = [each.strip().lower() for each in named.get("no", "").split(",")]
    if not proxy or "*" in exceptions:
        return ["--no-proxy-server"] if proxy or platform == "linux" else []
    rules = [rule for each in exceptions for rule in _rules(each)] + ([beside] if beside else [])
    return [f"--proxy-server={proxy}", *([f"--proxy-bypass-list={';'.join(rules)}"] if rules else [])]


def _place(said: str) -> str:
    """Give the address of a proxy without who one is there: that is nothing for an argument."""
    try:
        parts = urlsplit(said if "://" in said else f"http://{said}")
        port = parts.port or DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return ""
    if not parts.hostname or not port:
        return ""
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{name}:{port}" if _PLAIN.fullmatch(name) else ""


def _rules(exception: str) -> list[str]:
    """Give the web engine's rules for one of `NO_PROXY`: a domain stands for itself and for what is below it."""
    if exception.startswith("*."):
        return [exception] if _PLAIN.fullmatch(exception[2:]) else []
    name = exception.lstrip(".")
    if not _PLAIN.fullmatch(name):
        return []
    return [name] if name.startswith("[") else [name, f"*.{name}"]
