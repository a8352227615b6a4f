"""A whole command line that makes the connection's test call and shows the answer.

It says no more than it must, so that somebody who has never seen one can read it: `-sS` shows errors and no progress,
the method stands there when it isn't the obvious one, and every part is quoted.
"""

import re
from collections.abc import Iterator

from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.shell_quoting import quote_header, quote_word
from ledgerpass.errors import CopyRefused
from ledgerpass.secret import Secret

_METHOD = re.compile(r"[A-Z]+")
_ADDRESS = re.compile(r"https?://[^ ]+")
_GLOB = frozenset("[]{}")


def copy_curl_command(subject: Subject) -> Secret:
    """Write the command on one line.

    Raises:
        CopyRefused: the method ('method') or the address ('address') is none that curl could be given, or some part
            can't be quoted or would not arrive as it is.
    """
    return Secret(" ".join(_words(subject)))


def _words(subject: Subject) -> Iterator[str]:
    if not _ADDRESS.fullmatch(subject.url):  # a leading '-' would make an option of it
        raise CopyRefused(reason="address")
    yield "curl -sS"
    yield from _method(subject)
    if _GLOB.intersection(subject.url):
        yield "--globoff"  # or curl would take the brackets for a list of addresses
    for name, value in subject.headers.items():
        yield quote_header(name, value.reveal())
    for name, text in subject.plain_headers.items():
        yield quote_header(name, text)
    if subject.body:
        yield f"--data-raw {quote_word(subject.body)}"  # --data would read the file that a leading '@' names
    yield quote_word(subject.url)


def _method(subject: Subject) -> Iterator[str]:
    if not _METHOD.fullmatch(subject.method) or (subject.method == "HEAD" and subject.body):
        raise CopyRefused(reason="method")
    if subject.method == "HEAD":
        yield "--head"  # with -X HEAD curl would wait for a body
    elif subject.method != "GET" or subject.body:  # with a body curl would choose POST
        yield f"-X {subject.method}"
