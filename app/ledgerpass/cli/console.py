"""What the terminal shows: the result on standard output, everything else on standard error.

A company's name comes from a provider, and a terminal obeys what it is shown; so no control character gets through.
"""

import os
import sys
from collections.abc import Callable
from typing import TextIO

from ledgerpass.cli.wording import details, sentences
from ledgerpass.errors import CopyRefused, LedgerpassError
from ledgerpass.secret import Secret


class NobodyReads(Exception):
    """Standard output is closed, full, or a pipe that nobody reads from any more; the argument says which."""


class Console:
    """Writes for people on one stream, and for the next program on the other."""

    def __init__(
        self,
        out: TextIO | None = None,
        err: TextIO | None = None,
        *,
        shows_details: bool = False,
        words: Callable[[LedgerpassError, str], str] = sentences,
    ) -> None:
        """Write the result to `out` and the rest to `err`.

        `words` says an error of a provider; `shows_details` adds the error's values to that.
        """
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._shows_details = shows_details
        self._words = words
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

    def give_secret(self, secret: Secret) -> None:
        """Give a secret as the result: exactly itself and one line break, or nothing at all.

        Raises:
            CopyRefused: standard output can't carry one of its letters ('not_ascii').
            NobodyReads: it can't be written.
        """
        try:
            self._out.write(f"{secret.reveal()}\n")
            self._out.flush()
        except UnicodeEncodeError:
            raise CopyRefused(reason="not_ascii") from None  # the original error holds the secret
        except (OSError, ValueError, AttributeError) as error:
            _give_up(self._out)
            raise NobodyReads(getattr(error, "strerror", None) or "it is closed") from None
        self.has_result = True

    def explain(self, error: LedgerpassError, provider: str) -> None:
        """Say what went wrong, once: what is said when it happens need not be said at the end."""
        if error is self._explained:
            return
        self._explained = error
        self.say(self._words(error, provider))
        if self._shows_details:
            self.say(details(error))


def harmless(text: str) -> str:
    """Give the text without anything that a terminal would obey, but for line breaks."""
    return "".join(character if character.isprintable() or character == "\n" else " " for character in text)


def _give_up(stream: TextIO) -> None:
    """Send what is left in the stream nowhere: the interpreter would try once more to write it when it ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        return  # it is no file, or closed: there is nothing to be written
