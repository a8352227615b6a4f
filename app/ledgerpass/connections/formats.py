"""Every form that a connection can be copied in: how it is made, and the word under which its copying is noted.

What the forms are called, and where they are offered, is for the window and the terminal to say, each in its own words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ledgerpass.connections.copy_as.curl_command import copy_curl_command
from ledgerpass.connections.copy_as.curl_command_for_cmd import copy_curl_command_for_cmd
from ledgerpass.connections.copy_as.curl_command_for_power_shell import copy_curl_command_for_power_shell
from ledgerpass.connections.copy_as.curl_config_on_input import copy_curl_config_on_input
from ledgerpass.connections.copy_as.curl_header import copy_curl_header
from ledgerpass.connections.copy_as.env_line import copy_env_line
from ledgerpass.connections.copy_as.header_line import copy_header_line
from ledgerpass.connections.copy_as.postman_environment import copy_postman_environment
from ledgerpass.connections.copy_as.power_query import copy_power_query
from ledgerpass.connections.copy_as.python_httpx import copy_python_httpx
from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.copy_as.token import copy_token
from ledgerpass.secret import Secret


@dataclass(frozen=True, slots=True)
class Format:
    """One form. `copy` is pure, and raises `CopyRefused` where the form can't carry what there is."""

    copy: Callable[[Subject], Secret]
    noted_as: str


FORMATS: Mapping[str, Format] = {
    "token": Format(copy_token, "copied_token"),
    "header_line": Format(copy_header_line, "copied_header_line"),
    "header": Format(copy_curl_header, "copied_header"),
    "command": Format(copy_curl_command, "copied_command"),
    "command_on_input": Format(copy_curl_config_on_input, "copied_command"),
    "command_for_cmd": Format(copy_curl_command_for_cmd, "copied_command"),
    "command_for_power_shell": Format(copy_curl_command_for_power_shell, "copied_command"),
    "power_query": Format(copy_power_query, "copied_power_query"),
    "postman": Format(copy_postman_environment, "copied_postman"),
    "env_line": Format(copy_env_line, "copied_env_line"),
    "python": Format(copy_python_httpx, "copied_python"),
}
"""The forms by the names that the window and the terminal know them by."""
