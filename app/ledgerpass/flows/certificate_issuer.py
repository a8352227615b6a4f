"""Who signed a certificate that this computer doesn't trust, so that the IT person is told a name and not a riddle.

The connection that asks is made for this alone: nothing is sent over it, and nothing that it says is believed. Where
a proxy stands between, there may be no such connection, and the name stays unknown.
"""

import asyncio
import ssl

_WITHIN = 3.0


async def issuer_of(host: str, port: int) -> str:
    """Give the issuer's common name, or its organisation; empty where it can't be learned within three seconds."""
    try:
        async with asyncio.timeout(_WITHIN):
            return _name(await _certificate(host, port))
    except (OSError, TimeoutError, ValueError):
        return ""


async def _certificate(host: str, port: int) -> bytes:
    unchecked = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    unchecked.check_hostname = False
    unchecked.verify_mode = ssl.CERT_NONE  # it is looked at, not trusted: the call itself was refused
    _, writer = await asyncio.open_connection(host, port, ssl=unchecked, server_hostname=host)
    try:
        transport = writer.get_extra_info("ssl_object")
        return transport.getpeercert(binary_form=True) or b""
    finally:
        writer.close()


def _name(certificate: bytes) -> str:
    from cryptography import x509  # noqa: PLC0415 - loaded only when there is a stranger to name
    from cryptography.x509.oid import NameOID  # noqa: PLC0415

    issuer = x509.load_der_x509_certificate(certificate).issuer
    names = [
        *issuer.get_attributes_for_oid(NameOID.COMMON_NAME),
        *issuer.get_attributes_for_oid(NameOID.ORGANIZATION_NAME),
    ]
    return str(names[0].value) if names else ""
