"""Text for PowerShell: between single quotes, where nothing is special but the single quote, which is doubled.

PowerShell hands an argument with a double quote in it to a program in one way up to version 7.2 and in another from
7.3 on, so what may hold one is never an argument: it is sent to the program's standard input, in ASCII, which is what
every version sends there without being told (Microsoft, "about_Quoting_Rules", "about_Preference_Variables").
"""

from ledgerpass.connections.pasteable_text import check_plain_letters


def quote_power_shell_text(text: str) -> str:
    """Write `text` as PowerShell's literal.

    Raises:
        CopyRefused: it holds a letter that isn't in ASCII ('not_ascii'), curly quotes among them, which PowerShell
            takes for straight ones; or it must not be pasted.
    """
    check_plain_letters(text)
    return "'" + text.replace("'", "''") + "'"
