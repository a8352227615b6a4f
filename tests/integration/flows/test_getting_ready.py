"""What a fresh process's first exchange would have to wait for is loaded before the browser comes back."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from ledgerpass.flows.http import HttpClient
from ledgerpass.http_message import HttpRequest
from tests.support.tcp_server import says, serving

_ROOT = Path(__file__).parents[3]
_OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

# Prints what the first request loads of the libraries that it goes through.
_FIRST_REQUEST = """
import asyncio, sys
from ledgerpass.flows.http import HttpClient
from ledgerpass.flows.obtain import Obtain
from ledgerpass.flows.wish import Wish
from ledgerpass.http_message import HttpRequest
from ledgerpass.providers.catalogue import read_catalogue
from ledgerpass.resource_files import resource_path
from tests.support.following_agent import FollowingAgent
from tests.support.tcp_server import says, serving

async def main(looks):
    provider = read_catalogue([resource_path("providers")]).providers["practice"]
    http = HttpClient("Ledgerpass/test")
    async with serving(says(%r)) as served:
        address = f"http://127.0.0.1:{served.port}"
        wish = Wish(provider=provider, way=provider.way("sign-in"), values={"practice": address}, fields={})
        if looks:
            assert await Obtain(http, FollowingAgent()).quick_look(wish) == ()
        loaded = set(sys.modules)
        await http.send(HttpRequest(method="GET", url=address))
    await http.close()
    libraries = ("httpx2", "httpcore2", "anyio", "encodings")
    print(*sorted(name for name in set(sys.modules) - loaded if name.startswith(libraries)))

asyncio.run(main(sys.argv[1] == "looks"))
"""


def _loaded_by_the_first_request(look: str) -> str:
    command = [sys.executable, "-c", _FIRST_REQUEST % _OK, look]
    return subprocess.run(command, cwd=_ROOT, check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize(("look", "loads_something"), [("looks", False), ("does not look", True)])
def test_after_the_quick_look_the_first_request_loads_no_library_any_more(look: str, loads_something: bool) -> None:  # noqa: FBT001
    assert bool(_loaded_by_the_first_request(look)) is loads_something


async def test_a_request_that_does_not_wait_for_it_is_answered_all_the_same() -> None:
    http = HttpClient("Ledgerpass/test")
    async with serving(says(_OK)) as served:
        request = HttpRequest(method="GET", url=f"http://127.0.0.1:{served.port}/")
        response, _ = await asyncio.gather(http.send(request), http.get_ready())
        again = await http.send(request)
    await http.close()
    assert (response.body, again.body) == (b"ok", b"ok")
