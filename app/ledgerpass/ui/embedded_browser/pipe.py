"""This process's end of the pipe to the program that started it.

The pipe is taken away from standard input and output before anything else is loaded: what libraries print would break
the conversation, and the web engine's own processes, in which strangers' pages run, must not inherit it. When the
program closes its end, or dies, this process leaves; where its window hangs, without asking it.
"""

import os
import threading
from typing import NamedTuple

import msgspec
from PySide6.QtCore import QObject, Signal

from ledgerpass.user_agents.embedded_browser.pipe_messages import LONGEST, Order, Report, read_order, write_line

_LEAVES_WITHIN = 2.5
"""Seconds after the program has closed its end; a last word to the user has time in them."""
_PIECE = 65_536


class Ends(NamedTuple):
    """The two ends of the pipe, as file descriptors that no other process inherits."""

    reading: int
    writing: int


def take_pipe() -> Ends:
    """Take standard input and output for the pipe alone; what is printed from now on goes nowhere."""
    ends = Ends(os.dup(0), os.dup(1))  # PEP 446: a copy is not inherited
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return ends


class Pipe(QObject):
    """Reads orders on a thread of its own, and writes reports from the window's."""

    ordered = Signal(object)
    """An order came."""
    closed = Signal()
    """The program has closed its end."""

    def __init__(self, ends: Ends) -> None:
        """Speak over `ends`."""
        super().__init__()
        self._ends = ends

    def listen(self) -> None:
        """Begin to hear orders."""
        threading.Thread(target=self._read, name="pipe", daemon=True).start()

    def report(self, report: Report) -> None:
        """Tell the program something; once it has gone, nobody."""
        line = write_line(report)
        try:
            while line:
                line = line[os.write(self._ends.writing, line) :]
        except OSError:
            self.closed.emit()

    def _read(self) -> None:
        held = b""
        while piece := self._piece():
            *lines, held = (held + piece).split(b"\n")
            if len(held) > LONGEST or not all(self._take(line) for line in lines):
                break
        threading.Timer(_LEAVES_WITHIN, os._exit, (0,)).start()
        self.closed.emit()

    def _piece(self) -> bytes:
        try:
            return os.read(self._ends.reading, _PIECE)
        except OSError:
            return b""

    def _take(self, line: bytes) -> bool:
        try:
            order: Order = read_order(line)
        except msgspec.DecodeError:
            return False
        self.ordered.emit(order)
        return True
