"""Puts lines together out of what arrives: as it is from a pipe, with the keys for mending from a terminal.

The terminal's own line editing is off while Ledgerpass asks, because it cuts a line off at 4,095 characters (1,024 on
macOS), and there are longer tokens and addresses than that.
"""

import re
from collections.abc import Callable
from typing import Protocol

_SEQUENCE = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|O.|.)?", re.DOTALL)  # arrow keys and such, and pasting's brackets
_ENTER = "\r\n"
_ERASE = "\x7f\b"
_ERASE_ALL = "\x15"  # Ctrl+U
_END = "\x04"  # Ctrl+D


class Lines(Protocol):
    """Makes lines of pieces. None stands for the end of the input."""

    @property
    def pending(self) -> bool:
        """Tell whether a line has begun and not ended."""

    def feed(self, text: str) -> list[str | None]:
        """Take the next piece, and give the lines that it ended."""

    def end(self) -> list[str | None]:
        """Give what is left when nothing more will come."""


class PipedLines:
    """Lines from a pipe or a file."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._text = ""

    @property
    def pending(self) -> bool:
        """Tell whether a line has begun and not ended."""
        return bool(self._text)

    def feed(self, text: str) -> list[str | None]:
        """Take the next piece, and give the lines that it ended."""
        *lines, self._text = (self._text + text).split("\n")
        return [line.removesuffix("\r") for line in lines]

    def end(self) -> list[str | None]:
        """Give what is left, a last line without a line break; then the end."""
        left, self._text = self._text, ""
        return [left, None] if left else [None]


class TypedLines:
    """Lines from a terminal without an echo of its own: while `echoes`, what is typed is shown by `show`."""

    def __init__(self, show: Callable[[str], None]) -> None:
        """Begin with nothing typed and nothing shown."""
        self._show = show
        self._text = ""
        self._returned = False
        self.echoes = False

    @property
    def pending(self) -> bool:
        """Tell whether a line has begun and not ended."""
        return bool(self._text)

    def feed(self, text: str) -> list[str | None]:
        """Take what was typed or pasted, and give the lines that it ended; Ctrl+D on an empty line ends the input."""
        ended: list[str | None] = []
        if self._returned and text.startswith("\n"):
            text = text[1:]  # the other half of a line break (CR LF) that came in two pieces
        self._returned = text.endswith("\r")
        for character in _SEQUENCE.sub("", text.replace("\r\n", "\n")):
            if character in _ENTER:
                ended.append(self._text)
                self._text = ""
            elif character == _END:
                ended += [] if self._text else [None]
            else:
                self._edit(character)
        return ended

    def end(self) -> list[str | None]:
        """End the input: a line that nobody ended is nobody's."""
        return [None]

    def _edit(self, character: str) -> None:
        if character in _ERASE:
            self._erase(1)
        elif character == _ERASE_ALL:
            self._erase(len(self._text))
        elif character.isprintable() or character in "\t\u00a0":
            self._text += character
            if self.echoes:
                self._show(character)

    def _erase(self, count: int) -> None:
        count = min(count, len(self._text))
        self._text = self._text[: len(self._text) - count]
        if self.echoes:
            self._show("\b \b" * count)
