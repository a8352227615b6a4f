"""How fast pages may send the user on: no sign-in needs forty pages in ten seconds, and an endless chain never ends."""

import time
from collections import deque
from collections.abc import Callable

_MOST = 40
_WITHIN = 10.0


class Pace:
    """Counts steps; `now` gives seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Begin with no step made."""
        self._now = now
        self._steps: deque[float] = deque()
        self._is_stopped = False

    def allows_a_step(self) -> bool:
        """Count a step and tell whether it may be made; once there were too many, none is until `begin_anew`."""
        now = self._now()
        self._steps.append(now)
        while self._steps[0] < now - _WITHIN:
            self._steps.popleft()
        self._is_stopped = self._is_stopped or len(self._steps) > _MOST
        return not self._is_stopped

    def begin_anew(self) -> None:
        """Forget what was, because the user himself asked for a page."""
        self._steps.clear()
        self._is_stopped = False
