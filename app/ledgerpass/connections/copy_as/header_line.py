"""The bare header, as HTTP has it: for a field that asks for a header, and for `curl -H "$(ledgerpass header NAME)"`.

It is one line. A connection that needs several headers has no such line: two lines in one option would reach the
server as one broken header.
"""

from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.pasteable_text import header_line
from ledgerpass.errors import CopyRefused
from ledgerpass.secret import Secret


def copy_header_line(subject: Subject) -> Secret:
    """Write `Authorization: …`, without a line break after it.

    Raises:
        CopyRefused: there is no header ('empty') or more than one ('several_headers'), or it would not arrive as it is.
    """
    if not subject.headers:
        raise CopyRefused(reason="empty")
    if len(subject.headers) > 1:
        raise CopyRefused(reason="several_headers")
    ((name, value),) = subject.headers.items()
    return Secret(header_line(name, value.reveal()))
