"""The provider that these tests' many processes share, and the server from which the processes part."""

import multiprocessing
from collections.abc import Iterator

import pytest

from tests.support.rotating_provider import ServedProvider, serving_from_a_process


@pytest.fixture(name="provider")
def serve_provider() -> Iterator[ServedProvider]:
    multiprocessing.get_context("forkserver").set_forkserver_preload(["tests.integration.upkeep.refresher"])
    with serving_from_a_process(pause=0.001) as provider:
        yield provider
