"""A company's own certificate authority, which nobody knows until he is told; its servers show what it signed."""

import ssl
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_DAY = timedelta(days=1)


class Authority:
    """Signs certificates; `certificate` (PEM) makes it known."""

    def __init__(self, name: str = "Jansen Inspection") -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _named(name)
        parts = _begun(self._name, self._name, self._key.public_key(), 0)
        usage = x509.KeyUsage(
            digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
            key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
        )  # fmt: skip
        parts = parts.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        self._own = parts.add_extension(usage, critical=True).sign(self._key, hashes.SHA256())

    @property
    def certificate(self) -> str:
        return self._own.public_bytes(serialization.Encoding.PEM).decode()

    def server(self, *names: str, days_ago: int = 0) -> ssl.SSLContext:
        """Give a server's context for `names`; its certificate runs out two days after it was made, `days_ago`.."""
        key = ec.generate_private_key(ec.SECP256R1())
        parts = _begun(self._name, _named(names[0]), key.public_key(), days_ago)
        parts = parts.add_extension(x509.SubjectAlternativeName([x509.DNSName(each) for each in names]), critical=False)
        parts = parts.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        signed = parts.sign(self._key, hashes.SHA256())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "server.pem")
            own = key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            file.write_bytes(own + signed.public_bytes(serialization.Encoding.PEM))
            context.load_cert_chain(file)
        return context


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _begun(
    issuer: x509.Name, subject: x509.Name, key: ec.EllipticCurvePublicKey, days_ago: int
) -> x509.CertificateBuilder:
    begins = datetime.now(UTC) - days_ago * _DAY - _DAY
    parts = x509.CertificateBuilder().issuer_name(issuer).subject_name(subject).public_key(key)
    parts = parts.serial_number(x509.random_serial_number())
    return parts.not_valid_before(begins).not_valid_after(begins + 3 * _DAY)
