"""The one place that writes to the clipboard.

A secret and a plain text come in by two doors, so that what has to be done for secrets alone (marks for clipboard
histories, emptying it after a while) has its place here and nowhere else.
"""

from PySide6.QtGui import QGuiApplication

from ledgerpass.secret import Secret


class SystemClipboard:
    """The desktop's clipboard."""

    def put_secret(self, secret: Secret) -> None:
        """Copy a token, or a line that holds one."""
        self.put_text(secret.reveal())

    def put_text(self, text: str) -> None:
        """Copy what is no secret: an address, details for the IT person."""
        QGuiApplication.clipboard().setText(text)
