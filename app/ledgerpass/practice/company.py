"""The practice company: a provider on this computer, for trying everything without an account anywhere.

It is a real server with real checks, in a thread of its own, bound to 127.0.0.1 alone. It is light until it is started:
the server, the web framework and oauthlib's server side are loaded then. Nothing of it is written to a file; the key
that its tokens are sealed with comes from outside, so that whoever keeps the key keeps the tokens working.
"""

import logging
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ledgerpass.practice.seal import Seal
from ledgerpass.practice.terms import Terms
from ledgerpass.practice.tokens import Tokens
from ledgerpass.secret import Secret

if TYPE_CHECKING:  # loading these takes a tenth of a second, which only a start should cost
    from starlette.types import ASGIApp
    from uvicorn import Server

HOST = "127.0.0.1"
PORTS = (17613, 0)
"""The port that is tried first, below the range that systems give out by themselves; 0 means any free one."""

_PATIENCE = 5.0
"""How long a stop waits for the thread, in seconds; it takes a fraction of one."""


class PracticeCompany:
    """Starts and stops the practice company. Not for use from two threads at once."""

    def __init__(
        self,
        seal: bytes,
        *,
        terms: Terms = Terms(),  # noqa: B008 - frozen
        ports: Sequence[int] = PORTS,
        clock: Callable[[], float] = time.time,
        wrappers: "Sequence[Callable[[ASGIApp], ASGIApp]]" = (),
    ) -> None:
        """Get ready; nothing runs yet.

        `seal` is the key for its tokens, 32 bytes. `ports` are tried in order. `clock` gives seconds since 1970-01-01
        UTC. `wrappers` are put around the application, the last one outermost.

        Raises:
            ValueError: the seal is not 32 bytes long.
        """
        self._tokens = Tokens(Seal(seal), terms, clock)
        self._terms = terms
        self._ports = tuple(ports)
        self._clock = clock
        self._wrappers = tuple(wrappers)
        self._running: _Running | None = None

    @property
    def origin(self) -> str | None:
        """Where it answers, such as `http://127.0.0.1:17613`; None while it doesn't run."""
        return self._running.origin if self._running else None

    @property
    def personal_token(self) -> Secret:
        """The token that its page shows the user."""
        return Secret(self._tokens.personal())

    def start(self) -> str:
        """Start, and give the origin; it is listening when this returns.

        Blocks for about a fifth of a second the first time.

        Raises:
            OSError: none of the ports is free.
        """
        if self._running is None:
            listening = _listen(self._ports)
            origin = f"http://{HOST}:{listening.getsockname()[1]}"
            try:
                self._running = _Running(origin, listening, self._server(origin))
            except BaseException:
                listening.close()
                raise
        return self._running.origin

    def stop(self) -> None:
        """Stop, and wait until thread and sockets are gone, half a second at most. Harmless when it doesn't run."""
        if self._running is not None:
            running, self._running = self._running, None
            running.end()

    def _server(self, origin: str) -> "Server":
        from uvicorn import Config, Server  # noqa: PLC0415 - loaded when started

        from ledgerpass.practice.application import build  # noqa: PLC0415 - likewise

        # at its chattiest oauthlib writes codes and tokens into the log
        logging.getLogger("oauthlib").setLevel(logging.WARNING)
        app = build(origin, self._tokens, self._terms, self._clock)
        for wrapper in self._wrappers:
            app = wrapper(app)
        config = Config(
            app,
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        config.load()
        return Server(config)


class _Running:
    """One run: a server in a thread."""

    def __init__(self, origin: str, listening: socket.socket, server: "Server") -> None:
        self.origin = origin
        self._listening = listening
        self._server = server
        # outside the main thread the server leaves the signals alone
        self._thread = threading.Thread(target=server.run, args=([listening],), name="practice company", daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._server.should_exit = True
        self._thread.join(_PATIENCE)
        self._listening.close()


def _listen(ports: Sequence[int]) -> socket.socket:
    """Listen on the first of the ports that is free."""
    refusal = OSError("no port was given")
    for port in ports:
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            # a second listener is refused on either system, and so is one that would take the port over (RFC 8252
            # appendix B)
            if sys.platform == "win32":
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((HOST, port))
            listening.listen()
        except OSError as error:
            listening.close()
            refusal = error
        else:
            return listening
    raise refusal
