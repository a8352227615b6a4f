"""A whole command line that makes the connection's test call and shows the answer, for bash and its like.

It says no more than it must, so that somebody who has never seen one can read it: `-sS` shows errors and no progress,
the method stands there when it isn't the obvious one, and every part is quoted.
"""

from collections.abc import Iterator

from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.curl_options import curl_options
from ledgerpass.connections.shell_quoting import quote_word
from ledgerpass.secret import Secret

_SHORT = {"request": "-X", "header": "-H"}


def copy_curl_command(subject: Subject) -> Secret:
    """Write the command on one line.

    Raises:
        CopyRefused: the method ('method') or the address ('address') is none that curl could be given, or some part
            can't be quoted or would not arrive as it is.
    """
    return Secret(" ".join(_words(subject)))


def _words(subject: Subject) -> Iterator[str]:
    yield "curl -sS"
    for name, value in curl_options(subject):
        if name != "url":
            yield _SHORT.get(name, f"--{name}")
        if value:
            yield quote_word(value)
