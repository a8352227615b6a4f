"""A certificate that nobody on this computer trusts, as a company's inspecting network shows one."""

import ssl
import subprocess
from pathlib import Path


def nobodys_certificate(folder: Path, name: str = "IP:127.0.0.1") -> ssl.SSLContext:
    """Make one for `name`, signed by itself, and give a server's context that shows it.

    `certificate.pem` in `folder` is what has to be trusted by those who want to believe it.
    """
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Acme Inspection"]
    files = ["-addext", f"subjectAltName={name}", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*request, *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
