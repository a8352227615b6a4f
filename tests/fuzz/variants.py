"""Variants of a hostile input: the same with a few characters cut out, doubled, moved or put in, or with no end."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import TypeVar

from ledgerpass.http_message import HttpResponse
from tests.fuzz.garbage import TROUBLE

Input = TypeVar("Input")
Text = TypeVar("Text", str, bytes)

_LONGEST_PIECE = 40
_EDITS = (1, 1, 1, 2, 3)
_TROUBLE_BYTES = (*(text.encode("utf-8", "surrogatepass") for text in TROUBLE), b"\xff", b"\xc0\xaf", b"\xed\xa0")


def varied(value: Input, random: Random) -> Input:
    """Give a variant; of a tuple, its first part's. What is neither text nor holds any is given as it is."""
    changed: object
    of_any_kind: object = value
    match of_any_kind:
        case str(text):
            changed = _edited(text, random, TROUBLE)
        case bytes(octets):
            changed = _edited(octets, random, _TROUBLE_BYTES)
        case HttpResponse(body=body) as response:
            changed = replace(response, body=_edited(body, random, _TROUBLE_BYTES))
        case (first, *others):
            changed = (varied(first, random), *others)
        case _:
            changed = value
    return changed  # type: ignore[return-value]  # of the kind that came in


def _edited(text: Text, random: Random, trouble: tuple[Text, ...]) -> Text:
    for _ in range(random.choice(_EDITS)):
        edit: Callable[[Text, Random, tuple[Text, ...]], Text] = random.choice(
            (_cut, _double, _move, _put_in, _break_off)
        )
        text = edit(text, random, trouble)
    return text


def _cut(text: Text, random: Random, _trouble: tuple[Text, ...]) -> Text:
    start, end = _piece(text, random)
    return text[:start] + text[end:]


def _double(text: Text, random: Random, _trouble: tuple[Text, ...]) -> Text:
    start, end = _piece(text, random)
    return text[:end] + text[start:]


def _move(text: Text, random: Random, _trouble: tuple[Text, ...]) -> Text:
    start, end = _piece(text, random)
    at = random.randint(0, len(text))
    return text[:at] + text[start:end] + text[at:]


def _put_in(text: Text, random: Random, trouble: tuple[Text, ...]) -> Text:
    start, end = _piece(text, random)
    return text[:start] + random.choice(trouble) + text[random.choice((start, end)) :]


def _break_off(text: Text, random: Random, _trouble: tuple[Text, ...]) -> Text:
    return text[: random.randint(0, len(text))]


def _piece(text: Text, random: Random) -> tuple[int, int]:
    start = random.randint(0, len(text))
    return start, start + random.randint(1, _LONGEST_PIECE)
