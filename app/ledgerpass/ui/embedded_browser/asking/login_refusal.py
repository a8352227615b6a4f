"""Says no to a server that asks who the user is, so that it shows what it has for strangers (RFC 9110 section 15.5.2).

Qt takes the answer as a no when the login is a null one, which C++ says by assigning `QAuthenticator()`. Python can't
assign to it; an empty login that is left as it is counts as a name and a password without letters, and the web engine
sends them thirty times and then gives the page up. So the pointer that a `QAuthenticator` consists of, for all of Qt 6,
is set to null by hand, which is what the assignment does. The few bytes that it led to are given up with the process.
"""

import ctypes

import shiboken6
from PySide6.QtNetwork import QAuthenticator


def refuse(login: QAuthenticator) -> None:
    """Answer with no; to be said while the web engine asks."""
    if not login.isNull():
        (place,) = shiboken6.getCppPointer(login)
        ctypes.c_void_p.from_address(place).value = None
