"""What really happened when a host was not spoken to: looked for below the words of the library that noticed it.

Only a class's name and the system's own words are kept, never the request.
"""

import os
import socket
import ssl
from urllib.parse import urlsplit

from ledgerpass.errors import CertificateNotTrusted, NetworkError, Unreachable
from ledgerpass.flows.certificate_issuer import issuer_of

_HTTPS = 443


async def understood(error: BaseException, url: str) -> NetworkError:
    """Name what kept a request from `url`."""
    what = _translate(error, urlsplit(url).hostname or "")
    if isinstance(what, Unreachable):
        return what
    issuer = await issuer_of(what.host, urlsplit(url).port or _HTTPS)
    return CertificateNotTrusted(host=what.host, reason=what.reason, issuer=issuer)


def _translate(error: BaseException, host: str) -> CertificateNotTrusted | Unreachable:
    cause: BaseException | None = error
    while cause:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return CertificateNotTrusted(host=host, reason=cause.verify_message)
        if isinstance(cause, ssl.SSLError):
            return Unreachable(host=host, reason=f"no secure connection ({cause.reason})")
        if isinstance(cause, socket.gaierror):
            return Unreachable(host=host, reason=f"the name {host} can't be looked up")
        if isinstance(cause, OSError) and cause.errno:
            return Unreachable(host=host, reason=os.strerror(cause.errno))  # asyncio puts words of its own there
        cause = cause.__cause__ or cause.__context__
    return Unreachable(host=host, reason=type(error).__name__)
