"""What may be pasted at all, whatever the place: text without control characters, and headers that HTTP carries.

No way of writing a value keeps a control character from the terminal that it is pasted into, nor a line break from
ending a line, so a value with one of them is refused rather than copied.
"""

import re
import unicodedata

from ledgerpass.errors import CopyRefused

_FIELD_NAME = re.compile(
    r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
)  # RFC 9110 section 5.6.2: a token, so no '@' and no leading blank


def check_text(text: str) -> None:
    """Refuse what must not be pasted.

    Raises:
        CopyRefused: a control character, line breaks and tabs among them ('control_character'), or half of a surrogate
            pair ('not_text').
    """
    categories = {unicodedata.category(character) for character in text}
    if "Cc" in categories:
        raise CopyRefused(reason="control_character")
    if "Cs" in categories:
        raise CopyRefused(reason="not_text")


def check_plain_letters(text: str) -> None:
    """Refuse what must not be pasted, and every letter that isn't in ASCII.

    For places that take text in an alphabet of their own choice: what is pasted there would not arrive as it is.

    Raises:
        CopyRefused: as `check_text`, or 'not_ascii'.
    """
    check_text(text)
    if not text.isascii():
        raise CopyRefused(reason="not_ascii")


def header_line(name: str, value: str) -> str:
    """Write one header as HTTP has it: `Name: value`.

    Raises:
        CopyRefused: the name is none ('header_name'), the value is empty ('empty'), begins or ends with a blank, which
            HTTP drops ('surrounding_space', RFC 9110 section 5.5), or must not be pasted.
    """
    if not _FIELD_NAME.fullmatch(name):
        raise CopyRefused(reason="header_name")
    if not value:
        raise CopyRefused(reason="empty")  # to curl, "Name:" means: leave this header out
    check_text(value)
    if value != value.strip(" "):
        raise CopyRefused(reason="surrounding_space")
    return f"{name}: {value}"
