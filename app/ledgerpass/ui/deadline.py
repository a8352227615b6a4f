"""A moment in so many seconds, by whichever of two clocks comes to it first.

The steady clock stands still while the computer sleeps (on Linux), and the clock on the wall can be set back. A secret
must outlive neither.
"""

from collections.abc import Callable


class Deadline:
    """The moment."""

    def __init__(self, seconds: float, wall: Callable[[], float], steady: Callable[[], float]) -> None:
        """Begin now; both clocks give seconds."""
        self._seconds = seconds
        self._wall, self._steady = wall, steady
        self._began = (wall(), steady())

    def seconds_left(self) -> float:
        """Tell how long it is until then, nothing when it is past."""
        passed = max(self._wall() - self._began[0], self._steady() - self._began[1])
        return min(self._seconds, max(0.0, self._seconds - passed))
