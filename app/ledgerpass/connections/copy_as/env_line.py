"""The token as a line of a `.env` file: `LEDGERPASS_TOKEN=…`.

There is no standard for such files. Shells (`set -a; . ./.env`), python-dotenv and Docker Compose take quotes away,
`docker run --env-file` keeps them, and each has its own escapes; so the value stands without quotes, and a token with a
sign that any of them reads as something else is refused. What RFC 6750 section 2.1 allows in a token passes, but for a
leading `~`, which a shell takes for somebody's home.
"""

import re

from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.pasteable_text import check_text
from ledgerpass.errors import CopyRefused
from ledgerpass.secret import Secret

_NAME = "LEDGERPASS_TOKEN"
_SAME_FOR_ALL = re.compile(r"[A-Za-z0-9._+/=@%,:-](?:[A-Za-z0-9._+/=@%,:-]|(?<![:=])~)*")


def copy_env_line(subject: Subject) -> Secret:
    """Write the line, without a line break after it.

    Raises:
        CopyRefused: there is no token ('empty'), it must not be pasted, or it holds a sign that the readers of such
            files don't agree on ('sign_in_file').
    """
    token = subject.token.reveal()
    if not token:
        raise CopyRefused(reason="empty")
    check_text(token)
    if not _SAME_FOR_ALL.fullmatch(token):
        raise CopyRefused(reason="sign_in_file")
    return Secret(f"{_NAME}={token}")
