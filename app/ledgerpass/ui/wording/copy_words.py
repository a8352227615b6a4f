"""What the forms to copy as are called in the menu: what they are, or whom they are for, one line each."""

from ledgerpass.ui.wording.translation import say


def copy_title() -> str:
    """Name the menu of forms."""
    return say("Copy as…")


def copy_groups() -> tuple[dict[str, str], ...]:
    """Name the forms that a connection can be copied in, by their ids in `connections.formats`, in groups."""
    return (
        {
            "token": say("Copy token"),
            "header_line": say("Copy header (Authorization)"),
            "header": say("Copy curl header"),
        },
        {
            "power_query": say("For a spreadsheet (Excel Power Query)"),
            "postman": say("For Postman (environment)"),
            "python": say("For Python (httpx)"),
            "env_line": say("For a settings file (.env)"),
        },
        {
            "command": say("For a terminal (bash)"),
            "command_on_input": say("For a terminal on a shared computer (bash)"),
            "command_for_cmd": say("For the Windows Command Prompt (cmd)"),
            "command_for_power_shell": say("For PowerShell on Windows"),
        },
    )
