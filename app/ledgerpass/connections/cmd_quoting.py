r"""Words for the Windows Command Prompt (`cmd`), which come to a program as they are.

A word goes through two readers. The program's own start-up code divides the line into arguments: a word stands
between double quotes, in it a double quote has a backslash before it, and backslashes are doubled where a double quote
follows (Microsoft, "Parsing C command-line arguments"). Before that, `cmd` looks for its own signs. It would forget
them between double quotes, but not know an escaped one from a real one; so every sign, the quotes among them, has a
caret before it, and `cmd` never sees a quotation at all.

A percent sign can't be escaped at a prompt. It is harmless there when no variable has the name between it and the
next one; with the caret that stands before the letter after it, such a name begins with a caret, and nobody has one.
In a batch file that would not do: what is written here is for the prompt. An exclamation mark is refused, because one
caret would be right for it, or three, depending on a setting (delayed expansion) that can't be known.
"""

import re

from ledgerpass.connections.pasteable_text import check_plain_letters
from ledgerpass.errors import CopyRefused

LONGEST_LINE = 8191
"""Characters that the Command Prompt takes in one line (Microsoft, "Command prompt line string limitation")."""

_HARMLESS = re.compile(r"[A-Za-z0-9]+")
_BACKSLASHES_BEFORE_QUOTE = re.compile(r'(\\*)("|$)')
_SPECIAL = re.compile(r"(?<=%).|[^A-Za-z0-9 ./:?~_-]", re.DOTALL)


def quote_cmd_word(text: str) -> str:
    """Write `text` as one argument of a program that is started at the Command Prompt.

    Raises:
        CopyRefused: it holds an exclamation mark ('exclamation_mark'), a letter that isn't in ASCII ('not_ascii'),
            or must not be pasted.
    """
    check_plain_letters(text)
    if "!" in text:
        raise CopyRefused(reason="exclamation_mark")
    if _HARMLESS.fullmatch(text):
        return text
    argument = _BACKSLASHES_BEFORE_QUOTE.sub(_escape_quote, text)
    return _SPECIAL.sub(r"^\g<0>", f'"{argument}"')


def check_length(line: str) -> None:
    """Refuse a line that the Command Prompt would cut off.

    Raises:
        CopyRefused: it is too long ('too_long').
    """
    if len(line) > LONGEST_LINE:
        raise CopyRefused(reason="too_long")


def _escape_quote(found: re.Match[str]) -> str:
    doubled = found[1] * 2
    return doubled + '\\"' if found[2] else doubled
