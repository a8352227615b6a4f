"""What arrived at the registered address, told one at a time: each is judged before the next one's turn.

A page may lead there as often as it likes. So only a few stand in line; the oldest of them leaves where one more comes.
"""

from collections import deque

from PySide6.QtCore import QObject, Signal

MOST = 16


class ArrivalLine(QObject):
    """Lets one after the other pass."""

    told = Signal(str)
    """The next one; nothing more is told before `go_on`."""

    def __init__(self, parent: QObject) -> None:
        """Begin with nobody in line."""
        super().__init__(parent)
        self._waiting: deque[str] = deque(maxlen=MOST)
        self._is_judged = False

    def join(self, address: str) -> None:
        """Tell it, or have it wait for its turn."""
        if self._is_judged:
            self._waiting.append(address)
        else:
            self._is_judged = True
            self.told.emit(address)

    def go_on(self) -> None:
        """Tell the next one: the last was not the answer."""
        self._is_judged = False
        if self._waiting:
            self.join(self._waiting.popleft())
