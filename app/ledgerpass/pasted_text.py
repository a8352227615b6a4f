"""What somebody pasted where a code was asked for: a bare code, parameters, or a whole address.

People paste what they have: with quotes around it, with line breaks that a mail put in, percent-encoded out of the
address bar, with `&amp;` out of a page's source. Understanding that is the same work for both protocols; what the
parameters mean, and whether they are to be believed, is theirs.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from ledgerpass.errors import AnswerRefused, PasteNotUnderstood
from ledgerpass.form_encoding import read_form
from ledgerpass.secret import Secret

LONGEST = 16_384
"""Characters; an address that a browser still shows is shorter."""

_WRAPPING = "\"'`´“”„‟‘’‚«»‹›<> \t\r\n\u00a0"  # noqa: RUF001  # the quotation marks are meant
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_QUERY = re.compile(r"[^\s?#]+\?")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_BARE = re.compile(r"[!-~]+")
_LIKE_A_CODE = re.compile(r"(?=\D*\d)[A-Za-z0-9_~.+/-]{10,}=*")  # a long word with a digit in it
_AROUND = _WRAPPING + ".,;:!?()[]{}"
_TORN = re.compile(r"\s+(?=[&=])")  # a blank before a parameter came in on the way; no sentence goes on like that
_OTHER_PARAMETER = re.compile(r"\w+=[^=]")
_NO_WORDING = re.compile(r"[\d%&=/_]")  # found in most pieces of a code or an address, hardly in a greeting or a name
_MIXED = re.compile(r"\S*[a-z][A-Z]\S*")  # capitals in the middle of a word, as a random code has them
_PIECE = re.compile(r".*\d|[-_]+\w")  # a word that may be a piece of a code which a blank tore

_LONGEST_WORDING = 20
"""Characters of a line that may be a greeting, a thank-you or a name."""

_WRAPPED = 60
"""Characters; a mail program breaks longer lines, and none that are shorter."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PastedText:
    """What was found: `bare`, a code alone; or `parameters`, and the `address` they were in, if any, without them."""

    bare: Secret | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    address: str = ""


def read_pasted_text(text: str, *, names: Iterable[str], provider: str) -> PastedText:
    """Find a code or parameters; `names` are the parameters by which an answer is known.

    Raises:
        PasteNotUnderstood: 'empty', or 'no_code' where it can't be told what a code might be.
        AnswerRefused: 'repeated', where a parameter is there twice.
    """
    cleaned = _clean(text[: LONGEST + 1])
    if not cleaned:
        raise PasteNotUnderstood(provider=provider, reason="empty")
    # a run of separators is looked at from its beginning alone: from each of its places would take a long paste minutes
    named = re.compile(rf"(^|(?<![\s&?#,;])[\s&?#,;]+)({'|'.join(map(re.escape, names))})\s*[=:]\s*", re.IGNORECASE)
    try:
        found = None if len(text) > LONGEST else _find(cleaned, named) or _find_in_sentence(cleaned, named)
    except ValueError:
        raise AnswerRefused(provider=provider, reason="repeated") from None
    if found is None:
        raise PasteNotUnderstood(provider=provider, reason="no_code")
    return found


def _clean(text: str) -> str:
    """Take away what is no part of an answer: unseen characters, quotes, HTML's and the address bar's coding."""
    seen = "".join(
        character for character in text if character in "\t\r\n" or unicodedata.category(character)[0] != "C"
    )
    while "&amp;" in seen:
        seen = seen.replace("&amp;", "&")
    if "=" not in seen and "%3d" in seen.lower():
        seen = unquote(seen)
    return seen.strip(_WRAPPING)


def _find(text: str, named: re.Pattern[str]) -> PastedText | None:
    if _is_address(text, named):
        joined, _ = _join_lines(_TORN.sub("", text))
        return None if joined is None else _read_address(joined)
    if named.search(text):
        return _read_parameters(named.sub(lambda match: f"&{match[2].lower()}=", text))
    return _read_bare(text)


def _find_in_sentence(text: str, named: re.Pattern[str]) -> PastedText | None:
    """Find the answer among other words: an address with one, a name and its value, or the one word like a code.

    Half a code is worse than none, because it looks recognised and then fails at the provider: where a word beside it
    may be its other half, nothing is taken.
    """
    words = [word.strip(_AROUND) for word in text.split()]
    for word, following in pairwise((*words, "")):
        if _SCHEME.match(word) and named.search(word) and not _PIECE.match(following):
            return _read_address(word)
    for match in named.finditer(text):
        value, following = [*text[match.end() :].split(maxsplit=2), "", ""][:2]
        value = value.strip(_AROUND)
        if ("&" in value or _LIKE_A_CODE.fullmatch(value)) and not _PIECE.match(following.strip(_AROUND)):
            return _read_parameters(f"{match[2].lower()}={value}")
    pieces = [word for word in words if _PIECE.match(word)]
    return PastedText(bare=Secret(pieces[0])) if len(pieces) == 1 and _LIKE_A_CODE.fullmatch(pieces[0]) else None


def _is_address(text: str, named: re.Pattern[str]) -> bool:
    """Tell whether it is an address; one that lost its scheme is known by a query, or by an answer in its fragment."""
    if _SCHEME.match(text):
        return True
    before_fragment, _, fragment = text.partition("#")
    in_fragment = bool(before_fragment) and named.match(fragment) is not None
    return (in_fragment or _QUERY.match(text) is not None) and not named.match(text)


def _read_address(address: str) -> PastedText | None:
    try:
        parts = urlsplit(address if _SCHEME.match(address) else f"//{address}")
    except ValueError:
        return None
    parameters = read_form(parts.query)
    for name, value in read_form(parts.fragment).items():
        parameters.setdefault(name, value)
    return PastedText(parameters=parameters, address=parts._replace(query="", fragment="").geturl())


def _read_parameters(text: str) -> PastedText | None:
    joined, _ = _join_lines(text)
    if joined is None:
        return None
    return PastedText(parameters={name: value.strip(_WRAPPING) for name, value in read_form(joined).items()})


def _read_bare(text: str) -> PastedText | None:
    joined, rest = _join_lines(text)
    if joined is None or _OTHER_PARAMETER.match(joined) or any(map(_LIKE_A_CODE.fullmatch, rest.split())):
        return None  # two codes, or one in two pieces: which is it?
    code = unquote(joined) if _PERCENT.search(joined) else joined
    return PastedText(bare=Secret(code)) if _BARE.fullmatch(code) else None


def _join_lines(text: str) -> tuple[str | None, str]:
    """Put together what a line break tore apart; None where there are several words, which no code is.

    Not everything on the next line is a piece: an empty line or a short one of mere letters, such as a name, ends it,
    and what stands behind is given as the rest. Short lines before it, such as a greeting, are left out.
    """
    lines = [line.strip() for line in text.splitlines()]
    if len(lines) > 1:
        lines = lines[next((at for at, line in enumerate(lines) if line and not _is_wording(line)), len(lines)) :]
    end = next((at for at in range(1, len(lines)) if _ends(lines[at - 1], lines[at])), len(lines))
    joined = "".join(lines[:end])
    several = not joined or any(character.isspace() for character in joined)
    return (None if several else joined), "\n".join(lines[end:])


def _ends(before: str, line: str) -> bool:
    """Tell whether an answer ends before this line; the last piece of a long one may be short and without a digit."""
    return not line or (_is_wording(line) and not (len(before) >= _WRAPPED and _MIXED.fullmatch(line)))


def _is_wording(line: str) -> bool:
    return len(line) <= _LONGEST_WORDING and not _NO_WORDING.search(line)
