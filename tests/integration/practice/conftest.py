"""A practice company on a free port, and somebody to talk to it.

One serves a whole module: a test that stops it brings its own. Its clock is only ever moved forward.
"""

import time
from collections.abc import Iterator

import httpx2
import pytest

from ledgerpass.practice.company import PracticeCompany
from ledgerpass.practice.terms import Terms
from tests.integration.practice.peer import Clock, Peer

SEAL = bytes(range(32))


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock(time.time())


@pytest.fixture(scope="module")
def company(clock: Clock) -> Iterator[PracticeCompany]:
    company = PracticeCompany(SEAL, terms=Terms(access_token_life=3600), ports=(0,), clock=clock)
    company.start()
    yield company
    company.stop()


@pytest.fixture(scope="module")
def http() -> Iterator[httpx2.Client]:
    with httpx2.Client(trust_env=False) as client:
        yield client


@pytest.fixture
def peer(company: PracticeCompany, http: httpx2.Client) -> Peer:
    assert company.origin
    return Peer(company.origin, http)
