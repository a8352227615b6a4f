"""A provider for the pages of the embedded browser."""

from collections.abc import AsyncIterator

import pytest

from tests.support.embedded_provider import EmbeddedProvider, embedded_provider


@pytest.fixture
async def provider() -> AsyncIterator[EmbeddedProvider]:
    async with embedded_provider() as provider:
        yield provider
