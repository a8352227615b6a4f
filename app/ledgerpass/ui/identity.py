"""As what a process of this program appears on the desktop: its name, its icon and its colours.

The window and the embedded browser are two processes, and one program to whoever looks at them.
"""

import sys

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from ledgerpass.resource_files import resource_path
from ledgerpass.ui.theme.appearance import Appearance
from ledgerpass.ui.wording.translation import say


def make_application() -> QApplication:
    """Make the application, in the desktop's colours and under the name that its desktop entry has."""
    QApplication.setApplicationName("ledgerpass")
    QApplication.setDesktopFileName("ledgerpass")
    application = QApplication(sys.argv[:1])
    QApplication.setApplicationDisplayName(say("Ledgerpass"))
    application.setWindowIcon(QIcon(str(resource_path("icons", "ledgerpass.svg"))))
    Appearance(application)
    return application
