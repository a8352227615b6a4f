"""An HTTP server that keeps the bytes of each request as they came, and says thanks."""

import contextlib
import socketserver
import threading
from collections.abc import Iterator
from typing import Self


class RequestKeeper(socketserver.ThreadingTCPServer):
    """The server. While `gate` is closed it keeps its answers back, so that a test can look at who is asking."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Keep)
        self.requests: list[bytes] = []
        self.asked = threading.Event()
        self.gate = threading.Event()
        self.gate.set()

    @classmethod
    @contextlib.contextmanager
    def running(cls) -> Iterator[Self]:
        with cls() as server:
            thread = threading.Thread(target=server.serve_forever, args=(0.01,))
            thread.start()
            yield server
            server.gate.set()
            server.shutdown()
            thread.join()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def last(self) -> tuple[str, dict[str, str], bytes]:
        """Give the first line, the headers by their names in small letters, and the body of the last request."""
        head, _, body = self.requests[-1].partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        return first, {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}, body


class _Keep(socketserver.StreamRequestHandler):
    server: RequestKeeper

    def handle(self) -> None:
        request = b""
        while not request.endswith(b"\r\n\r\n"):
            request += self.rfile.readline()
        lines = request.lower().split(b"\r\n")
        length = next((int(line[15:]) for line in lines if line.startswith(b"content-length:")), 0)
        self.server.requests.append(request + self.rfile.read(length))
        self.server.asked.set()
        self.server.gate.wait(30)
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nthanks")
