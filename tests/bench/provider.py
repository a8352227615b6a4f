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
_painted: dict[str, int] = {}

# the second frame is begun when the first one has been painted
_SIGN_IN = b"""<!doctype html><html lang="en"><title>Sign in</title><h1>Sign in</h1><script>
const asked = new URLSearchParams(location.search), state = asked.get("state");
requestAnimationFrame(() => requestAnimationFrame(async () => {
  await fetch("/painted?" + state);
  location.replace(asked.get("redirect_uri") + "?code=" + crypto.randomUUID() + "&state=" + state);
}));
</script>"""


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
        """Show the sign-in, which answers by itself; tell the companies, msal's metadata, or when something came."""
        path, _, query = self.path.partition("?")
        match path:
            case "/authorize":
                self._send(_SIGN_IN, "text/html")
            case "/painted":
                _painted[query] = time.monotonic_ns()
                self._say({})
            case "/painted_at":
                self._say(_painted.get(query))
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
        self._send(json.dumps(content).encode(), "application/json")

    def _send(self, body: bytes, kind: str) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
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
