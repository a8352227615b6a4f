"""The terminal without its echo, for as long as something is asked there.

What is typed is not shown by the terminal and comes at once, key by key; Ctrl+C stays what it is. The mode is put back
however the asking ends.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator

if sys.platform == "win32":
    import msvcrt

    _INTERRUPT = "\x03"

    def is_ours(descriptor: int) -> bool:
        """Tell whether it is a terminal that may be read from."""
        return os.isatty(descriptor)

    @contextlib.contextmanager
    def without_echo(_descriptor: int) -> Iterator[None]:
        """Do nothing: keys that are read one by one are not shown here."""
        yield

    def read_key() -> str:
        """Wait for a key and give it."""
        key = msvcrt.getwch()
        if key == _INTERRUPT:
            signal.raise_signal(signal.SIGINT)
        return key

else:
    import termios

    _INPUT, _LOCAL = 0, 3  # where the modes stand in what tcgetattr gives

    def is_ours(descriptor: int) -> bool:
        """Tell whether it is a terminal that may be read from: a program in the background would be stopped for it."""
        if not os.isatty(descriptor):
            return False
        try:
            return os.tcgetpgrp(descriptor) == os.getpgrp()
        except OSError:
            return True  # it is nobody's controlling terminal, so there is no background

    @contextlib.contextmanager
    def without_echo(descriptor: int) -> Iterator[None]:
        """Switch echo and line editing off until the context is left, and again when the program is resumed."""
        before = termios.tcgetattr(descriptor)
        quiet = [*before]
        quiet[_INPUT] &= ~termios.ICRNL  # or one CR LF of a paste would come as two line breaks
        quiet[_LOCAL] &= ~(termios.ECHO | termios.ICANON)

        def again(_number: int, _frame: object) -> None:
            if is_ours(descriptor):  # resumed in the background, changing the terminal would stop it once more
                termios.tcsetattr(descriptor, termios.TCSADRAIN, quiet)

        handler = signal.signal(signal.SIGCONT, again)
        try:
            termios.tcsetattr(descriptor, termios.TCSADRAIN, quiet)
            yield
        finally:
            signal.signal(signal.SIGCONT, handler)
            with contextlib.suppress(termios.error):  # the terminal is gone
                termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
