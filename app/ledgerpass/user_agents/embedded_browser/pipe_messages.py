"""What the program and the embedded browser's process say to each other: one JSON object a line, typed and bounded.

The authorization address goes in by the pipe, and the answer comes out by it; neither ever stands in an argument, a
variable of the environment or a file, where other programs could read it. A message may therefore hold a secret, and
its `repr` names its kind alone. Either side ends the conversation by closing its end.
"""

from typing import Literal

import msgspec

from ledgerpass.providers.provider import ShownCode

LONGEST = 128 * 1024
"""Bytes of one line; a redirect with the longest answer that is read, as JSON, fits in."""

Reason = Literal["refused", "passkey", "moved", "failed"]
"""Why the sign-in goes on in the user's own browser; the words of `Hindrance`."""


class _Untold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    def __repr__(self) -> str:
        """Name the kind, nothing of the address or the code."""
        return f"{type(self).__name__}(...)"


class _Message(_Untold, frozen=True, kw_only=True, tag_field="kind"):
    """Says its kind, by which it is known."""


class LoginAtProxy(_Untold, frozen=True, kw_only=True):
    """Who one is at the proxy on `host`, for its first question; a wrong one isn't sent twice."""

    host: str
    name: str
    password: str


class Trust(_Message, frozen=True, kw_only=True, tag="trust"):
    """Trust this certificate (PEM) beside the system's own; said before `Open`, once for each, so that any number fits.

    It is checked as any other: it makes an authority known, and no check weaker.
    """

    certificate: str


class Open(_Message, frozen=True, kw_only=True, tag="open"):
    """Show `address`; `redirect_uri` is never opened, but reported when the provider leads there.

    `refusing_hosts` refuse embedded browsers. `shown_code` says where a code may stand on a page, None where none does.
    `login_at_proxy` is None where none is known.
    """

    address: str
    redirect_uri: str
    provider: str
    refusing_hosts: tuple[str, ...] = ()
    shown_code: ShownCode | None = None
    login_at_proxy: LoginAtProxy | None = None


class ToFront(_Message, frozen=True, tag="to_front"):
    """Show the window before the others."""


class GoOn(_Message, frozen=True, tag="go_on"):
    """What arrived was not for this sign-in."""


class Thanks(_Message, frozen=True, tag="thanks"):
    """The code that was read is taken: say so, and leave by yourself."""


class Alive(_Message, frozen=True, tag="alive"):
    """The window still answers."""


class Drawn(_Message, frozen=True, tag="drawn"):
    """The web engine has really drawn something on this screen."""


class Arrived(_Message, frozen=True, kw_only=True, tag="arrived"):
    """The provider led to the redirect address, which was not opened; a posted answer is in its query."""

    address: str


class CodeRead(_Message, frozen=True, kw_only=True, tag="code_read"):
    """The provider's page shows this code."""

    code: str


class HandOver(_Message, frozen=True, kw_only=True, tag="hand_over"):
    """The sign-in has to go on in the user's own browser."""

    reason: Reason


class Closed(_Message, frozen=True, tag="closed"):
    """The user closed the window."""


Order = Trust | Open | ToFront | GoOn | Thanks
Report = Alive | Drawn | Arrived | CodeRead | HandOver | Closed

_ORDERS = msgspec.json.Decoder(Order)
_REPORTS = msgspec.json.Decoder(Report)


def write_line(message: Order | Report) -> bytes:
    """Give a message as one line."""
    return msgspec.json.encode(message) + b"\n"


def read_order(line: bytes) -> Order:
    """Read what the program wants.

    Raises:
        msgspec.DecodeError: it is no order.
    """
    return _ORDERS.decode(line)  # type: ignore[no-any-return]  # a union is a value to mypy, not a type


def read_report(line: bytes) -> Report:
    """Read what the process says.

    Raises:
        msgspec.DecodeError: it is no report.
    """
    return _REPORTS.decode(line)  # type: ignore[no-any-return]  # as above
