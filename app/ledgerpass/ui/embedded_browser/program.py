"""The embedded browser as a program: one window, which opens when it is told an address, and what it reports.

There is no asyncio in this process, so that Qt's own loop runs it.
"""

from ledgerpass.ui.embedded_browser.pipe import Pipe, take_pipe

_HEARTBEAT = 1_000
"""Milliseconds between two signs of life."""
_LAST_WORD = 1_500
"""Milliseconds that the last word can be read."""


def main() -> int:
    """Run until the window is closed or the program that started this has heard enough."""
    ends = take_pipe()  # before the web engine is loaded, which may print
    from ledgerpass.ui.embedded_browser.session import Session, make_traceless_application  # noqa: PLC0415 - see above

    application = make_traceless_application()
    pipe = Pipe(ends)
    session = Session(pipe, heartbeat=_HEARTBEAT, last_word=_LAST_WORD)
    pipe.listen()
    code: int = application.exec()
    session.tear_down()
    return code
