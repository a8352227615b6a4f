"""Whether two addresses are of one owner, as far as their hosts tell: both below one name that somebody registered.

There is no list of the names below which strangers register theirs, because such a list is a file to keep fresh; the
last two parts of a host are taken, and a third where they are as short as in co.uk and com.au.
"""

from urllib.parse import urlsplit

_LONG_LABEL = 3
_COUNTRY = 2
_FEW_LABELS = 2


def share_a_name(one: str, other: str) -> bool:
    """Tell whether two addresses are below one registered name; a bare address of a computer counts with its port."""
    try:
        return bool(urlsplit(one).hostname) and _name_of(one) == _name_of(other)
    except ValueError:
        return False


def _name_of(address: str) -> str:
    parts = urlsplit(address)
    host = (parts.hostname or "").removesuffix(".")
    labels = host.split(".")
    if len(labels) < _FEW_LABELS or ":" in host or host.replace(".", "").isdigit():  # such as localhost and 127.0.0.1
        return parts.netloc
    is_shared = len(labels[-1]) == _COUNTRY and len(labels[-2]) <= _LONG_LABEL
    return ".".join(labels[-3:] if is_shared else labels[-2:])
