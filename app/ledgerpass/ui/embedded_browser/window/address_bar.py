"""The top of the window: where the page really comes from, and the ways around in it. No page can draw or write here.

The host stands there whole, in the network's own letters; where it is too long, its beginning is cut off and not its
end, because whose it is stands at the end.
"""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from ledgerpass.http_message import LOOPBACK_HOSTS
from ledgerpass.ui.embedded_browser.addresses import host_of
from ledgerpass.ui.theme import palette, spacing
from ledgerpass.ui.theme.controls import button
from ledgerpass.ui.theme.icon_view import IconView
from ledgerpass.ui.theme.typography import font_for
from ledgerpass.ui.wording.translation import say

_LINE = 3


class AddressBar(QWidget):
    """Shows where the page comes from."""

    back_wanted = Signal()
    reload_wanted = Signal()

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.setProperty("part", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = button(say("Back"), "icon", "back")
        self.reload = button(say("Load the page again"), "icon", "again")
        self.more = button(say("Edit and zoom"), "icon", "more")
        self.back.clicked.connect(self.back_wanted)
        self.reload.clicked.connect(self.reload_wanted)
        self._padlock = IconView("lock", "accent_text", spacing.SMALL_ICON + 2)
        self.host = _Host()
        self.progress = _Progress()
        self._lay_out()

    def _lay_out(self) -> None:
        place = QFrame()
        place.setProperty("part", "sunken")
        place.setMinimumHeight(spacing.CONTROL)
        inside = QHBoxLayout(place)
        inside.setContentsMargins(spacing.SNUG, 0, spacing.SNUG, 0)
        inside.setSpacing(spacing.STEP)
        inside.addWidget(self._padlock)
        inside.addWidget(self.host, 1)
        row = QHBoxLayout()
        row.setContentsMargins(spacing.SNUG, spacing.STEP, spacing.SNUG, spacing.STEP)
        row.setSpacing(spacing.HALF)
        row.addWidget(self.back)
        row.addWidget(self.reload)
        row.addWidget(place, 1)
        row.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.progress)

    def present(self, url: QUrl) -> None:
        """Show where the page comes from, and whether the way to it is protected; an empty address is nobody's."""
        if url.isEmpty():
            self._padlock.present("alert", "danger")
            self._say(say("Nobody can tell whose page this is"))
            return
        host = host_of(url)
        if url.scheme() == "https":
            self._padlock.present("lock", "accent_text")
            words = say("The way to {host} is protected", host=host)
        elif url.host() in LOOPBACK_HOSTS:
            self._padlock.present("lock", "accent_text")
            words = say("{host} is on this computer", host=host)
        else:
            self._padlock.present("alert", "danger")
            words = say("The way to {host} is not protected", host=host)
        self.host.present(host, words)

    def say_it_is_opening(self, url: QUrl) -> None:
        """Show where the way goes, before anything is open."""
        self._padlock.present("info", "soft")
        self._say(say("Opening {host} …", host=host_of(url)))

    def say_it_wasnt_opened(self, url: QUrl) -> None:
        """Show that there was nothing at the end of the way, and that nothing is open."""
        self._padlock.present("alert", "warning")
        self._say(say("{host} was not opened", host=host_of(url)))

    def _say(self, words: str) -> None:
        self.host.present(words, words)

    def show_progress(self, percent: int) -> None:
        """Show how much of the page is there; a whole one needs no bar."""
        self.progress.setValue(percent)


class _Progress(QProgressBar):
    """A thin line; nothing when nothing is on its way."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setFixedHeight(_LINE)
        self.setAccessibleName(say("How much of the page is there"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if 0 < self.value() < self.maximum():
            share = self.width() * self.value() // self.maximum()
            left = 0 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else self.width() - share
            QPainter(self).fillRect(left, 0, share, self.height(), QColor(palette.current().accent))


class _Host(QLabel):
    """A host's name on one line, cut off at its beginning where it must be."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setFont(font_for("strong"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", "text")
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def present(self, host: str, words: str) -> None:
        self._whole = host
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideLeft, max(0, self.width())))
