"""Where the redirect arrives: only loopback, on the port that the address names, from before the browser opens."""

import asyncio
import errno
import socket
import sys
from collections.abc import Iterator

import pytest

from ledgerpass.errors import NoPort
from ledgerpass.flows.user_agent import WayBack
from ledgerpass.user_agents.port_holder import holder_of
from tests.support.listening import GOOD, PATH, Opened, browser, judge, listening, nobody_listens_on, status_of
from tests.support.scripted_browser import get


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as lent:
        return int(lent.getsockname()[1])


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        yield taken.getsockname()[1]


@pytest.fixture
def reserved(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """Have the system keep ports for itself, as Windows does for Hyper-V."""
    ports: set[int] = set()
    really = socket.socket.bind

    def refuse(bound: socket.socket, address: tuple[str, int]) -> None:
        if address[1] in ports:
            raise PermissionError(errno.EACCES, "An attempt was made to access a socket in a way forbidden")
        really(bound, address)

    monkeypatch.setattr(socket.socket, "bind", refuse)
    return ports


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
async def test_localhost_is_caught_at_both_of_its_addresses_on_one_port(address: str) -> None:
    async with listening(host="localhost") as at:
        assert at.redirect_uri == f"http://localhost:{at.port}{PATH}"
        answer = await at.raw(f"GET {PATH}?{GOOD} HTTP/1.1\r\nHost: {{host}}\r\n\r\n", address)
        assert status_of(answer) == 303
        assert (await at.arrival).reveal() == f"{at.redirect_uri}?{GOOD}"


async def test_the_literal_of_ipv6_is_caught() -> None:
    async with listening(host="[::1]") as at:
        assert at.redirect_uri == f"http://[::1]:{at.port}{PATH}"
        answer = await at.raw(f"GET {PATH}?{GOOD} HTTP/1.1\r\nHost: {{host}}\r\n\r\n", "::1")
        assert status_of(answer) == 303
        assert await nobody_listens_on(at.port)  # 127.0.0.1 was not promised


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_only_loopback_is_listened_on_never_all_interfaces(host: str) -> None:
    async with listening(host=host) as at:
        for elsewhere in ("127.0.0.2", socket.gethostbyname(socket.gethostname())):
            if elsewhere != "127.0.0.1":
                assert await nobody_listens_on(at.port, elsewhere)


def listen_on(other: socket.socket, port: int) -> None:
    other.bind(("127.0.0.1", port))
    other.listen()


async def test_nobody_else_can_listen_on_the_port_meanwhile() -> None:
    async with listening() as at:
        for reuse in (socket.SO_REUSEADDR, socket.SO_REUSEPORT):
            with socket.socket() as other:
                other.setsockopt(socket.SOL_SOCKET, reuse, 1)
                with pytest.raises(OSError, match="in use"):
                    listen_on(other, at.port)


async def test_the_port_in_the_address_is_held_before_the_browser_is_shown_anything() -> None:
    opened = Opened()
    agent = browser(open_address=opened.open)
    async with listening(agent) as at:
        assert opened == []
        assert not await nobody_listens_on(at.port)
        await at.visit.show("https://acme.example/authorize")
        await at.visit.show("https://acme.example/authorize")
    assert opened == ["https://acme.example/authorize"] * 2


async def test_an_answer_that_comes_before_anybody_can_judge_it_waits_for_its_judge() -> None:
    agent = browser()
    async with agent.visit(WayBack(host="127.0.0.1", path=PATH, provider="Acme")) as visit:
        page = asyncio.create_task(asyncio.to_thread(get, f"{visit.redirect_uri}?{GOOD}"))
        await asyncio.wait((page,), timeout=0.1)
        assert (await visit.bring_back(judge)).reveal() == f"{visit.redirect_uri}?{GOOD}"
        assert "Almost done" in (await page).text
    await agent.close()


async def test_a_taken_port_is_passed_over_for_the_next_candidate(taken_port: int, free_port: int) -> None:
    async with listening(ports=(taken_port, free_port)) as at:
        assert at.port == free_port
        await at.still_catches_the_redirect()


async def test_a_port_whose_other_family_is_taken_is_passed_over(free_port: int) -> None:
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as taken:
        half_taken = taken.getsockname()[1]
        async with listening(host="localhost", ports=(half_taken, free_port)) as at:
            assert at.port == free_port
        assert await nobody_listens_on(half_taken)  # the half that was free has been let go


async def test_a_port_that_the_system_keeps_is_passed_over(free_port: int, reserved: set[int]) -> None:
    reserved.add(47999)
    async with listening(ports=(47999, free_port)) as at:
        assert at.port == free_port


@pytest.mark.parametrize("number", [errno.EACCES, 10013])
async def test_no_free_candidate_is_said_with_all_that_was_tried_and_no_browser_opens(
    monkeypatch: pytest.MonkeyPatch, taken_port: int, number: int
) -> None:
    really = socket.socket.bind

    def refuse(bound: socket.socket, address: tuple[str, int]) -> None:
        if address[1] == 47999:
            raise OSError(number, "forbidden")
        really(bound, address)

    monkeypatch.setattr(socket.socket, "bind", refuse)
    opened = Opened()
    agent = browser(open_address=opened.open)
    with pytest.raises(NoPort) as caught:
        async with listening(agent, ports=(taken_port, 47999)):
            pass
    assert (caught.value.ports, caught.value.reserved) == ((taken_port, 47999), (47999,))
    assert opened == []


@pytest.mark.parametrize(("family", "address", "host"), [(2, "127.0.0.1", "127.0.0.1"), (10, "::1", "localhost")])
async def test_the_program_that_holds_the_port_is_named(family: int, address: str, host: str) -> None:
    code = (
        "import socket, sys\nopen('/proc/self/comm', 'w').write('old-rclone')\n"
        f"s = socket.create_server(('{address}', 0), family={family})\n"
        "print(s.getsockname()[1], flush=True)\nsys.stdin.read()"
    )
    pipe = asyncio.subprocess.PIPE
    other = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdin=pipe, stdout=pipe)
    assert other.stdout
    port = int(await other.stdout.readline())
    with pytest.raises(NoPort) as caught:
        async with listening(host=host, ports=(port,)):
            pass
    await other.communicate(b"")
    assert caught.value.holder == "old-rclone"
    assert not holder_of(port)


