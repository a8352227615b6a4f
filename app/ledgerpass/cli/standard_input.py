"""What the user types or a script sends, read while everything else goes on.

A thread of its own waits for it, because only that works alike for a terminal, a pipe and a file on every system. It
reads the descriptor itself: a daemon thread that holds Python's own stdin when the program ends would bring it down.
Nothing is read before something is asked.
"""

import asyncio
import codecs
import contextlib
import os
import sys
import threading
from collections.abc import Iterator
from typing import Self, TextIO

from ledgerpass.cli import terminal_mode
from ledgerpass.cli.console import Console
from ledgerpass.cli.typed_lines import PipedLines, TypedLines

_CHUNK = 4096
_QUIET = 0.2
"""Seconds without a key after which what was pasted is over, also where it comes through a slow line."""


class StandardInput:
    """Lines that come in, one after the other, for whoever asks."""

    def __init__(self, console: Console, descriptor: int | None, *, is_terminal: bool) -> None:
        """Read from `descriptor`; None has ended already. Prompts go to `console`."""
        self._console = console
        self._descriptor = descriptor
        self.is_terminal = is_terminal
        self._typed = TypedLines(console.echo)
        self._lines = self._typed if is_terminal else PipedLines()
        self._waiting: asyncio.Queue[str | None] = asyncio.Queue()
        self._stirred = asyncio.Event()
        self._ended = descriptor is None
        self._thread: threading.Thread | None = None

    @classmethod
    @contextlib.contextmanager
    def opened(cls, console: Console, stream: TextIO | None) -> Iterator[Self]:
        """Open `stream`; where it is a terminal, it shows nothing by itself until the context is left."""
        descriptor = _descriptor(stream)
        if descriptor is None or not os.isatty(descriptor):
            yield cls(console, descriptor, is_terminal=False)
        elif not terminal_mode.is_ours(descriptor):
            yield cls(console, None, is_terminal=False)  # in the background: reading would stop the program
        else:
            with terminal_mode.without_echo(descriptor):
                yield cls(console, descriptor, is_terminal=True)

    async def ask(self, prompt: str, *, hidden: bool = False) -> str | None:
        """Give the next line, None when there is none any more. Only a terminal is shown the prompt.

        What is typed is shown unless it is `hidden`.
        """
        if not self.is_terminal:
            return await self._line()
        self._console.prompt(prompt)
        self._typed.echoes = not hidden
        try:
            return await self._line()
        finally:
            self._typed.echoes = False
            self._console.say()

    async def pasted(self) -> str | None:
        """Give what is pasted next, None when nothing will be. Never shown.

        On a terminal several lines that come at once are one text: a mail or a narrow window breaks long addresses.
        """
        text = await self._line()
        while text is not None and self.is_terminal and await self._more_comes():
            text += f"\n{await self._line() or ''}"
        return text

    async def _more_comes(self) -> bool:
        self._stirred.clear()
        if self._waiting.empty() and not self._lines.pending:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stirred.wait(), _QUIET)
        return not self._ended and (not self._waiting.empty() or self._lines.pending)

    async def _line(self) -> str | None:
        if self._ended and self._waiting.empty():
            return None
        if self._thread is None:
            loop = asyncio.get_running_loop()
            self._thread = threading.Thread(target=self._read, args=(loop,), name="standard-input", daemon=True)
            self._thread.start()
        return await self._waiting.get()

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody asks any more
            for text in self._pieces():
                loop.call_soon_threadsafe(self._take, text)
            loop.call_soon_threadsafe(self._take, None)

    def _pieces(self) -> Iterator[str]:
        assert self._descriptor is not None  # noqa: S101 - nothing is read from what has ended
        if self.is_terminal and sys.platform == "win32":
            while True:
                yield terminal_mode.read_key()
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        with contextlib.suppress(OSError):  # the terminal is gone
            while data := os.read(self._descriptor, _CHUNK):
                yield decoder.decode(data)

    def _take(self, text: str | None) -> None:
        lines = self._lines.end() if text is None else self._lines.feed(text)
        self._ended = self._ended or None in lines
        for line in lines:
            self._waiting.put_nowait(line)
        self._stirred.set()


def _descriptor(stream: TextIO | None) -> int | None:
    """Give the number of an open file, None for what was closed before the program began."""
    try:
        return stream.fileno() if stream else None
    except (OSError, ValueError):
        return None
