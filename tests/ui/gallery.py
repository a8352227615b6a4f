"""Draws every scene, light and dark, at 100 % and 200 %, as pictures to look at.

Use, on a virtual display: `python -m tests.ui.gallery DIRECTORY [SCENE ...]`. `--longer` lengthens every text by two
fifths, as other languages do; `--scale` draws one scale only, `--contrast` the sets of high contrast.
"""

import argparse
import asyncio
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QTranslator
from PySide6.QtGui import QCursor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from ledgerpass.ui.event_loop import run
from ledgerpass.ui.theme import palette
from ledgerpass.ui.theme.appearance import Appearance
from tests.ui.scenes import SCENES, Stand, focus_nothing, make_stand

_SETTLE = 0.06


def main() -> int:
    options = _read(sys.argv[1:])
    if options.scale == 0:
        return max(_run_scaled(scale) for scale in (1, 2))
    os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    application = QApplication(sys.argv[:1])
    appearance = Appearance(application)
    if options.longer:
        application.installTranslator(Longer(application))
    run(application, _draw_all(appearance, options))
    return 0


class Longer(QTranslator):
    """Makes every text two fifths longer, and no sense."""

    def translate(
        self,
        context: str | bytes,
        text: str | bytes,
        _disambiguation: str | bytes | None = None,
        _n: int = -1,
    ) -> str:
        source = text.decode() if isinstance(text, bytes) else text
        if context not in {"Ledgerpass", "providers"} or source.startswith("d MMM"):
            return source
        words = "".join(letter for letter in source if letter.isalpha()) or "x"
        filling = (words * 2)[: max(1, round(len(source) * 0.4))]
        return f"{source} {filling}" if len(source) > 1 else source


async def _draw_all(appearance: Appearance, options: argparse.Namespace) -> None:
    options.directory.mkdir(parents=True, exist_ok=True)
    QCursor.setPos(0, 0)
    sets = [palette.LIGHT, palette.DARK]
    if options.contrast:
        sets = [palette.HIGH_CONTRAST_LIGHT, palette.HIGH_CONTRAST_DARK]
    for tokens in sets:
        appearance.wear(tokens)
        for name in options.scenes or SCENES:
            stand = make_stand()
            stand.window.resize(*options.size)
            stand.window.show()
            await asyncio.sleep(_SETTLE)
            SCENES[name](stand)
            await asyncio.sleep(_SETTLE)
            focus_nothing(stand)
            await asyncio.sleep(_SETTLE)
            suffix = f"{tokens.name.replace(' ', '-')}-{options.scale}00"
            _picture(stand).save(str(options.directory / f"{name}-{suffix}.png"))
            stand.window.close()
            await stand.tasks.close()
            stand.window.deleteLater()
            await asyncio.sleep(0)


def _picture(stand: Stand) -> QPixmap:
    """Draw the window with what hangs over it, such as an open menu."""
    picture = stand.window.grab()
    painter = QPainter(picture)
    for menu in QApplication.topLevelWidgets():
        if menu is not stand.window and menu.isVisible() and isinstance(menu, QWidget):
            painter.drawPixmap(stand.window.mapFromGlobal(menu.pos()), menu.grab())
            menu.close()
    painter.end()
    return picture


def _run_scaled(scale: int) -> int:
    return subprocess.run(
        [sys.executable, "-m", "tests.ui.gallery", *sys.argv[1:], "--scale", str(scale)], check=False
    ).returncode


def _read(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("scenes", nargs="*", choices=[*SCENES, []])
    parser.add_argument("--scale", type=int, default=0)
    parser.add_argument("--longer", action="store_true")
    parser.add_argument("--contrast", action="store_true")
    parser.add_argument("--size", type=lambda text: tuple(map(int, text.split("x"))), default=(900, 680))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
