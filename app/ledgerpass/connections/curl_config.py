"""Lines of the file of options that curl reads (`curl --config`), here from its standard input.

What stands in such a file stands in no process list. Its syntax is one option a line, with the value between double
quotes, in which a backslash and a double quote have a backslash before them (curl's manual, "--config").
"""

from collections.abc import Iterable, Iterator


def config_lines(options: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Write each option as one line, without line breaks: `header = "Accept: application/json"`."""
    for name, value in options:
        yield f"{name} = {_quoted(value)}" if value else name


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
