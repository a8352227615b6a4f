"""A provider as `embedded_provider` runs it, but over https, with a certificate of the test's making."""

import contextlib
import ssl
from collections.abc import AsyncIterator

from tests.support.embedded_provider import EmbeddedProvider
from tests.support.tcp_server import Served, serving


class SecuredProvider(EmbeddedProvider):
    """Its pages are at https."""

    @property
    def origin(self) -> str:
        return f"https://localhost:{self.served.port}"


@contextlib.asynccontextmanager
async def secured_provider(tls: ssl.SSLContext) -> AsyncIterator[SecuredProvider]:
    """Run the provider."""
    provider = SecuredProvider(Served(0))
    async with serving(provider.behave, tls) as served:
        provider.served = served
        yield provider
