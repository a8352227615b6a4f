import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from ledgerpass.ui.theme import palette
from ledgerpass.ui.theme.appearance import Appearance
from tests.ui import samples
from tests.ui.reading import parts, seen, settle, texts
from tests.ui.scenes import SCENES, Stand, make_stand
from tests.ui.words import FORBIDDEN, whole

EXACT = ("urn:ietf:wg:oauth:2.0:oob", "http://127.0.0.1:47620/callback/moneybird")
FROM_FILES = ("Enable OAuth", "OAuth secret")
"""Names of things on a provider's own pages, which the user has to find there; they stand in its file."""


@pytest.fixture(scope="module", params=sorted(SCENES))
def scene(request: pytest.FixtureRequest, appearance: Appearance) -> Iterator[Stand]:
    """One scene on the screen, built once for everything that is looked at in it."""
    appearance.wear(palette.LIGHT)
    stand = make_stand()
    stand.window.show()
    settle()
    SCENES[request.param](stand)
    settle()
    yield stand
    stand.window.close()
    stand.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_nothing_is_said_in_words_that_only_it_people_know(scene: Stand) -> None:
    said = "\n".join(text for part in parts(scene.window) if not part.property("exact") for text in texts(part) if text)
    for known in (*EXACT, *FROM_FILES):
        said = said.replace(known, "")
    for word in FORBIDDEN:
        found = whole(word).search(said)
        assert not found, f"{word!r} in {said[max(0, found.start() - 60) : found.end() + 20]!r}"
    assert not re.search(r":\d{4,5}\b", said), "a port number"
    assert not re.search(r"(^|\s)/\w+/\w+", said), "a file path"


def test_no_template_is_left_unfilled(scene: Stand) -> None:
    assert not re.search(r"\{\w*\}|%\d|%n", seen(scene.window))


def test_nothing_secret_is_drawn(scene: Stand) -> None:
    everything = "\n".join(text for part in scene.window.findChildren(QWidget) for text in texts(part))
    assert samples.SECRET not in everything
    assert samples.TOKEN not in everything


def test_every_control_has_a_name_for_a_screen_reader(scene: Stand) -> None:
    for part in parts(scene.window):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert part.accessibleName() or (isinstance(part, QAbstractButton) and part.text()), part


def test_one_strong_button_at_most_can_be_seen(scene: Stand) -> None:
    over = scene.window.sheet if scene.window.sheet.isVisible() else scene.window
    strong = [part for part in parts(over) if part.property("kind") == "primary" and _is_reached(part, scene)]
    assert len(strong) <= 1, [texts(part) for part in strong]


def test_words_are_not_cut_off(scene: Stand) -> None:
    for part in parts(scene.window):
        if isinstance(part, QLabel) and part.text() and part.hasHeightForWidth():
            assert part.height() >= part.heightForWidth(part.width()), part.text()
        elif isinstance(part, QLabel) and part.text():
            assert part.width() >= part.sizeHint().width(), part.text()
        elif isinstance(part, QAbstractButton) and part.text():
            assert part.width() >= part.minimumSizeHint().width(), part.text()


def test_what_can_be_pressed_is_large_enough_for_a_finger_that_shakes(scene: Stand) -> None:
    for part in parts(scene.window):
        if isinstance(part, QAbstractButton | QLineEdit) and not part.inherits("QLineEditIconButton"):
            assert min(part.width(), part.height()) >= 24, texts(part)


def test_it_is_drawn_in_dark_and_in_high_contrast_as_well(scene: Stand, appearance: Appearance) -> None:
    grounds = set()
    for tokens in (palette.DARK, palette.HIGH_CONTRAST_DARK, palette.LIGHT):
        appearance.wear(tokens)
        settle()
        grounds.add(scene.window.grab().toImage().pixelColor(2, 300).name())
    assert len(grounds) == 3


def _is_reached(part: QWidget, stand: Stand) -> bool:
    """Tell whether a part isn't covered by a sheet."""
    sheet = stand.window.sheet
    return not sheet.isVisible() or sheet.isAncestorOf(part)
