"""Ledgerpass below its window, doing the job: sign in, prove by a call of the API, keep in the keychain, list.

It tells when the keychain had done its work, which ends with reading back what was written. With `--qt` it runs under
qasync, as below the window; without, on asyncio, as in a terminal.

It also does the bare work on demand: the same exchange and the same call with the same HTTP client, then one write and
one read of the same text in the keychain by keyring itself, one after the other, with nothing looked at, judged or
listed.

    python -m tests.bench.programs.ledgerpass HTTP_PORT HTTPS_PORT FOLDER [--qt]
"""

import asyncio
import sys
import tempfile
import threading
import time
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.backends.SecretService import Keyring

from ledgerpass.assembly.program import Program, running
from ledgerpass.connections.credential import Credential
from ledgerpass.connections.credential_text import write_credential
from ledgerpass.connections.keychain import SystemKeychain
from ledgerpass.flows.http import HttpClient
from ledgerpass.http_message import HttpRequest
from ledgerpass.oauth2.token_response import read_token_response
from ledgerpass.secret import Secret
from ledgerpass.wizard.state import Done, SigningIn, State
from tests.bench.programs.dialogue import say
from tests.bench.programs.provider_file import write_provider_file
from tests.support.journey import PAGES, fill_in

_SERVICE = "Ledgerpass benchmark"
_FORM = {"Content-Type": Secret("application/x-www-form-urlencoded"), "Accept": Secret("application/json")}


class _TimedKeychain(SystemKeychain):
    """The keychain, and when it last gave something back."""

    read_at = 0

    def read(self, service: str) -> Secret | None:
        try:
            return super().read(service)
        finally:
            self.read_at = time.monotonic_ns()


class _Measured:
    """Signs in by the program, or does the bare work."""

    def __init__(self, built: Program, keychain: _TimedKeychain, origin: str) -> None:
        self._built, self._keychain, self._origin = built, keychain, origin
        self._http = HttpClient("Ledgerpass/bench")
        self._ended: asyncio.Future[Done] = asyncio.get_running_loop().create_future()
        self._done_at = 0
        built.connecting.watch(self._look)

    async def sign_in(self) -> None:
        """Connect, tell when it was done, and remove what was kept."""
        self._ended = asyncio.get_running_loop().create_future()
        await fill_in(self._built.connecting, self._built, "bench", "sign-in")
        self._built.connecting.start()
        connection = (await self._ended).connection
        say(stored=self._keychain.read_at, done=self._done_at)
        await self._built.vault.forget(connection.id, connection.slot)
        self._built.register.erase(connection.id)

    async def bare(self) -> None:
        """Tell how long the bare work takes, in nanoseconds."""
        keychain: KeyringBackend = Keyring()  # type: ignore[no-untyped-call]  # carries no types here
        began = time.monotonic_ns()
        body = Secret("grant_type=authorization_code&client_id=bench&code=bare")
        answer = await self._http.send(
            HttpRequest(method="POST", url=f"{self._origin}/token", headers=_FORM, body=body)
        )
        issued = read_token_response(answer, now=time.time())
        bearer = {"Authorization": Secret(f"Bearer {issued.access_token.reveal()}")}
        await self._http.send(HttpRequest(method="GET", url=f"{self._origin}/companies", headers=bearer))
        keychain.set_password(_SERVICE, "bench", write_credential(Credential(fields={}, issued=issued)))
        kept = keychain.get_password(_SERVICE, "bench")
        took = time.monotonic_ns() - began
        keychain.delete_password(_SERVICE, "bench")
        say(bare=took if kept else None)

    async def close(self) -> None:
        """Close what the bare work used."""
        await self._http.close()

    def _look(self, state: State) -> None:
        if isinstance(state, Done):
            self._done_at = time.monotonic_ns()
            self._ended.set_result(state)
        elif isinstance(state, SigningIn) and state.trouble:
            self._ended.set_exception(state.trouble)


def _open(address: str) -> bool:
    say(address=address)
    return True


async def _obey(origin: str) -> None:
    orders: asyncio.Queue[str] = asyncio.Queue()
    threading.Thread(target=_listen, args=(asyncio.get_running_loop(), orders), daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        providers = Path(folder, "providers")
        write_provider_file(providers, origin)
        keychain = _TimedKeychain()
        async with running(
            profile=Path(folder, "profile"),
            provider_folders=(providers,),
            keychain=keychain,
            open_address=_open,
            pages=PAGES,
        ) as built:
            measured = _Measured(built, keychain, origin)
            say(ready=True)
            while order := await orders.get():
                await (measured.bare() if order == "bare" else measured.sign_in())
            await measured.close()


def _listen(loop: asyncio.AbstractEventLoop, orders: asyncio.Queue[str]) -> None:
    for line in sys.stdin:
        loop.call_soon_threadsafe(orders.put_nowait, line.strip())
    loop.call_soon_threadsafe(orders.put_nowait, "")


def main() -> None:
    """Sign in, or do the bare work, as often as asked."""
    work = _obey(f"http://127.0.0.1:{sys.argv[1]}")
    if "--qt" not in sys.argv:
        asyncio.run(work)
        return
    from ledgerpass.ui.event_loop import run  # noqa: PLC0415
    from ledgerpass.ui.identity import make_application  # noqa: PLC0415 - Qt is loaded for this alone

    run(make_application(), work)


if __name__ == "__main__":
    main()
