"""What scrolls where there is less room than it wants, and is exactly as high as it wants where there is enough."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scrolled(QScrollArea):
    """Shows `content`, whose layout says how high it wants to be."""

    def __init__(self, content: QWidget) -> None:
        """Show all of it, until `fit` is called."""
        super().__init__()
        content.setProperty("part", "scrolled")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)

    def fit(self, width: int, *, least: int, most: int) -> None:
        """Be as high as the content wants at a width, but no higher than `most`, and no lower than `least`: pixels."""
        content = self.widget()
        if content is not None and (layout := content.layout()) is not None:
            by_width = layout.hasHeightForWidth()
            wanted = layout.totalHeightForWidth(width) if by_width else layout.totalSizeHint().height()
            wanted = max(wanted, layout.totalMinimumSize().height())  # it would not be made smaller
            self.setFixedHeight(max(least, min(wanted, most)))
