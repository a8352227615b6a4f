"""What must hold for every hostile input, whoever reads it: the one judge of all fuzz targets.

A reader may refuse with a `LedgerpassError` and with nothing else; it is quick; and neither the error, nor what was
read, nor the log shows a secret. Time is counted as the processor spends it, so that a busy machine finds nothing.
"""

import contextlib
import logging
import signal
import traceback
from collections.abc import Iterator, Sequence
from types import FrameType

from ledgerpass.errors import LedgerpassError
from ledgerpass.secret import RedactingFilter

LONGEST = 1.0
"""Seconds of the processor's time that one input may take."""


class Finding(AssertionError):
    """An input did what no input may do."""


class TookTooLong(BaseException):
    """An input kept the program busy. As no Exception it passes by whoever catches all of those."""


@contextlib.contextmanager
def judged(secrets: Sequence[str] = ()) -> Iterator[list[object]]:
    """Judge what happens inside; what is put into the list is shown as well, and `secrets` must not be seen in it."""
    shown: list[object] = []
    with _heard() as log:
        try:
            with _at_most(LONGEST):
                yield shown
        except LedgerpassError as error:
            shown += [error, "".join(traceback.format_exception(error))]
    for text in [*log.lines, *map(repr, shown), *map(str, shown)]:
        if any(secret in text for secret in secrets):
            message = f"a secret is shown: {text}"
            raise Finding(message)
    if log.warnings:
        message = f"the log warns of what is nobody's fault but the input's: {log.warnings}"
        raise Finding(message)


class _Ear(logging.Handler):
    """Keeps what a handler of the program would write: every line, redacted."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.warnings: list[str] = []
        self.addFilter(RedactingFilter())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())
        if record.levelno >= logging.WARNING:
            self.warnings.append(record.getMessage())


@contextlib.contextmanager
def _heard() -> Iterator[_Ear]:
    root, ear = logging.getLogger(), _Ear()
    level = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(ear)
    try:
        yield ear
    finally:
        root.removeHandler(ear)
        root.setLevel(level)


@contextlib.contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    # again and again, because Python swallows what is raised while it clears away
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, seconds / 4)
    try:
        yield
    except TookTooLong:
        message = f"more than {seconds:g} s of the processor's time"
        raise Finding(message) from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
