"""The headers that carry the credential, as options to be pasted behind somebody's own `curl`."""

from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.shell_quoting import quote_header
from ledgerpass.errors import CopyRefused
from ledgerpass.secret import Secret


def copy_curl_header(subject: Subject) -> Secret:
    """Write `-H 'Name: value'` for each header, with a blank between them.

    Raises:
        CopyRefused: there is none, or one would not arrive as it is.
    """
    if not subject.headers:
        raise CopyRefused(reason="empty")
    return Secret(" ".join(quote_header(name, value.reveal()) for name, value in subject.headers.items()))
