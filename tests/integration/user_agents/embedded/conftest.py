"""A provider for the pages of the embedded browser, and the processes that a test has started."""

from collections.abc import AsyncIterator, Callable

import psutil
import pytest

from tests.support.embedded_provider import EmbeddedProvider, embedded_provider


@pytest.fixture
async def provider() -> AsyncIterator[EmbeddedProvider]:
    async with embedded_provider() as provider:
        yield provider


@pytest.fixture
def started() -> Callable[[], list[psutil.Process]]:
    """Give this process's children that weren't there before; other tests may have left a server of theirs."""
    before = set(psutil.Process().children())
    return lambda: [each for each in psutil.Process().children() if each not in before]
