"""Ledgerpass looking after many connections: renews every one of them, then does the bare work as often.

The bare work is the same request with the same HTTP client, then one write and one read of the same text in the
keychain by keyring itself, with nothing locked, written down, judged or listed.

    python -m tests.bench.programs.upkeep HTTP_PORT HOW_MANY
"""

import asyncio
import sys
import tempfile
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
from tests.bench.programs.dialogue import say
from tests.bench.programs.kept_connections import forget_connections, keep_connections
from tests.bench.programs.provider_file import write_provider_file
from tests.support.journey import PAGES

_SERVICE = "Ledgerpass benchmark"
_FORM = {"Content-Type": Secret("application/x-www-form-urlencoded"), "Accept": Secret("application/json")}
_BODY = Secret("grant_type=refresh_token&client_id=bench&refresh_token=bare")


async def _renew(program: Program, ids: list[str]) -> list[float]:
    times = []
    for connection_id in ids:
        began = time.perf_counter()
        if not await program.keeper.keep_alive(connection_id):
            message = f"{connection_id} was not renewed"
            raise RuntimeError(message)
        times.append((time.perf_counter() - began) * 1e3)
    return times


async def _bare(origin: str, how_many: int) -> list[float]:
    http = HttpClient("Ledgerpass/bench")
    keychain: KeyringBackend = Keyring()  # type: ignore[no-untyped-call]  # carries no types here
    times = []
    for _ in range(how_many):
        began = time.perf_counter()
        answer = await http.send(HttpRequest(method="POST", url=f"{origin}/token", headers=_FORM, body=_BODY))
        issued = read_token_response(answer, now=time.time())
        keychain.set_password(_SERVICE, "bench", write_credential(Credential(fields={}, issued=issued)))
        keychain.get_password(_SERVICE, "bench")
        times.append((time.perf_counter() - began) * 1e3)
    keychain.delete_password(_SERVICE, "bench")
    await http.close()
    return times


async def _work(origin: str, how_many: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        profile, providers = Path(folder), Path(folder, "providers")
        write_provider_file(providers, origin)
        ids = await keep_connections(profile, how_many)
        async with running(
            profile=profile,
            provider_folders=(providers,),
            keychain=SystemKeychain(),
            open_address=lambda _address: False,
            pages=PAGES,
        ) as program:
            say(renewed=await _renew(program, ids))
        say(bare=await _bare(origin, how_many))
        await forget_connections(ids)


if __name__ == "__main__":
    asyncio.run(_work(f"http://127.0.0.1:{sys.argv[1]}", int(sys.argv[2])))
