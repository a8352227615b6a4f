"""What tells other programs that a copied text is a secret: keep it out of histories, lists and other computers.

There is no standard for it, only what clipboard managers look for on each system. A mark is a request; a program that
wants to keep the text can.
"""

import sys

from PySide6.QtCore import QMimeData

_YES, _NO = b"\x01\x00\x00\x00", b"\x00\x00\x00\x00"  # a DWORD each
_WINDOWS = {
    # by Microsoft's page on clipboard formats, under cloud clipboard and clipboard history
    "ExcludeClipboardContentFromMonitorProcessing": _YES,  # that it is there is enough
    "CanIncludeInClipboardHistory": _NO,
    "CanUploadToCloudClipboard": _NO,
    # an older agreement among clipboard managers
    "Clipboard Viewer Ignore": _YES,
}
_LINUX = {"x-kde-passwordManagerHint": b"secret"}  # Klipper, GPaste, CopyQ; the value is exactly this


def marked_as_secret(text: str, platform: str = sys.platform) -> QMimeData:
    """Give `text` with the marks of a `platform` (as in `sys.platform`); for macOS see `mac_pasteboard`."""
    data = QMimeData()
    data.setText(text)
    for name, value in (_WINDOWS if platform == "win32" else _LINUX).items():
        data.setData(name, value)
    return data
