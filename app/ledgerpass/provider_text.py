"""Text that a provider wrote, made fit for a message: one short line, with what looks like a credential masked.

A provider may repeat in its description what it was sent ("code 4f2… is expired"). Those who sent it know what it
was, so it is masked exactly, however little it looks like a credential; `redact` is the net for the rest.
"""

from collections.abc import Iterable

from ledgerpass.secret import MASK, Secret, redact

LONGEST = 200
SHORTEST_MASKED = 4
"""Characters; masking what is shorter would hide the text and no secret."""
_LONGEST_LOOKED_AT = 4000


def describe(text: str, sent: Iterable[Secret] = ()) -> str:
    """Give the text as one redacted line of at most 200 characters, with everything that was `sent` masked."""
    for value in sorted({secret.reveal() for secret in sent}, key=len, reverse=True):
        if len(value) >= SHORTEST_MASKED:
            text = text.replace(value, MASK)
    return redact(one_line(text[:_LONGEST_LOOKED_AT]))[:LONGEST]


def one_line(text: str) -> str:
    """Give the text without what can't be shown: control characters, half characters, line breaks, spaces in a row."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())
