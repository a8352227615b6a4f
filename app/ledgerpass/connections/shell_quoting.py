"""Words and header options for a command line that bash and dash take as they are, whatever the value holds.

Quoting keeps every character from the shell: `$`, back-ticks, quotes, and `!` in an interactive bash. It can't keep
control characters from the terminal that the line is pasted into, nor a line break from ending it, so a value with
one of them is refused. A header's value is refused as well when HTTP would not carry it as it is.
"""

import re
import shlex
import unicodedata

from ledgerpass.errors import CopyRefused

_FIELD_NAME = re.compile(
    r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
)  # RFC 9110 section 5.6.2: a token, so no '@' and no leading blank


def quote_word(text: str) -> str:
    """Write `text` as one word of a command line.

    Raises:
        CopyRefused: it holds a control character ('control_character') or is no text ('not_text').
    """
    check_text(text)
    return shlex.quote(text)


def quote_header(name: str, value: str) -> str:
    """Write the option that makes curl send this header: `-H 'Name: value'`.

    Raises:
        CopyRefused: the name is none ('header_name'), the value is empty ('empty'), begins or ends with a blank, which
            HTTP drops ('surrounding_space', RFC 9110 section 5.5), or can't be quoted.
    """
    if not _FIELD_NAME.fullmatch(name):
        raise CopyRefused(reason="header_name")
    if not value:
        raise CopyRefused(reason="empty")  # to curl, "Name:" means: leave this header out
    check_text(value)
    if value != value.strip(" "):
        raise CopyRefused(reason="surrounding_space")
    return f"-H {quote_word(f'{name}: {value}')}"


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
