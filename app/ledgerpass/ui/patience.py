"""Says that something is under way only when it takes long enough to be noticed."""

import contextlib
from collections.abc import Callable, Iterator

from PySide6.QtCore import QTimer

_NOTICED = 150
"""Milliseconds that go by unnoticed."""


@contextlib.contextmanager
def when_it_takes_long(do: Callable[[], None], milliseconds: int = _NOTICED) -> Iterator[None]:
    """Call `do` once the block has taken `milliseconds`, and not at all when it is done by then."""
    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(do)
    timer.start(milliseconds)
    try:
        yield
    finally:
        timer.stop()
