import re
from dataclasses import fields

import pytest
from PySide6.QtGui import QGuiApplication

from ledgerpass.ui.theme import contrast, palette
from ledgerpass.ui.theme.appearance import Appearance
from tests.ui import samples

TEXT_ON_GROUND = [
    *((ink, ground) for ink in ("text", "soft", "faint") for ground in ("window", "surface", "sunken", "hover")),
    *((ink, ground) for ink in ("text", "soft") for ground in ("accent_soft", "danger_soft", "warning_soft")),
    ("accent_text", "window"),
    ("accent_text", "surface"),
    ("accent_text", "accent_soft"),
    ("accent_text", "danger_soft"),
    ("accent_text", "warning_soft"),
    ("accent_hover", "surface"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("danger", "window"),
    ("danger", "surface"),
    ("danger", "hover"),
    ("warning", "warning_soft"),
    ("warning", "surface"),
    ("on_toast", "toast"),
    ("toast_action", "toast"),
]
MEANING_ON_GROUND = [
    *((line, ground) for line in ("outline", "focus", "accent") for ground in ("window", "surface")),
    ("danger", "danger_soft"),
    ("warning", "warning_soft"),
]


@pytest.mark.parametrize("tokens", palette.EVERY_SET, ids=lambda tokens: tokens.name)
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read_on_every_ground_that_it_stands_on(tokens: palette.Tokens, ink: str, ground: str) -> None:
    assert contrast.ratio(getattr(tokens, ink), getattr(tokens, ground)) >= contrast.LEAST_TEXT


@pytest.mark.parametrize("tokens", palette.EVERY_SET, ids=lambda tokens: tokens.name)
@pytest.mark.parametrize(("line", "ground"), MEANING_ON_GROUND)
def test_lines_that_carry_meaning_stand_out(tokens: palette.Tokens, line: str, ground: str) -> None:
    assert contrast.ratio(getattr(tokens, line), getattr(tokens, ground)) >= contrast.LEAST_LARGE


@pytest.mark.parametrize("tokens", palette.EVERY_SET, ids=lambda tokens: tokens.name)
def test_every_token_is_a_colour(tokens: palette.Tokens) -> None:
    colours = [getattr(tokens, field.name) for field in fields(tokens) if field.name not in {"name", "dark"}]
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)


def test_the_contrast_of_black_and_white_is_that_of_the_standard() -> None:
    assert contrast.ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast.ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("provider", samples.providers(), ids=lambda provider: provider.id)
def test_the_letters_of_every_mark_stand_out_from_their_ground(provider: object) -> None:
    colour = provider.mark.colour  # type: ignore[attr-defined]
    assert max(contrast.ratio("#ffffff", colour), contrast.ratio("#10201b", colour)) >= contrast.LEAST_LARGE


@pytest.mark.parametrize("tokens", palette.EVERY_SET, ids=lambda tokens: tokens.name)
def test_what_is_painted_learns_which_set_is_in_force(appearance: Appearance, tokens: palette.Tokens) -> None:
    appearance.wear(tokens)
    assert palette.current() is tokens
    assert QGuiApplication.palette().text().color().name() == tokens.text


def test_dark_and_contrast_are_chosen_as_the_desktop_asks() -> None:
    assert palette.choose(dark=True, high_contrast=False) is palette.DARK
    assert palette.choose(dark=False, high_contrast=True) is palette.HIGH_CONTRAST_LIGHT
