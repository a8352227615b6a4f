"""What the terminal shows: the result on standard output, everything else on standard error.

A company's name comes from a provider, and a terminal obeys what it is shown; so no control character gets through.
"""

import sys
from typing import TextIO

from ledgerpass.cli.wording import details, sentences
from ledgerpass.errors import LedgerpassError


class Console:
    """Writes for people on one stream, and for the next program on the other."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None, *, shows_details: bool = False) -> None:
        """Write the result to `out` and the rest to `err`; `shows_details` adds an error's values to its sentences."""
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._shows_details = shows_details
        self._explained: LedgerpassError | None = None
        self.has_result = False

    def say(self, text: str = "") -> None:
        """Say something to whoever sits there."""
        print(harmless(text), file=self._err, flush=True)

    def prompt(self, text: str) -> None:
        """Say what is to be typed, and stay on the line."""
        print(harmless(text), end="", file=self._err, flush=True)

    def echo(self, text: str) -> None:
        """Show what is being typed."""
        print(text, end="", file=self._err, flush=True)

    def give(self, text: str) -> None:
        """Give the result."""
        encoding = self._out.encoding or "utf-8"
        print(harmless(text).encode(encoding, "replace").decode(encoding), file=self._out, flush=True)
        self.has_result = True

    def explain(self, error: LedgerpassError, provider: str) -> None:
        """Say what went wrong, once: what is said when it happens need not be said at the end."""
        if error is self._explained:
            return
        self._explained = error
        self.say(sentences(error, provider))
        if self._shows_details:
            self.say(details(error))


def harmless(text: str) -> str:
    """Give the text without anything that a terminal would obey, but for line breaks."""
    return "".join(character if character.isprintable() or character == "\n" else " " for character in text)
