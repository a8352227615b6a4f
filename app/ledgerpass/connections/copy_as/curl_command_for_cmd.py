"""The whole command line for the Windows Command Prompt, whose `curl` has come with Windows since 2018.

It is for the prompt, not for a batch file: a percent sign is written in a way that only the prompt reads as one.
"""

from collections.abc import Iterator

from ledgerpass.connections.cmd_quoting import check_length, quote_cmd_word
from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.curl_options import curl_options
from ledgerpass.secret import Secret

_SHORT = {"request": "-X", "header": "-H"}


def copy_curl_command_for_cmd(subject: Subject) -> Secret:
    """Write the command on one line.

    Raises:
        CopyRefused: curl could not be told so, some part can't be written for `cmd` ('exclamation_mark', 'not_ascii'),
            or the line is longer than it takes ('too_long').
    """
    line = " ".join(_words(subject))
    check_length(line)
    return Secret(line)


def _words(subject: Subject) -> Iterator[str]:
    yield "curl -sS"
    for name, value in curl_options(subject):
        if name != "url":
            yield _SHORT.get(name, f"--{name}")
        if value:
            yield quote_cmd_word(value)
