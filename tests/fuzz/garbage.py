"""What strangers may send: words that somebody reads, in every order, broken, repeated, and among pure noise."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

Value = TypeVar("Value")

TROUBLE = (
    "\x00",
    "\x1b[31m",
    "\u202e",
    "\ufeff",
    "\ud800",
    "\u00e9",
    "\U0001d7dc",
    "%",
    "%00",
    "%ED%A0%80",
    "%25",
    "&amp;",
    "\r\n",
    "\t",
    " ",
    '"',
    "\\",
    "<img src=x onerror=alert(1)>",
    "9" * 5000,
    "1e999",
    "-0",
    "\\ud800",
)
"""Pieces that readers stumble over."""

_LONGEST_RUN = 60_000
"""Characters; several such runs are longer than what any reader takes."""

_HEADER_VALUES = st.text(st.characters(codec="latin-1", exclude_characters="\r\n\0"), max_size=20)


def spliced(*fragments: str) -> SearchStrategy[str]:
    """Give text made of these fragments, of trouble and of noise; a piece may be repeated thousands of times."""
    pieces = (*fragments, *fragments, *TROUBLE)
    # as one choice instead of a piece and a number, because choices are what takes the time
    runs = [(piece * times)[:_LONGEST_RUN] for piece in (*fragments, *TROUBLE) for times in (2, 30, 4000)]
    known = _chosen((*pieces * 6, *runs))
    return st.lists(known | known | st.text(max_size=8), max_size=12).map("".join)


def _chosen(values: Sequence[Value]) -> SearchStrategy[Value]:
    """Choose by number: of a choice by value, Hypothesis writes all values into its report, here gigabytes of them."""
    return st.sampled_from(range(len(values))).map(lambda number: values[number])


def broken(texts: SearchStrategy[str]) -> SearchStrategy[str]:
    """Give each text with up to three pieces cut out, doubled or put in; often none."""
    edit = st.tuples(st.integers(0, 1 << 16), st.integers(0, 40), st.sampled_from(("", "", *TROUBLE)), st.booleans())
    return st.builds(_edit, texts, st.lists(edit, max_size=3))


def _edit(text: str, edits: list[tuple[int, int, str, bool]]) -> str:
    for at, length, put_in, doubles in edits:
        start = at % (len(text) + 1)
        kept = text[start : start + length] if doubles else ""
        text = text[:start] + kept * 2 + put_in + text[start + length :]
    return text


def mostly(usual: SearchStrategy[Any], odd: SearchStrategy[Any], times: int = 6) -> SearchStrategy[Any]:
    """Give the usual so many times as often as the odd; a plain `|` would count every branch of either alike."""
    return _chosen((*[usual] * times, odd)).flatmap(lambda chosen: chosen)


def encoded(texts: SearchStrategy[str]) -> SearchStrategy[bytes]:
    """Give texts as bytes, mostly UTF-8, with other encodings and pure noise now and then."""
    odd = st.sampled_from(["utf-8-sig", "utf-16", "utf-32", "latin-1"])
    return mostly(
        texts.map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.binary(max_size=200) | st.builds(lambda text, codec: text.encode(codec, "replace"), texts, odd),
    )


def json_texts(shape: SearchStrategy[Any]) -> SearchStrategy[str]:
    """Give values of this shape, and of none, written as JSON, often broken, sometimes bottomless."""
    values = mostly(shape, any_json())
    written = st.builds(lambda value, ascii_only: json.dumps(value, ensure_ascii=ascii_only), values, st.booleans())
    depth = st.sampled_from([900, 20_000])
    bottomless = st.builds(
        lambda text, opened, times: opened * times + text, written, st.sampled_from(["[", '{"a":']), depth
    )
    return mostly(mostly(written, broken(written), 2), bottomless, 12)


def any_json() -> SearchStrategy[Any]:
    """Give any JSON value."""
    return st.recursive(
        scalars(), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    )


def scalars(*texts: str) -> SearchStrategy[Any]:
    """Give numbers at and beyond every edge, and texts: these, trouble and noise."""
    return st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.sampled_from([0, -1, 3600, 2**31, 2**63, 10**30, 10**400, 1e308, -1e308]),
        spliced(*texts) if texts else st.text(max_size=20),
    )


def members(known: Mapping[str, SearchStrategy[Any]]) -> SearchStrategy[dict[str, Any]]:
    """Give an object with some of the known members, and some that nobody knows."""
    return st.builds(
        lambda right, more: {**more, **right},
        st.fixed_dictionaries({}, optional=dict(known)),
        st.dictionaries(st.text(max_size=8), any_json(), max_size=2),
    )


def headers(*known: tuple[str, SearchStrategy[str]]) -> SearchStrategy[dict[str, str]]:
    """Give an answer's headers, names in lower case, values as they can arrive in HTTP."""
    mixed = {name: mostly(values, _HEADER_VALUES).map(_as_arrived) for name, values in known}
    return st.fixed_dictionaries({}, optional=mixed)


def _as_arrived(value: str) -> str:
    return (
        "".join(character for character in value if character not in "\r\n\0")
        .encode("latin-1", "replace")
        .decode("latin-1")
    )


DATES = st.one_of(
    st.datetimes().map(lambda moment: moment.strftime("%a, %d %b %Y %H:%M:%S GMT")),
    spliced("Sat, 21 Nov 2026 23:00:00", " GMT", " +9999", " -0000", "0", ":", ",", "99999999999"),
    st.integers(-5, 10**12).map(str),
)
"""What may stand in a Date or Retry-After header."""
