"""What a connection was wished for with, put together again from what is kept of it: one place for all who ask anew."""

from collections.abc import Mapping

from ledgerpass.connections.connection import Connection
from ledgerpass.connections.credential import Credential
from ledgerpass.flows.wish import Wish
from ledgerpass.providers.provider import Provider, WayIn


def kept_wish(
    connection: Connection, provider: Provider, way: WayIn, credential: Credential, premises: Mapping[str, str]
) -> Wish:
    """Give the wish; `premises` are the values for a provider on this computer, empty for any other."""
    company = {"company_id": connection.company.id} if connection.company else {}
    return Wish(
        provider=provider,
        way=way,
        values={**connection.inputs, **company, **premises},
        fields=credential.fields,
        scopes=connection.asked,
    )
