"""The part of Windows' credential interface that keyring calls, by what is documented of it, over a dictionary."""

from collections.abc import Iterator
from contextlib import contextmanager

import keyring.backends.Windows
import pytest

GREATEST_BLOB = 2560  # CRED_MAX_CREDENTIAL_BLOB_SIZE, in bytes
_NOT_FOUND = 1168
_BAD_STUB_DATA = 1783


class WindowsError(Exception):
    """What pywin32 raises."""

    def __init__(self, winerror: int, funcname: str, strerror: str) -> None:
        super().__init__(winerror, funcname, strerror)
        self.winerror = winerror
        self.funcname = funcname


class Credentials:
    """win32cred. An item holds at most `greatest_blob` bytes."""

    CRED_TYPE_GENERIC = 1
    CRED_PERSIST_LOCAL_MACHINE = 2
    CRED_PERSIST_ENTERPRISE = 3

    error = WindowsError

    def __init__(self, greatest_blob: int = GREATEST_BLOB) -> None:
        self.kept: dict[str, dict[str, object]] = {}
        self._greatest_blob = greatest_blob

    def CredWrite(self, credential: dict[str, object], flags: int) -> None:  # noqa: ARG002, N802
        blob = str(credential["CredentialBlob"]).encode("utf-16-le")
        if len(blob) > self._greatest_blob:
            raise WindowsError(_BAD_STUB_DATA, "CredWrite", "The stub received bad data")
        self.kept[str(credential["TargetName"])] = {**credential, "CredentialBlob": blob}

    def CredRead(self, Type: int, TargetName: str) -> dict[str, object]:  # noqa: ARG002, N802, N803
        if TargetName not in self.kept:
            raise WindowsError(_NOT_FOUND, "CredRead", "Element not found")
        return self.kept[TargetName]

    def CredDelete(self, Type: int, TargetName: str) -> None:  # noqa: ARG002, N802, N803
        if TargetName not in self.kept:
            raise WindowsError(_NOT_FOUND, "CredDelete", "Element not found")
        del self.kept[TargetName]


@contextmanager
def windows_credentials(greatest_blob: int = GREATEST_BLOB) -> Iterator[Credentials]:
    """Have keyring find it, as on Windows."""
    kept = Credentials(greatest_blob)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyring.backends.Windows, "win32cred", kept, raising=False)
        patch.setattr(keyring.backends.Windows, "pywintypes", kept, raising=False)
        patch.setattr(keyring.backends.Windows, "missing_deps", False)
        yield kept
