"""The benchmark's own provider: answers at once, remembers when each code came to its token endpoint, and no more.

It runs in a process of its own, so that it takes no turn from the program that is measured, and it sends each answer
in one piece, so that no rule of TCP makes a client wait. The same pages are served over http and https, because msal
insists on https. Its first line of output is the two ports.

    python -m tests.bench.provider FOLDER    (the certificate is put into FOLDER)
"""

import json
import secrets
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from tests.support.certificate import nobodys_certificate

_arrived: dict[str, int] = {}


class _Pages(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    origin = ""

    def do_POST(self) -> None:
        """Exchange a code or a refresh token, whatever it is."""
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if "code" in form:
            _arrived[form["code"][0]] = time.monotonic_ns()
        token = {"access_token": secrets.token_urlsafe(32), "refresh_token": secrets.token_urlsafe(32)}
        self._say(token | {"token_type": "Bearer", "expires_in": 3600, "scope": "books"})

    def do_GET(self) -> None:
        """Tell the companies, the metadata that msal asks for, or when a code came."""
        path, _, query = self.path.partition("?")
        match path:
            case "/companies":
                self._say([{"id": "1", "name": "Acme Books"}])
            case "/arrived":
                self._say(_arrived.get(query))
            case _:
                self._say(
                    {
                        "issuer": f"{self.origin}/bench",
                        "authorization_endpoint": f"{self.origin}/bench/authorize",
                        "token_endpoint": f"{self.origin}/bench/token",
                    }
                )

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own name
        """Say nothing: writing takes time."""

    def _say(self, content: object) -> None:
        body = json.dumps(content).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self.wfile.write(head.encode() + body)


class _SecurePages(_Pages):
    pass


def main() -> None:
    """Serve until standard input ends."""
    plain = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    secure = ThreadingHTTPServer(("127.0.0.1", 0), _SecurePages)
    context = nobodys_certificate(Path(sys.argv[1]))
    secure.socket = context.wrap_socket(secure.socket, server_side=True)
    _Pages.origin = f"http://127.0.0.1:{plain.server_port}"
    _SecurePages.origin = f"https://127.0.0.1:{secure.server_port}"
    for server in (plain, secure):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps([plain.server_port, secure.server_port]), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
