"""Which sign-in pages refuse a browser inside another program: data, in `resources/embedded/refusing-hosts.toml`.

Pretending to be another browser would get around some of them and against their rules; Ledgerpass opens the user's own.
"""

from functools import cache
from urllib.parse import urlsplit

import msgspec

from ledgerpass.resource_files import resource_path


class _Host(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    host: str
    source: str


class _List(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    hosts: tuple[_Host, ...]


@cache
def refusing_hosts() -> tuple[str, ...]:
    """Give the hosts, in small letters."""
    text = resource_path("embedded", "refusing-hosts.toml").read_bytes()
    return tuple(each.host for each in msgspec.toml.decode(text, type=_List).hosts)


def is_refused(address: str, hosts: tuple[str, ...]) -> bool:
    """Tell whether an address is on one of the hosts, or below one."""
    try:
        host = (urlsplit(address).hostname or "").removesuffix(".")  # a name may be written out to the root
    except ValueError:
        return False
    return any(host == each or host.endswith(f".{each}") for each in hosts)
