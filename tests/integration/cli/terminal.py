"""`ledgerpass` as a real process: on a terminal of its own, or with pipes as a script has them."""

import contextlib
import os
import pty
import select
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

PATIENCE = 40.0
"""Seconds that anything may take before the test fails; nothing takes a tenth of it."""

# Makes the terminal on standard input the controlling one, as a terminal window does, so that its keys send signals.
_TAKE_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-m", "ledgerpass", *sys.argv[1:]])
"""
# Starts it as a shell does with `&`, and tells whether the system stopped it for touching the terminal.
_IN_THE_BACKGROUND = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
child = os.fork()
if child == 0:
    os.setpgid(0, 0)
    os.execv(sys.executable, [sys.executable, "-m", "ledgerpass", *sys.argv[1:]])
_, status = os.waitpid(child, os.WUNTRACED)
if os.WIFSTOPPED(status):
    os.kill(child, 9)
    sys.exit("stopped")
sys.exit(os.waitstatus_to_exitcode(status))
"""
_ADDRESS = "\nhttp"


def command(*arguments: object) -> list[str]:
    """Give the command line of `ledgerpass` with these arguments."""
    return [sys.executable, "-m", "ledgerpass", *map(str, arguments)]


def run(
    *arguments: object, given: str = "", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run it to its end, with `given` on standard input."""
    return subprocess.run(
        command(*arguments),
        input=given,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def address_in(text: str) -> str | None:
    """Find the address to sign in at, once its whole line is there."""
    line, end, _ = text.partition(_ADDRESS)[2].partition("\n")
    return f"http{line.strip()}" if end else None


@dataclass
class Script:
    """It runs with pipes; what it says on standard error is in a file that can be looked into meanwhile."""

    process: subprocess.Popen[str]
    errors: Path

    @property
    def said(self) -> str:
        return self.errors.read_text(encoding="utf-8")

    def address(self) -> str:
        """Wait for the address to sign in at."""
        self.wait_for(_ADDRESS)
        while (address := address_in(self.said)) is None:
            time.sleep(0.01)
        return address

    def wait_for(self, words: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while words not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.01)

    def send(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def end(self) -> int:
        """Close standard input, wait for the end and give the exit code."""
        assert self.process.stdin
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        return self.process.wait(PATIENCE)

    def result(self) -> str:
        assert self.process.stdout
        return self.process.stdout.read()


@contextlib.contextmanager
def script(*arguments: object, environment: dict[str, str] | None = None) -> Iterator[Script]:
    """Start it with pipes."""
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "errors").open("wb") as errors:
        process = subprocess.Popen(
            command(*arguments),
            env={**os.environ, **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        with _ended(process):
            yield Script(process, Path(errors.name))


@dataclass
class Terminal:
    """It runs on a terminal; its result goes elsewhere, so that the two can be told apart."""

    process: subprocess.Popen[bytes]
    keys: int
    out: IO[bytes]
    shown: str = field(default="")

    def see(self, words: str, times: int = 1) -> str:
        """Wait until the terminal has shown `words` so many times, and give all that it has shown."""
        deadline = time.monotonic() + PATIENCE
        while self.shown.count(words) < times:
            assert time.monotonic() < deadline, self.shown
            assert self._look(deadline - time.monotonic()), f"it has ended: {self.shown}"
        return self.shown

    def address(self) -> str:
        """Wait for the address to sign in at."""
        deadline = time.monotonic() + PATIENCE
        while (address := address_in(self.shown.replace("\r", ""))) is None:
            assert self._look(deadline - time.monotonic()), f"it has ended: {self.shown}"
        return address

    def type(self, text: str) -> None:
        """Type, or paste: what a terminal sends in one go."""
        data = text.encode()
        while data:
            data = data[os.write(self.keys, data[:1024]) :]

    def echoes(self) -> bool:
        """Tell whether the terminal itself shows what is typed."""
        return bool(termios.tcgetattr(self.keys)[3] & termios.ECHO)

    def end(self) -> int:
        """Wait for the end, show the rest, and give the exit code."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < deadline, self.shown
            self._look(0.05)
        while select.select([self.keys], [], [], 0)[0] and self._look(0):
            pass
        return self.process.returncode

    def result(self) -> str:
        return self.out.read().decode()

    def _look(self, seconds: float) -> bool:
        if not select.select([self.keys], [], [], max(0.0, min(seconds, 0.1)))[0]:
            return self.process.poll() is None
        try:
            self.shown += os.read(self.keys, 65536).decode()
        except OSError:  # Linux says so when the other end is closed
            return False
        return True


@contextlib.contextmanager
def terminal(
    *arguments: object, environment: dict[str, str] | None = None, in_the_background: bool = False
) -> Iterator[Terminal]:
    """Start it on a terminal of its own, and there in the background if so wanted."""
    keys, screen = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", _IN_THE_BACKGROUND if in_the_background else _TAKE_TERMINAL, *map(str, arguments)],
        env={**os.environ, **(environment or {})},
        stdin=screen,
        stdout=subprocess.PIPE,
        stderr=screen,
        start_new_session=True,
    )
    assert process.stdout
    try:
        with _ended(process):
            yield Terminal(process, keys, process.stdout)
    finally:
        os.close(screen)
        os.close(keys)


@contextlib.contextmanager
def _ended(process: "subprocess.Popen[str] | subprocess.Popen[bytes]") -> Iterator[None]:
    with process:
        try:
            yield
        finally:
            process.kill()
