"""Words and header options for a command line that bash and dash take as they are, whatever the value holds.

Quoting keeps every character from the shell: `$`, back-ticks, quotes, and `!` in an interactive bash.
"""

import shlex

from ledgerpass.connections.pasteable_text import check_text, header_line


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
        CopyRefused: HTTP would not carry the header as it is, or it can't be quoted.
    """
    return f"-H {quote_word(header_line(name, value))}"
