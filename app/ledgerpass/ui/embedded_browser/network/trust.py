"""Whose certificates are believed in the window beside those that the web engine knows: as in the program's own calls.

On Linux the web engine reads a list of its own and not the operating system's trust store, into which an IT person
puts a company's authority; elsewhere it reads the system's by itself. Here it is told what OpenSSL, and so the rest of
the program, finds there, and what the settings name. Each is an authority more; no check is made weaker by it.
"""

import re
import ssl
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtNetwork import QSslCertificate, QSslConfiguration

_CERTIFICATE = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)  # RFC 7468 section 5
_BY_ITSELF = frozenset({"darwin", "win32"})
"""Where the web engine reads the operating system's trust store."""


def trusted_beside(company: Iterable[str], *, platform: str = sys.platform) -> list[QSslCertificate]:
    """Give the certificates of the operating system, where the web engine doesn't see them, and those of `company`."""
    own = QSslCertificate.fromData("\n".join(company).encode())
    return own if platform in _BY_ITSELF else [*_system_certificates(), *own]


def _system_certificates() -> list[QSslCertificate]:
    # the same one stands in several files: each is read once
    found = dict.fromkeys(each for text in _texts() for each in _CERTIFICATE.findall(text))
    # one by one, because Qt takes three times as long for many in one text
    read = [certificate for each in found if not (certificate := QSslCertificate(each)).isNull()]
    return read or QSslConfiguration.systemCaCertificates()


def _texts() -> Iterator[bytes]:
    """Give what OpenSSL would read: one file, and the files of a folder that it could find by their hash."""
    paths = ssl.get_default_verify_paths()
    files = [Path(paths.cafile)] if paths.cafile else []
    if paths.capath:
        files += sorted(Path(paths.capath).glob("[0-9a-f]" * 8 + ".[0-9]"))
    for file in files:
        try:
            yield file.read_bytes()
        except OSError:
            continue  # a link that leads nowhere
