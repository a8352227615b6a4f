"""A program that is measured, in a process of its own: told to sign in, brought its answer, and looked at meanwhile."""

import contextlib
import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Self

import psutil

from tests.bench.browser import deliver
from tests.support.scripted_browser import get

_ROOT = Path(__file__).parents[2]
_OURS = Path(sys.executable)
_THEIRS = _ROOT / ".venv-bench" / "bin" / "python"
_AT_MOST = 60
_USER_TAKES = 0.4
"""Seconds between the address and the answer, at least; a real user takes longer."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A program to measure."""

    name: str
    module: str
    is_ours: bool = False
    options: tuple[str, ...] = ()
    looks_every: float = 0.0
    """Seconds between two looks for an answer, where it looks now and then: the answers are spread over them evenly."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One sign-in: milliseconds from the redirect to three moments.

    They are the exchange's arrival at the provider, the end of the keychain's work (0 where nothing was kept), and the
    end of everything.
    """

    exchange: float
    stored: float
    end: float


@dataclass(frozen=True, slots=True)
class Provider:
    """Where the provider answers."""

    http: int
    https: int
    folder: Path

    def arrived(self, code: str) -> int:
        """Say when a code came to the token endpoint, in nanoseconds of CLOCK_MONOTONIC."""
        return int(get(f"http://127.0.0.1:{self.http}/arrived?{code}").text)


@contextlib.contextmanager
def provider() -> Iterator[Provider]:
    """Run the provider."""
    with tempfile.TemporaryDirectory() as folder, _Process([_OURS, "-m", "tests.bench.provider", folder]) as process:
        http, https = process.hear()
        yield Provider(http, https, Path(folder))


class _Process:
    """A process that is spoken with in lines and ends when its standard input does; it is given a minute for each."""

    def __init__(self, command: list[str | Path]) -> None:
        self._command = command

    def __enter__(self) -> Self:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(self._command, cwd=_ROOT, stdin=pipe, stdout=pipe, text=True)
        self.pid = self._process.pid
        return self

    def __exit__(self, *_error: object) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        try:
            self._process.wait(_AT_MOST)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()

    def tell(self, line: str) -> None:
        """Send a line."""
        assert self._process.stdin
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def hear(self) -> Any:  # noqa: ANN401 - JSON is anything until it is looked at
        """Wait for a line of JSON."""
        assert self._process.stdout
        with _no_longer_than(_AT_MOST):
            line = self._process.stdout.readline()
        if not line:
            message = f"it ended: {self._command}"
            raise RuntimeError(message)
        return json.loads(line)


class Running(_Process):
    """A contestant at work; it is ready when the context is entered."""

    def __init__(self, contestant: Contestant, where: Provider) -> None:
        """Start `contestant`, which signs in at the provider `where`."""
        python = _OURS if contestant.is_ours else _THEIRS
        ports = [str(where.http), str(where.https), str(where.folder)]
        super().__init__([python, "-m", contestant.module, *ports, *contestant.options])
        self._provider = where
        self._looks_every = contestant.looks_every

    def __enter__(self) -> Self:
        """Wait until it is ready."""
        super().__enter__()
        assert self.hear() == {"ready": True}
        return self

    def sign_in(self, at: float = 0.0) -> SignedIn:
        """Have it sign in, and be the user and his browser; `at` is where in its time between two looks he is done."""
        address = self.begin()
        time.sleep(_USER_TAKES + at * self._looks_every)
        return self.end(address)

    def begin(self) -> str:
        """Have it begin; gives the address that it shows."""
        self.tell("sign in")
        return str(self.hear()["address"])

    def end(self, address: str) -> SignedIn:
        """Bring it the answer, and wait until it has done with it."""
        delivered = deliver(address)
        told = self.hear()
        exchange = self._provider.arrived(delivered.code)
        moments = (exchange, told.get("stored", delivered.at), told["done"])
        return SignedIn(*((moment - delivered.at) / 1e6 for moment in moments))

    def bare(self) -> float:
        """Have it do the bare work; gives milliseconds."""
        self.tell("bare")
        return float(self.hear()["bare"]) / 1e6

    def cpu(self) -> float:
        """Seconds of CPU that it has used, all threads together."""
        return time.clock_gettime((~self.pid << 3) | 2)  # as clock_getcpuclockid(3) makes it; finer than /proc

    def memory(self) -> tuple[float, float]:
        """USS and RSS, in MB."""
        full = psutil.Process(self.pid).memory_full_info()
        return full.uss / 1e6, full.rss / 1e6


@contextlib.contextmanager
def _no_longer_than(seconds: int) -> Iterator[None]:
    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
