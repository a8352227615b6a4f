"""A keychain of files, for programs that share one and are killed: a write is there wholly or not at all, as in any.

It is a hundred times as quick as a real keychain, so that hundreds of renewals fit into a test.
"""

import os
import time
from pathlib import Path
from urllib.parse import quote

from ledgerpass.errors import KeychainRefused
from ledgerpass.secret import Secret


class FileKeychain:
    """One file an item, in a folder that is there. Every change takes `pause` seconds before it is made, and after."""

    name = "keychain of files"

    def __init__(self, folder: Path, pause: float = 0.0) -> None:
        self._folder = folder
        self._pause = pause

    def look(self) -> None:
        """It can always be used."""

    def unlock(self) -> None:
        """It is never locked."""

    def open_with(self, passphrase: Secret) -> None:  # noqa: ARG002 - nothing opens it
        raise KeychainRefused(keychain=self.name, reason="it has no passphrase")

    def make_sealed_file(self, passphrase: Secret, *, in_place_of_the_old: bool = False) -> None:  # noqa: ARG002
        raise KeychainRefused(keychain=self.name, reason="it is no sealed file")

    def read(self, service: str) -> Secret | None:
        try:
            return Secret(self._file(service).read_text(encoding="ascii"))
        except FileNotFoundError:
            return None

    def write(self, service: str, secret: Secret) -> None:
        beside = self._folder / f"{quote(service)}.{os.getpid()}"
        beside.write_text(secret.reveal(), encoding="ascii")
        time.sleep(self._pause)
        beside.replace(self._file(service))
        time.sleep(self._pause)

    def delete(self, service: str) -> None:
        time.sleep(self._pause)
        self._file(service).unlink(missing_ok=True)
        time.sleep(self._pause)

    def _file(self, service: str) -> Path:
        return self._folder / quote(service)
