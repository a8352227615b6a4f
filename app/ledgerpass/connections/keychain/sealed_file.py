"""The sealed file as a file: read, put in place of the old one in one step, set aside, and locked between processes.

A new content is written beside the old one, brought to the disk, and then takes its name. Whenever that is broken off,
there is the old content or the new one, and never half of it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

_PATIENCE = 10.0  # seconds that a change waits for another process's change, which takes some milliseconds
_FOR_ITS_OWNER = 0o600
_LARGEST = 256 * 1024 * 1024  # bytes; ten thousand connections need about a fifth of that


class TooLargeError(Exception):
    """It is larger than any file of ours."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other processes from changing the file meanwhile. A process that ends lets go, however it ends.

    Raises:
        filelock.Timeout: another one didn't let go in time.
    """
    from filelock import FileLock  # noqa: PLC0415 - whoever only asks whether there is a file needs no lock

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with FileLock(_beside(path, ".lock"), timeout=_PATIENCE, mode=_FOR_ITS_OWNER):
        yield


def is_there(path: Path) -> bool:
    """Tell whether there is one; one that can't be looked at is there."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def read_file(path: Path) -> bytes | None:
    """Give the file's bytes, None when there is none.

    Raises:
        TooLargeError: there are more than anybody would want in memory.
        OSError: the system doesn't let us.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        return None
    if len(data) > _LARGEST:
        raise TooLargeError
    return data


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in the file's place, for this user alone; the caller has it locked.

    Raises:
        OSError: it could not be written; the old one is as it was.
    """
    new = _beside(path, ".new")
    new.unlink(missing_ok=True)  # left over by a process that was killed
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FOR_ITS_OWNER), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise
    _bring_to_disk(path.parent)


def set_aside(path: Path) -> None:
    """Move the file to a name beside it that is free."""
    free = next(name for number in count(1) if not is_there(name := _beside(path, f".old-{number}")))
    path.rename(free)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _bring_to_disk(folder: Path) -> None:
    """See that the new name survives a power cut, where a folder can be opened for that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
