"""The whole command line for PowerShell on Windows.

The program is called by its whole name, since in Windows PowerShell plain `curl` is another command. It is told what
to do on its standard input: a double quote in an argument would reach it in one version of PowerShell and not in the
other. So the token doesn't stand in the process list either.
"""

from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.curl_config import config_lines
from ledgerpass.connections.curl_options import curl_options
from ledgerpass.connections.power_shell_quoting import quote_power_shell_text
from ledgerpass.secret import Secret


def copy_curl_command_for_power_shell(subject: Subject) -> Secret:
    """Write the command on one line.

    Raises:
        CopyRefused: curl could not be told so, or some part has letters that PowerShell might change ('not_ascii').
    """
    options = curl_options(subject)
    lines = ", ".join(quote_power_shell_text(line) for line in config_lines(options))
    return Secret(f"{lines} | curl.exe -sS --config -")
