"""What was connected: for people in a few lines, for programs as one JSON object. No secret is in it."""

import json
from datetime import UTC, datetime

from ledgerpass.connections.connection import Connection
from ledgerpass.providers.provider import Provider


def connection_json(connection: Connection, provider: Provider) -> str:
    """Give one line of JSON."""
    return json.dumps(connection_values(connection, provider))


def connection_values(connection: Connection, provider: Provider | None) -> dict[str, object]:
    """Give what is known of a connection, for JSON; `provider` is None where its file is gone.

    Times are UTC, and null where nobody knows.
    """
    company = connection.company
    return {
        "id": connection.id,
        "name": connection.name,
        "provider": connection.provider_id,
        "provider_name": provider.name if provider else None,
        "way": connection.way_id,
        "company": {"id": company.id, "name": company.name} if company else None,
        "asked": list(connection.asked),
        "granted": list(connection.granted),
        "expires_at": utc(connection.expires_at),
        "renews": connection.renews,
    }


def utc(seconds: float | None) -> str | None:
    """Write a time (seconds since 1970-01-01 UTC) as other programs read it (RFC 3339)."""
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z") if seconds is not None else None


def connection_words(connection: Connection, provider: Provider) -> str:
    """Say what was connected, what it may do and how long it lasts."""
    way = provider.way(connection.way_id)
    plain = {scope.name: scope.plain for scope in getattr(way, "scopes", ())}
    may = "; ".join(plain.get(name, name) for name in connection.granted)
    company = connection.company.name if connection.company else ""
    lines = [
        f"Connected to {company} ({provider.name})." if company else f"Connected to {provider.name}.",
        f"It may: {may}." if may else "",
        _lasting(connection),
        f'It is kept in this computer\'s keychain as "{connection.name}", with the id {connection.id}.',
    ]
    return "\n".join(line for line in lines if line)


def _lasting(connection: Connection) -> str:
    if connection.renews:
        return "It renews by itself."
    if connection.expires_at is None:
        return "Nobody said that it ends."
    return f"It works until {datetime.fromtimestamp(connection.expires_at).astimezone():%Y-%m-%d %H:%M}."
