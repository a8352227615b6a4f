"""A line of Python that makes the connection's test call with httpx and prints the answer."""

from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.pasteable_text import check_plain_letters, check_text, header_line
from ledgerpass.errors import CopyRefused
from ledgerpass.secret import Secret

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def copy_python_httpx(subject: Subject) -> Secret:
    """Write the line, which runs as it is wherever httpx is installed.

    Raises:
        CopyRefused: there is no header ('empty'), the method is none ('method'), a header has letters that httpx
            doesn't send ('not_ascii'), or some part must not be pasted.
    """
    if not subject.headers:
        raise CopyRefused(reason="empty")
    if subject.method not in _METHODS:
        raise CopyRefused(reason="method")
    headers = {name: value.reveal() for name, value in subject.headers.items()} | dict(subject.plain_headers)
    for name, value in headers.items():
        check_plain_letters(header_line(name, value))
    for text in (subject.url, subject.body):
        check_text(text)
    # ascii() writes every text as a literal of Python, whatever it holds
    arguments = [ascii(subject.method), ascii(subject.url), f"headers={headers!a}"]
    if subject.body:
        arguments.append(f"content={subject.body!a}")
    return Secret(f"import httpx; print(httpx.request({', '.join(arguments)}).text)")
