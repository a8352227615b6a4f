"""The window with its twins, dressed as the program dresses it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ledgerpass.ui.theme import palette
from ledgerpass.ui.theme.appearance import Appearance
from tests.ui.reading import settle
from tests.ui.scenes import Stand, make_stand


@pytest.fixture(scope="session")
def appearance(qapp: QApplication) -> Appearance:
    return Appearance(qapp)


@pytest.fixture
def stand(qtbot: QtBot, appearance: Appearance) -> Iterator[Stand]:
    """A window on the screen, with nothing connected yet."""
    if palette.current() is not palette.LIGHT:
        appearance.wear(palette.LIGHT)
    made = make_stand()
    qtbot.addWidget(made.window)
    made.window.show()
    qtbot.waitExposed(made.window)
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    settle()
    yield made
    made.window.sheet.leave()
    made.window.close()
