"""Whether everything finds room: in a small window, and in a language whose words are longer."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget

from ledgerpass.ui.theme import palette
from ledgerpass.ui.theme.appearance import Appearance
from tests.ui.gallery import Longer
from tests.ui.reading import parts, settle
from tests.ui.scenes import SCENES, Stand, make_stand


@pytest.fixture
def longer(qapp: QApplication) -> Iterator[None]:
    """Speak a language whose texts are two fifths longer."""
    translator = Longer(qapp)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def window(appearance: Appearance) -> Iterator[Stand]:
    if palette.current() is not palette.LIGHT:
        appearance.wear(palette.LIGHT)
    stand = make_stand()
    stand.window.show()
    settle()
    yield stand
    stand.window.close()
    stand.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("name", sorted(SCENES))
def test_longer_words_find_room(longer: None, window: Stand, name: str) -> None:
    SCENES[name](window)
    settle()
    _look_for_cut_words(window.window)
    _look_for_sideways_scrolling(window.window)


@pytest.mark.parametrize("name", sorted(SCENES))
def test_the_smallest_window_shows_everything(window: Stand, name: str) -> None:
    window.window.resize(window.window.minimumSize())
    SCENES[name](window)
    settle()
    _look_for_cut_words(window.window)
    _look_for_sideways_scrolling(window.window)


def _look_for_cut_words(window: QWidget) -> None:
    for part in parts(window):
        if isinstance(part, QLabel) and part.text() and part.hasHeightForWidth():
            assert part.height() >= part.heightForWidth(part.width()), part.text()
        elif isinstance(part, QAbstractButton) and part.text():
            assert part.width() >= part.minimumSizeHint().width(), part.text()
        assert part.window() is not window or part.width() <= window.width(), part


def _look_for_sideways_scrolling(window: QWidget) -> None:
    for area in window.findChildren(QScrollArea):
        if area.isVisible():
            inner = area.widget()
            assert inner is not None
            assert inner.width() <= area.viewport().width(), [part.width() for part in inner.findChildren(QWidget)]
