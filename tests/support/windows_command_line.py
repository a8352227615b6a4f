r"""What becomes of a line at the Windows Command Prompt, by Microsoft's documented rules, written down independently.

`cmd` can't run here. This is a model of the two readers that a line goes through: the prompt itself (percent signs,
carets, double quotes, the signs between commands; "Command shell overview", `cmd /?`), and a C program's start-up code,
which divides the line into arguments ("Parsing C command-line arguments"; `CommandLineToArgvW` says the same of what
is tried here). It is written as a reader, sign by sign; the program's own code is a writer, and they share nothing.
"""

from collections.abc import Mapping

_BETWEEN_COMMANDS = frozenset("&|<>()\n\r")


class NotOneCommand(Exception):
    """The prompt saw a sign that ends, pipes or redirects a command."""


def at_the_prompt(line: str, variables: Mapping[str, str], *, delayed_expansion: bool = False) -> str:
    """Give the one command that the prompt would start, as the program gets it."""
    command = _without_carets(_expanded(line, variables))
    if delayed_expansion and "!" in command:
        message = "delayed expansion would change this line"
        raise NotOneCommand(message)
    return command


def arguments(command: str) -> list[str]:
    """Divide a command as a C program's start-up code does."""
    found: list[str] = []
    place, length = 0, len(command)
    while place < length:
        if command[place] in " \t":
            place += 1
            continue
        word, place = _word(command, place)
        found.append(word)
    return found


def _expanded(line: str, variables: Mapping[str, str]) -> str:
    """Put values in the place of names between percent signs; a name that is none stays, percent signs and all."""
    known = {name.upper(): value for name, value in variables.items()}
    done, place = "", 0
    while place < len(line):
        end = line.find("%", place + 1) if line[place] == "%" else -1
        name = line[place + 1 : end].partition(":")[0].upper() if end > 0 else ""
        if name and name in known:
            done += known[name]
            place = end + 1
        else:
            done += line[place]
            place += 1
    return done


def _without_carets(line: str) -> str:
    """Take the carets away where they escape, and refuse a sign that is left over between commands."""
    done, quoted, place = "", False, 0
    while place < len(line):
        sign = line[place]
        if sign == "^" and not quoted:
            place += 1
            sign = line[place : place + 1]
        elif sign == '"':
            quoted = not quoted
        elif sign in _BETWEEN_COMMANDS and not quoted:
            raise NotOneCommand(sign)
        done += sign
        place += 1
    return done


def _word(command: str, place: int) -> tuple[str, int]:
    word, quoted = "", False
    while place < len(command) and (quoted or command[place] not in " \t"):
        slashes = 0
        while command[place : place + 1] == "\\":
            slashes, place = slashes + 1, place + 1
        if command[place : place + 1] == '"':
            word += "\\" * (slashes // 2)
            if slashes % 2:
                word += '"'
            else:
                quoted = not quoted
            place += 1
        else:
            word += "\\" * slashes
            if place < len(command) and (quoted or command[place] not in " \t"):
                word += command[place]
                place += 1
    return word, place
