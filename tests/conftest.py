"""The gate that every test passes: it runs in a private session, or it is a unit test with nothing within its reach."""

import os
import tempfile
from pathlib import Path

import pytest

from tests.support import private_session

_UNIT_TESTS = Path(__file__).parent / "unit"


def pytest_configure(config: pytest.Config) -> None:
    """Hold the session to its promise; outside of one, close every way out before any test is imported."""
    if private_session.SESSION not in os.environ:
        directory = tempfile.TemporaryDirectory(prefix="ledgerpass-unit-tests.")
        config.add_cleanup(directory.cleanup)
        private_session.close_all_ways_out(os.environ, Path(directory.name))
    elif leaks := private_session.leaks(os.environ):
        message = f"This test session is not private: {', '.join(leaks)} leads out of it. Nothing was run."
        raise pytest.UsageError(message)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse, outside a private session, whatever may ask for a keychain, a screen or a browser."""
    if private_session.SESSION in os.environ or all(_UNIT_TESTS in item.path.parents for item in items):
        return
    message = (
        "Only tests/unit runs outside a private session, so that no test touches your own keychain, settings, "
        "clipboard or browser. Run 'make test', or: tests/support/desktop-session .venv/bin/python -m pytest ..."
    )
    raise pytest.UsageError(message)
