"""What was connected: for people in a few lines, for programs as one JSON object. No secret is in it."""

import json
from datetime import UTC, datetime

from ledgerpass.connections.connection import Connection
from ledgerpass.providers.provider import Provider


def connection_json(connection: Connection, provider: Provider) -> str:
    """Give one line of JSON; `expires_at` is UTC (RFC 3339), and null where nobody said."""
    company = connection.company
    ends = connection.expires_at
    return json.dumps(
        {
            "id": connection.id,
            "name": connection.name,
            "provider": connection.provider_id,
            "provider_name": provider.name,
            "way": connection.way_id,
            "company": {"id": company.id, "name": company.name} if company else None,
            "asked": list(connection.asked),
            "granted": list(connection.granted),
            "expires_at": datetime.fromtimestamp(ends, UTC).isoformat().replace("+00:00", "Z") if ends else None,
            "renews": connection.renews,
        }
    )


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
