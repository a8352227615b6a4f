"""What curl is told to make a call, whatever place it is told in: a command line of some shell, or a file of options.

An option has its long name without the dashes, and a value, which is empty for a switch.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from ledgerpass.connections.pasteable_text import check_text, header_line
from ledgerpass.errors import CopyRefused
from ledgerpass.secret import Secret

_METHOD = re.compile(r"[A-Z]+")
_ADDRESS = re.compile(r"https?://[^ ]+")
_GLOB = frozenset("[]{}")


class Call(Protocol):
    """One call of a provider's API, with the headers that carry the credential and those that belong to the call."""

    @property
    def method(self) -> str:
        """`GET`, `POST` …."""

    @property
    def url(self) -> str:
        """The address."""

    @property
    def headers(self) -> Mapping[str, Secret]:
        """What carries the credential."""

    @property
    def plain_headers(self) -> Mapping[str, str]:
        """What belongs to the call."""

    @property
    def body(self) -> str:
        """What is sent, empty for nothing."""


def curl_options(call: Call) -> Iterator[tuple[str, str]]:
    """Give the options that make this call, the address last.

    Raises:
        CopyRefused: the method ('method') or the address ('address') is none that curl could be given, or a part must
            not be pasted or would not arrive as it is.
    """
    if not _ADDRESS.fullmatch(call.url):  # a leading '-' would make an option of it
        raise CopyRefused(reason="address")
    check_text(call.url)
    check_text(call.body)
    yield from _method(call.method, call.body)
    if _GLOB.intersection(call.url):
        yield "globoff", ""  # or curl would take the brackets for a list of addresses
    for name, value in call.headers.items():
        yield "header", header_line(name, value.reveal())
    for name, text in call.plain_headers.items():
        yield "header", header_line(name, text)
    if call.body:
        yield "data-raw", call.body  # "data" would read the file that a leading '@' names
    yield "url", call.url


def _method(method: str, body: str) -> Iterator[tuple[str, str]]:
    if not _METHOD.fullmatch(method) or (method == "HEAD" and body):
        raise CopyRefused(reason="method")
    if method == "HEAD":
        yield "head", ""  # with "request" curl would wait for a body
    elif method != "GET" or body:  # with a body curl would choose POST
        yield "request", method
