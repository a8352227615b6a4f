"""Draws an SVG into a PNG of 256 by 256 pixels, for desktops that show no SVG.

Use: packaging/draw_icon.py SVG PNG
"""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_EDGE = 256  # pixels; the freedesktop icon theme's largest common size


def main() -> None:
    """Draw it."""
    source, target = sys.argv[1:]
    image = QImage(_EDGE, _EDGE, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(source).render(painter)
    painter.end()
    if not image.save(target):
        sys.exit(f"{target} could not be written")


if __name__ == "__main__":
    main()
