"""The pasteboard of macOS, written to directly: Qt has no way to put the marks of a secret there.

It calls the Objective-C runtime through ctypes: `NSPasteboard`'s `clearContents` and `setString:forType:`, with the
types that clipboard managers agreed on (nspasteboard.org). It is written by that documentation, and not verified.
"""

import ctypes
import ctypes.util
from typing import Any

_PLAIN_TEXT = "public.utf8-plain-text"
_MARKS = ("org.nspasteboard.ConcealedType", "org.nspasteboard.TransientType")


def put_concealed(text: str) -> None:
    """Put `text` on the general pasteboard, marked as concealed and not worth keeping.

    Raises:
        OSError: the system's frameworks can't be loaded.
        AttributeError: they are not what they are documented to be.
    """
    objc = ctypes.CDLL(ctypes.util.find_library("objc"))
    ctypes.CDLL(ctypes.util.find_library("AppKit"))
    objc.objc_getClass.restype = objc.sel_registerName.restype = ctypes.c_void_p
    objc.objc_getClass.argtypes = objc.sel_registerName.argtypes = [ctypes.c_char_p]
    pasteboard = _send(objc, objc.objc_getClass(b"NSPasteboard"), "generalPasteboard")
    _send(objc, pasteboard, "clearContents")
    for kind, value in ((_PLAIN_TEXT, text), *((mark, "") for mark in _MARKS)):
        _send(objc, pasteboard, "setString:forType:", _string(objc, value), _string(objc, kind))


def _string(objc: ctypes.CDLL, text: str) -> int:
    kind = objc.objc_getClass(b"NSString")
    return _send(objc, kind, "stringWithUTF8String:", ctypes.c_char_p(text.encode()))


def _send(objc: ctypes.CDLL, receiver: int, selector: str, *values: Any) -> int:  # noqa: ANN401 - whatever the method takes
    # the message function is cast to the method's own shape, as Apple asks on its processors
    shape = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, *[ctypes.c_void_p] * len(values))
    send = ctypes.cast(objc.objc_msgSend, shape)
    answer: int | None = send(receiver, objc.sel_registerName(selector.encode()), *values)
    return answer or 0
