"""The bare cost beside the embedded browser: Qt's own view of a page, and nothing else; ends when the page leads on.

python -m tests.bench.programs.bare_view ADDRESS
"""

import sys

from PySide6.QtCore import QUrl
from PySide6.QtWebEngineWidgets import QWebEngineView  # noqa: TID251 - a peer, in a process of its own
from PySide6.QtWidgets import QApplication


def main() -> int:
    """Show the page."""
    application = QApplication(sys.argv[:1])
    view = QWebEngineView()
    view.resize(860, 740)
    view.urlChanged.connect(lambda url: application.quit() if url.path() != "/authorize" else None)
    view.load(QUrl(sys.argv[1]))
    view.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
