from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QStyleHints
from PySide6.QtWidgets import QApplication

from ledgerpass.ui.theme import icons, motion, palette, typography
from ledgerpass.ui.theme.appearance import Appearance


def test_light_and_dark_follow_the_desktop_while_the_program_runs(
    qapp: QApplication, appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints = qapp.styleHints()
    for scheme, tokens in ((Qt.ColorScheme.Dark, palette.DARK), (Qt.ColorScheme.Light, palette.LIGHT)):
        monkeypatch.setattr(QStyleHints, "colorScheme", lambda _hints, scheme=scheme: scheme)
        hints.colorSchemeChanged.emit(scheme)  # as the desktop's part of Qt does it
        assert palette.current() is tokens


def test_where_no_desktop_names_a_typeface_an_installed_one_for_screens_is_taken() -> None:
    font = typography.base_font()
    assert font.family() in {"Inter", "Noto Sans", "DejaVu Sans"}
    assert font.pointSizeF() >= 10.5


def test_the_typeface_of_a_desktop_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFontDatabase, "systemFont", lambda _which: QFont("Cantarell", 13))
    font = typography.base_font()
    assert (font.family(), font.pointSizeF()) == ("Cantarell", 13)


def test_larger_text_of_the_desktop_makes_every_role_larger(qapp: QApplication, appearance: Appearance) -> None:
    before = qapp.font()
    small = typography.font_for("headline").pointSizeF()
    larger = QFont(before)
    larger.setPointSizeF(before.pointSizeF() * 1.5)
    qapp.setFont(larger)
    try:
        assert typography.font_for("headline").pointSizeF() == pytest.approx(small * 1.5)
    finally:
        qapp.setFont(before)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=false\n"),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0\n"),
    ],
)
def test_the_wish_for_less_motion_is_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, text: str
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert not motion.is_reduced()
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    assert motion.is_reduced()


def test_a_damaged_settings_file_is_no_reason_to_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "kdeglobals").write_bytes(b"\xff\xfe no ini file")
    assert not motion.is_reduced()


@pytest.mark.parametrize("name", icons.IconName.__args__)  # type: ignore[attr-defined]
def test_every_icon_is_drawn_in_the_colour_of_the_moment(appearance: Appearance, name: icons.IconName) -> None:
    drawn = []
    for tokens in (palette.LIGHT, palette.DARK):
        appearance.wear(tokens)
        image = icons.icon(name, "text").pixmap(24, 24).toImage()
        inks = {
            image.pixelColor(x, y).name() for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() > 250
        }
        drawn.append(inks)
    assert palette.LIGHT.text in drawn[0]
    assert palette.DARK.text in drawn[1]
