"""An environment for Postman: *Import*, and paste it there.

Requests then say `{{authorization}}` where the header's value belongs, and `{{token}}` for the token alone. Both have
the type that Postman hides from view. The environment of the same address has the same id.
"""

from urllib.parse import urlsplit

from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.pasteable_text import check_text, header_line
from ledgerpass.errors import CopyRefused
from ledgerpass.secret import Secret


def copy_postman_environment(subject: Subject) -> Secret:
    """Write the environment as JSON.

    Raises:
        CopyRefused: there is no token ('empty'), the address is none ('address'), or some part must not be pasted.
    """
    import json  # noqa: PLC0415 - only this form needs the two; a terminal that wants the token doesn't wait for them
    import uuid  # noqa: PLC0415

    token = subject.token.reveal()
    if not token:
        raise CopyRefused(reason="empty")
    check_text(token)
    check_text(subject.url)
    secrets = {"token": token}
    for name, value in subject.headers.items():
        header_line(name, value.reveal())
        secrets[name.lower().replace("-", "_")] = value.reveal()
    environment = {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, subject.url)),
        "name": f"Ledgerpass {_host(subject.url)}",
        "values": [
            {"key": "url", "value": subject.url, "type": "default", "enabled": True},
            *({"key": key, "value": value, "type": "secret", "enabled": True} for key, value in secrets.items()),
        ],
        "_postman_variable_scope": "environment",
    }
    return Secret(json.dumps(environment, indent=2))


def _host(url: str) -> str:
    try:
        host = urlsplit(url).hostname
    except ValueError:
        host = None
    if not host:
        raise CopyRefused(reason="address")
    return host
