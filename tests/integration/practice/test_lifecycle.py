"""Starting, stopping, starting again: what stays and what must not."""

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import httpx2
import psutil
import pytest

from ledgerpass.practice.company import PracticeCompany
from tests.integration.practice.conftest import SEAL
from tests.integration.practice.peer import Peer


@pytest.fixture
def company() -> Iterator[PracticeCompany]:
    company = PracticeCompany(SEAL, ports=(0,))
    company.start()
    yield company
    company.stop()


def port_of(origin: str) -> int:
    return int(origin.rpartition(":")[2])


def listening_ports() -> set[int]:
    return {each.laddr.port for each in psutil.Process().net_connections() if each.status == psutil.CONN_LISTEN}


def test_it_listens_when_start_returns_and_on_loopback_alone() -> None:
    company = PracticeCompany(SEAL, ports=(0,))
    origin = company.start()
    try:
        socket.create_connection(("127.0.0.1", port_of(origin)), timeout=5).close()
        bound = [each.laddr.ip for each in psutil.Process().net_connections() if each.status == psutil.CONN_LISTEN]
        assert set(bound) == {"127.0.0.1"}
        assert company.origin == origin == f"http://127.0.0.1:{port_of(origin)}"
        assert company.start() == origin
    finally:
        company.stop()


def test_stopping_leaves_no_thread_and_no_socket() -> None:
    threads, ports, files = set(threading.enumerate()), listening_ports(), psutil.Process().num_fds()
    company = PracticeCompany(SEAL, ports=(0,))
    with httpx2.Client(trust_env=False) as http:
        assert http.get(company.start() + "/connect").status_code == 200
        company.stop()
    assert set(threading.enumerate()) == threads
    assert listening_ports() == ports
    assert psutil.Process().num_fds() <= files
    assert company.origin is None
    company.stop()


def test_stopping_waits_for_no_browser_that_only_holds_a_connection() -> None:
    company = PracticeCompany(SEAL, ports=(0,))
    port = port_of(company.start())
    idle = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(20)]
    idle[0].sendall(b"GET /connect HT")
    idle[1].sendall(f"HEAD / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    assert idle[1].recv(65536).startswith(b"HTTP/1.1 200 ")
    began = time.monotonic()
    company.stop()
    assert time.monotonic() - began < 2.5
    assert all(each.recv(1) == b"" for each in idle)
    for each in idle:
        each.close()


def test_stopping_at_once_is_clean() -> None:
    company = PracticeCompany(SEAL, ports=(0,))
    company.start()
    company.stop()
    assert "practice company" not in {thread.name for thread in threading.enumerate()}


def test_the_port_is_free_for_the_next_start() -> None:
    company = PracticeCompany(SEAL, ports=(0,))
    port = port_of(company.start())
    company.stop()
    again = PracticeCompany(SEAL, ports=(port,))
    try:
        assert port_of(again.start()) == port
    finally:
        again.stop()


def test_a_taken_port_leads_to_the_next(company: PracticeCompany) -> None:
    assert company.origin
    taken = port_of(company.origin)
    second = PracticeCompany(SEAL, ports=(taken, 0))
    try:
        assert port_of(second.start()) != taken
    finally:
        second.stop()


def test_no_free_port_is_an_error_and_leaves_nothing_behind(company: PracticeCompany) -> None:
    assert company.origin
    second = PracticeCompany(SEAL, ports=(port_of(company.origin),))
    with pytest.raises(OSError, match="in use"):
        second.start()
    assert second.origin is None


def test_signals_are_left_alone() -> None:
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(number) for number in numbers]
    company = PracticeCompany(SEAL, ports=(0,))
    company.start()
    try:
        assert [signal.getsignal(number) for number in numbers] == before
    finally:
        company.stop()


def test_tokens_work_on_after_a_restart_with_the_same_seal(peer: Peer, company: PracticeCompany) -> None:
    tokens = peer.exchange(peer.code()).json()
    company.stop()
    again = PracticeCompany(SEAL, ports=(0,))
    later = Peer(again.start(), peer.http)
    try:
        assert later.companies(tokens["access_token"]).status_code == 200
        assert later.companies(again.personal_token.reveal()).status_code == 200
        assert again.personal_token == company.personal_token
        assert later.refresh(tokens["refresh_token"]).status_code == 200
    finally:
        again.stop()


def test_another_seal_refuses_every_token(peer: Peer, company: PracticeCompany) -> None:
    tokens = peer.exchange(peer.code()).json()
    other = PracticeCompany(bytes(32), ports=(0,))
    later = Peer(other.start(), peer.http)
    try:
        assert later.companies(tokens["access_token"]).status_code == 401
        assert later.companies(company.personal_token.reveal()).status_code == 401
        assert later.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"
    finally:
        other.stop()


def test_a_host_that_is_not_ours_gets_nothing(peer: Peer) -> None:
    port = port_of(peer.origin)
    for host in (f"localhost:{port}", f"evil.example:{port}", "127.0.0.1", "evil.example"):
        answer = peer.get("/connect", {"Host": host})
        assert answer.status_code == 421
        assert "practice-" not in answer.text


def test_nothing_secret_is_logged_even_at_the_chattiest(peer: Peer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    code = peer.code()
    tokens = peer.exchange(code).json()
    peer.companies(tokens["access_token"])
    peer.refresh(tokens["refresh_token"])
    # the client of this test logs its own traffic
    ours = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("http"))
    for secret in (code, tokens["access_token"], tokens["refresh_token"]):
        assert secret not in ours


def test_nothing_heavy_is_loaded_before_it_is_started() -> None:
    heavy = "{'starlette', 'uvicorn', 'oauthlib'} & set(sys.modules)"
    script = f"import sys, ledgerpass.practice.company; print({heavy})"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert loaded.stdout == "set()\n"


def test_a_wrapper_stands_before_everything() -> None:
    def out_of_order(_: object) -> Callable[..., Awaitable[None]]:
        async def answer(_scope: object, _receive: object, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
            await send({"type": "http.response.start", "status": 503, "headers": []})
            await send({"type": "http.response.body", "body": b""})

        return answer

    company = PracticeCompany(SEAL, ports=(0,), wrappers=[out_of_order])
    try:
        assert httpx2.get(company.start() + "/", trust_env=False).status_code == 503
    finally:
        company.stop()
