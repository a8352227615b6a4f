"""Names the program that holds a loopback port, so that the user knows which one to close.

Linux tells it in /proc, for the user's own programs, and those are the ones that sign in. Elsewhere nothing is said:
asking there means starting another program, and a wait before the sentence that the user needs.
"""

import contextlib
from pathlib import Path

_PROC = Path("/proc")
_LISTENS = "0A"  # TCP_LISTEN in the kernel's tables


def holder_of(port: int) -> str:
    """Give the name of the program that listens on `port`, empty where that can't be told."""
    sockets = {f"socket:[{inode}]" for table in ("tcp", "tcp6") for inode in _listening(_PROC / "net" / table, port)}
    if not sockets:
        return ""
    for process in _PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):  # another user's, or gone meanwhile
            if any(str(each.readlink()) in sockets for each in (process / "fd").iterdir()):
                name = (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
                return "".join(character for character in name if character.isprintable())
    return ""


def _listening(table: Path, port: int) -> list[str]:
    """Give the inodes of the sockets that listen on `port`; the table's columns are those of proc(5)."""
    try:
        lines = table.read_text(encoding="ascii").splitlines()[1:]
    except OSError:
        return []
    columns = [line.split() for line in lines]
    return [each[9] for each in columns if each[3] == _LISTENS and each[1].endswith(f":{port:04X}")]
