"""Whether a text looks like a code that was made at random, and not like anything that people or programs write.

A code that isn't taken costs the user a copy by hand; a word that is taken costs him the attempt. What tells them apart
is how much of a text reads as words and numbers: of a random one it may be the half, of a file's name, a date, an
account or an order number it is nearly all. A test holds the share of random codes that is taken, and a list of what
never is. Numbers alone are not taken, whatever their length: a PIN looks like a phone number, and needs a provider's
file that says where it stands.
"""

import re

_SHAPE = re.compile(r"(?=[^a-z]*[a-z])[A-Za-z0-9_~+-][A-Za-z0-9_~.+/-]{14,}[A-Za-z0-9_~+-]=*")
"""16 characters or more, and a small letter: what has none is an account number, or a key to be typed."""

_FILE_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,5}")
_HEXADECIMAL = re.compile(r"(?=(?:[a-f]*\d){5})(?=(?:\d*[a-f]){3})[0-9a-f]{20,}")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SEPARATOR = re.compile(r"[-_~.+/=]+")
_MIXED = re.compile(r"\d[A-Za-z]|[A-Za-z]\d|[a-z][A-Z]")
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_SHORT_WORD = re.compile(r"[a-z]{2,}|[A-Z]{2,}")  # between separators, such as "to" and "EUR"
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_UNSPEAKABLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}|[aeiou]{5}", re.IGNORECASE)

_SHORTEST_WORD = 3
_SHORTEST_NUMBER = 2
_SHORTEST_MIXED = 6
_MOST_READABLE = 0.75
"""The share of the letters and digits that may read as words and numbers."""


def looks_like_a_code(text: str) -> bool:
    """Tell whether a text looks like a random code."""
    if not _SHAPE.fullmatch(text):
        return False
    if _HEXADECIMAL.fullmatch(text) or _UUID.fullmatch(text):
        return True
    pieces = _SEPARATOR.split(text)
    if not any(len(piece) >= _SHORTEST_MIXED and _MIXED.search(piece) for piece in pieces):
        return False
    readable, all_of_it = sum(map(_readable, pieces)), sum(map(len, pieces))
    return readable <= _MOST_READABLE * all_of_it and not _FILE_ENDING.fullmatch(text, text.rfind("."))


def _readable(piece: str) -> int:
    """Count the characters that read as words and numbers."""
    if piece.isdigit() or _SHORT_WORD.fullmatch(piece):
        return len(piece)
    return sum(len(part) for part in _PART.findall(piece) if _is_readable(part))


def _is_readable(part: str) -> bool:
    if part.isdigit():
        return len(part) >= _SHORTEST_NUMBER
    is_spoken = _VOWEL.search(part) is not None and not _UNSPEAKABLE.search(part)
    return len(part) >= _SHORTEST_WORD and is_spoken
