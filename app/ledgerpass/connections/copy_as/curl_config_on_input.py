"""A command line for bash and its like that tells curl the token on its standard input, not in its arguments.

Arguments can be read by every program on the computer. `printf` is part of the shell, so that no other process is
given the token. The line begins with a blank: shells that are set up so, as Debian's and Ubuntu's are, keep it out of
their history.
"""

from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.curl_config import config_lines
from ledgerpass.connections.curl_options import curl_options
from ledgerpass.connections.shell_quoting import quote_word
from ledgerpass.secret import Secret


def copy_curl_config_on_input(subject: Subject) -> Secret:
    """Write the command on one line.

    Raises:
        CopyRefused: curl could not be told so, or some part can't be quoted or would not arrive as it is.
    """
    options = curl_options(subject)
    lines = " ".join(quote_word(line) for line in config_lines(options))
    return Secret(f" printf '%s\\n' {lines} | curl -sS --config -")
