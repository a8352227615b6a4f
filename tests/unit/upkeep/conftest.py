"""An office for the tests of renewing."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.renewal_office import Office, opened


@pytest.fixture(name="office")
async def open_office(tmp_path: Path) -> AsyncIterator[Office]:
    async with opened(tmp_path) as office:
        yield office
