"""What integration tests share: a browser on a thread, a keychain that is locked, and what is a live secret."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from ledgerpass.secret import Secret
from tests.support.journey import ThreadedBrowser
from tests.support.keychains import gnome_keyring


@pytest.fixture
async def browser() -> AsyncIterator[ThreadedBrowser]:
    """A browser that makes the user's decisions while the program goes on."""
    browser = ThreadedBrowser()
    yield browser
    await asyncio.to_thread(browser.close)


@pytest.fixture
def locked_keychain() -> Iterator[None]:
    """The session's real keychain, locked."""
    with gnome_keyring() as keyring:
        keyring.lock()
        yield


@pytest.fixture
def live(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Collect the value of every secret that is made from here on."""
    values: set[str] = set()
    really = Secret.__init__

    def collecting(secret: Secret, value: str) -> None:
        values.add(value)
        really(secret, value)

    monkeypatch.setattr(Secret, "__init__", collecting)
    return values