async def test_a_machine_without_ipv6_still_has_localhost(monkeypatch: pytest.MonkeyPatch) -> None:
    really = socket.socket.bind

    def refuse(bound: socket.socket, address: tuple[str, int]) -> None:
        if bound.family == socket.AF_INET6:
            raise OSError(errno.EADDRNOTAVAIL, "Cannot assign requested address")
        really(bound, address)

    monkeypatch.setattr(socket.socket, "bind", refuse)
    async with listening(host="localhost") as at:
        await at.still_catches_the_redirect()


async def test_a_fixed_port_is_free_again_at_once_for_the_next_try(free_port: int) -> None:
    agent = browser()
    for _ in range(3):
        async with listening(agent, ports=(free_port,)) as at:
            await at.still_catches_the_redirect()
    await agent.close()


async def test_a_page_of_a_cancelled_try_finds_the_next_one_where_any_port_will_do() -> None:
    agent = browser()
    async with listening(agent) as before:
        assert not before.arrival.done()
    async with listening(agent) as after:
        page = await before.ask(f"{PATH}?code=c&state=of-the-try-before")
        assert (page.status, "from an earlier try" in page.text) == (400, True)
        await after.still_catches_the_redirect()
    await agent.close()


async def test_another_sign_in_at_the_same_time_gets_a_port_of_its_own() -> None:
    agent = browser()
    async with listening(agent) as one, listening(agent) as other:
        assert one.port != other.port
        await other.still_catches_the_redirect()
        await one.still_catches_the_redirect()
    await agent.close()


async def test_a_redirect_address_with_a_query_of_its_own_is_listened_on_as_it_was_promised() -> None:
    async with listening(path=f"{PATH}?office=7") as at:
        assert at.redirect_uri.endswith(f"{PATH}?office=7")
        for query, status in (("office=7", 200), (f"office=7&{GOOD}", 303)):
            assert status_of(await at.raw(f"GET {PATH}?{query} HTTP/1.1\r\nHost: {{host}}\r\n\r\n")) == status
        assert await at.arrival
