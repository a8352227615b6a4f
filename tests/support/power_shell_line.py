"""What PowerShell reads in a line of single-quoted texts that is sent to a program ("about_Quoting_Rules").

PowerShell can't run here. Between single quotes only a single quote is special: two of them are one, and one ends the
text. The curly ones count as straight ones.
"""

_QUOTES = frozenset("'\u2018\u2019\u201a\u201b")


def texts_and_command(line: str) -> tuple[list[str], str]:
    """Give the texts before the pipe, and the command behind it."""
    texts: list[str] = []
    place = 0
    while True:
        text, place = _text(line, place)
        texts.append(text)
        if line[place : place + 2] == ", ":
            place += 2
        elif line[place : place + 3] == " | ":
            return texts, line[place + 3 :]
        else:
            message = f"PowerShell would not understand what follows {place}"
            raise AssertionError(message)


def _text(line: str, place: int) -> tuple[str, int]:
    assert line[place] in _QUOTES, "a text has to begin here"
    text, place = "", place + 1
    while True:
        sign = line[place]  # an IndexError: the text never ends
        if sign not in _QUOTES:
            text, place = text + sign, place + 1
        elif line[place + 1 : place + 2] in _QUOTES and line[place + 1 : place + 2]:
            text, place = text + line[place + 1], place + 2
        else:
            return text, place + 1
