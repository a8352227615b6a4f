"""A value that must not be seen by chance, and the net under it.

Every token, client secret, password and verifier travels through the program as a `Secret`. Printing, formatting,
logging or comparing one shows nothing; the characters come out of `reveal`, which is called on the line that sends,
stores or copies them and nowhere else. `redact` and `RedactingFilter` are the second line of defence, for text that
others wrote: a provider's error description, a library's log line.
"""

import hmac
import logging
import re
from typing import Never

MASK = "•••"

_NAMES = (
    r"access_token|refresh_token|id_token|client_secret|consumer_secret|code_verifier|code|oauth_token_secret|oauth_token"
    r"|oauth_verifier|oauth_signature|token_secret|token|password|secret|assertion"
)
# in ASCII, unlike the pattern's own word boundary: an é right before or behind a token is no part of it
_START, _END = r"(?<![A-Za-z0-9_])", r"(?![A-Za-z0-9_])"
_PATTERNS = (
    # form or query: name=value; JSON: "name": "value"; OAuth 1.0a header: name="value"
    re.compile(rf"(?i)(?P<kept>{_START}(?:{_NAMES}){_END}[\"']?\s*[=:]\s*[\"']?)(?P<value>[^\s\"'&,;<>]+)"),
    # an Authorization header's value, whatever stands around it
    re.compile(rf"(?i)(?P<kept>{_START}(?:Bearer|Basic)\s+)(?P<value>[A-Za-z0-9._~+/=-]{{6,}})"),
    # anything long without a space that is not a word: tokens in running text
    re.compile(rf"(?P<kept>)(?P<value>{_START}(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{{24,}})"),
)


class Secret:
    """A string that masks itself.

    Two secrets are compared in constant time. A secret can't be pickled, hashed or formatted into sight, so that it
    can't slip into a cache key, a child process or a message.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        """Keep `value`; it stays out of sight from here on."""
        self._value = value

    def reveal(self) -> str:
        """Give the characters, for the line that sends, stores or copies them."""
        return self._value

    def __eq__(self, other: object) -> bool:
        """Compare with another secret, in constant time."""
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._value.encode(), other._value.encode())

    __hash__ = None  # type: ignore[assignment]  # a hash would leak into cache keys, and invites use as one

    def __bool__(self) -> bool:
        """Tell whether there is anything in it."""
        return bool(self._value)

    def __repr__(self) -> str:
        """Show that something is hidden here, not even how long it is."""
        return f"Secret({MASK})"

    def __str__(self) -> str:
        """Show the mask."""
        return MASK

    def __format__(self, format_spec: str) -> str:
        """Show the mask, in whatever width was asked for."""
        return format(MASK, format_spec)

    def __reduce__(self) -> Never:
        """Refuse to be pickled.

        Raises:
            TypeError: always; a pickled secret is a secret in a file or a pipe.
        """
        message = "a secret can't be pickled"
        raise TypeError(message)


def redact(text: str) -> str:
    """Mask what looks like a credential in text that someone else wrote.

    It masks too much rather than too little: it is for people who look for a cause, not for machines.
    """
    for pattern in _PATTERNS:
        text = pattern.sub(lambda match: match["kept"] + MASK, text)
    return text


class RedactingFilter(logging.Filter):
    """Passes every log record on with its message redacted, and of its exception no more than the class."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact the finished message, so that a secret in an argument is masked as well."""
        record.msg = redact(record.getMessage())
        record.args = None
        if record.exc_info and record.exc_info[0] is not None:
            record.msg = f"{record.msg} ({record.exc_info[0].__name__})"
        record.exc_info = None
        record.exc_text = None
        return True
