"""Understands, kindly, what people type and paste for a provider's inputs and codes.

An address is cut down to the part that is asked, white space and quotes are stripped, two codes pasted at once are told
apart, and two codes in each other's place are noticed.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from ledgerpass.providers.provider import Field, Input

_QUOTES = "\"'`\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e"
_BREAKS = re.compile(r"[\s\u200b\ufeff]+")
_LABELLED = re.compile(r"^\s*[\"']?(?P<label>[A-Za-z][A-Za-z _-]{1,30}?)[\"']?\s*[:=]\s*(?P<value>\S+?)[,;]?\s*$")


def clean_code(text: str) -> str:
    """Strip what comes along when a code is copied: white space anywhere, quotes around it, a comma behind it."""
    return _BREAKS.sub("", text).strip(_QUOTES + ",;")


def clean_input(asked: Input, text: str) -> str:
    """Give what was meant: of `https://jansen.freshbooks.com/menu` with the suffix `.freshbooks.com`, `jansen`."""
    text = clean_code(text)
    if not asked.suffix:
        return text
    try:
        place = urlsplit(text if "//" in text else f"//{text}").netloc
    except ValueError:
        place = ""  # half an IPv6 address; the pattern will say what is wanted
    return (place.rpartition("@")[2].partition(":")[0] or text).lower().removesuffix(asked.suffix.lower())


def input_problem(asked: Input, text: str) -> str | None:
    """Say what is wrong with an input: 'empty', 'pattern', or None where it is right."""
    value = clean_input(asked, text)
    if not value:
        return "empty"
    return None if re.fullmatch(asked.pattern, value) else "pattern"


def split_pasted_codes(fields: tuple[Field, ...], text: str) -> dict[str, str] | None:
    """Tell two or more codes apart that were pasted at once, None where the text doesn't hold one for each field.

    Lines such as `Client ID: abc` go by their label; bare lines (or words) go by their order.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    labelled = [match for match in map(_LABELLED.match, lines) if match]
    by_label = {
        field.key: clean_code(match["value"])
        for field in fields
        for match in labelled
        if _plain(match["label"]) in {_plain(field.key), _plain(field.label)}
    }
    if len(by_label) == len(fields) > 1:
        return by_label
    bare = [clean_code(word) for word in text.split()]
    if len(bare) == len(fields) > 1 and not labelled:
        return {field.key: word for field, word in zip(fields, bare, strict=True)}
    return None


def swapped(fields: tuple[Field, ...], given: Mapping[str, str]) -> bool:
    """Tell whether two codes look as if they stood in each other's place.

    Only where the file says how both look, and each looks like the other and not like itself: a guess would annoy.
    """
    known = [field for field in fields if field.looks_like and given.get(field.key)]
    return any(
        _looks(second, given[first.key])
        and _looks(first, given[second.key])
        and not (_looks(first, given[first.key]) and _looks(second, given[second.key]))
        for first in known
        for second in known
        if first.key != second.key
    )


def _looks(field: Field, text: str) -> bool:
    return re.fullmatch(field.looks_like, clean_code(text)) is not None


def _plain(label: str) -> str:
    return re.sub(r"[^a-z]", "", label.lower())
