"""A query for Excel and Power BI, in their language M: paste it into the *Advanced Editor* of an empty query.

It asks for the connection's example and shows the answer. Excel then wants to know how to sign in there: *Anonymous*,
since the headers say who it is (Microsoft, "Web.Contents"). In a text of M a double quote is doubled, and `#(`, which
begins an escape sequence, is written `#(#)(` (M language specification, "Character escape sequences").
"""

from collections.abc import Iterable

from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.pasteable_text import check_plain_letters, check_text, header_line
from ledgerpass.errors import CopyRefused
from ledgerpass.secret import Secret

_QUERY = """\
let
    Answer = Web.Contents({url}, [{options}]),
    Result = {reader}
in
    Result"""


def copy_power_query(subject: Subject) -> Secret:
    """Write the query, on several lines.

    Raises:
        CopyRefused: there is no header; the method is none that Excel can make ('method': it knows GET, and POST with
            a body); or some part would not arrive as it is.
    """
    if not subject.headers:
        raise CopyRefused(reason="empty")
    if subject.method != ("POST" if subject.body else "GET"):
        raise CopyRefused(reason="method")
    headers = {name: value.reveal() for name, value in subject.headers.items()} | dict(subject.plain_headers)
    options = [f"Headers = [{_fields(headers.items())}]"]
    if subject.body:
        options.append(f"Content = Text.ToBinary({_text(subject.body)})")  # which makes it a POST
    query = _QUERY.format(url=_text(subject.url), options=", ".join(options), reader=_reader(subject))
    return Secret(query)


def _fields(headers: Iterable[tuple[str, str]]) -> str:
    fields = []
    for name, value in headers:
        check_plain_letters(header_line(name, value))
        fields.append(f"#{_text(name)} = {_text(value)}")
    return ", ".join(fields)


def _text(text: str) -> str:
    check_text(text)
    escaped = text.replace("#(", "#(#)(").replace('"', '""')
    return f'"{escaped}"'


def _reader(subject: Subject) -> str:
    """Choose what reads the answer: what is asked for tells what comes, and JSON is what most send."""
    kinds = " ".join(
        value for name, value in subject.plain_headers.items() if name.lower() in {"accept", "content-type"}
    )
    return "Xml.Tables(Answer)" if "xml" in kinds.lower() else "Json.Document(Answer)"
