"""What is kept for minutes and in memory alone: open consent pages, codes, temporary credentials, nonces.

It is bounded in time and in number, since any page in the user's browser can make it grow by asking.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

Kept = TypeVar("Kept")

_MOST = 1000


class ShortLived(Generic[Kept]):
    """A mapping whose entries end some seconds after they were put in, the oldest earlier where there are too many."""

    def __init__(self, *, life: float, clock: Callable[[], float], most: int = _MOST) -> None:
        """Keep at most `most` entries; `clock` gives seconds since 1970-01-01 UTC."""
        self._life = life
        self._clock = clock
        self._most = most
        self._entries: dict[str, tuple[float, Kept]] = {}

    def put(self, key: str, kept: Kept) -> None:
        """Keep a new entry, and let go of what has ended."""
        now = self._clock()
        # entries are never put in again, so the first is the oldest
        while self._entries and (len(self._entries) >= self._most or next(iter(self._entries.values()))[0] <= now):
            del self._entries[next(iter(self._entries))]
        self._entries[key] = (now + self._life, kept)

    def get(self, key: str) -> Kept | None:
        """Give what is kept under a key, None where there is nothing or it has ended."""
        ends_at, kept = self._entries.get(key, (0.0, None))
        return kept if ends_at > self._clock() else None

    def forget(self, key: str) -> None:
        """Let go of an entry, if it is there."""
        self._entries.pop(key, None)
