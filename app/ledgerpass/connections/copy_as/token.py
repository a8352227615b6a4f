"""The token alone, for a field that asks for it: no name before it, no line break after it."""

from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.pasteable_text import check_text
from ledgerpass.errors import CopyRefused
from ledgerpass.secret import Secret


def copy_token(subject: Subject) -> Secret:
    """Give the token, character for character.

    Raises:
        CopyRefused: there is none, or it holds what must not be pasted.
    """
    token = subject.token.reveal()
    if not token:
        raise CopyRefused(reason="empty")
    check_text(token)
    return subject.token
