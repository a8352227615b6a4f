"""The real program, started twice: the first window comes to the front, and the second start is over in a moment."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_WATCHED = [sys.executable, "-m", "tests.e2e.watched_window"]
_PATIENCE = 30.0
_AT_ONCE = 1.5
"""Seconds that a second start may take here, beside other work; it takes a fifth of one."""


@dataclass
class Window:
    """A program with its window; `seen` is how the window was, one after the other."""

    process: subprocess.Popen[str]
    seen: list[dict[str, bool]] = field(default_factory=list)

    def until(self, wanted: Callable[[dict[str, bool]], bool]) -> None:
        """Wait until the window is so."""
        assert self.process.stdout
        while not (self.seen and wanted(self.seen[-1])):
            line = self.process.stdout.readline()
            assert line, f"it has ended; the window was {self.seen}"
            self.seen.append(json.loads(line))

    def do(self, word: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()


@contextlib.contextmanager
def window(profile: Path, environment: dict[str, str] | None = None) -> Iterator[Window]:
    command = [*_WATCHED, str(profile)]
    environment = {**os.environ, **(environment or {})}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Window(process)
        finally:
            process.kill()


def second_start(*arguments: str, environment: dict[str, str] | None = None) -> tuple[int, str, float]:
    """Start the program as a user does; gives exit code, what was said, and how many seconds it took."""
    began = time.monotonic()
    ran = subprocess.run(
        [sys.executable, "-m", "ledgerpass", *arguments],
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
    return ran.returncode, ran.stdout + ran.stderr, time.monotonic() - began


def is_shown(state: dict[str, bool]) -> bool:
    return state["visible"] and not state["minimised"]


def test_a_second_start_brings_the_first_window_back_and_is_over_in_a_moment(tmp_path: Path) -> None:
    with window(tmp_path) as first:
        first.until(is_shown)
        first.do("minimise")
        first.until(lambda state: state["minimised"])
        code, said, seconds = second_start("--profile", str(tmp_path))
        assert (code, said) == (0, "")
        assert seconds < _AT_ONCE
        first.until(lambda state: is_shown(state) and state["active"])
        first.do("close")
        assert first.process.wait(_PATIENCE) == 0


def test_a_window_that_filled_the_screen_fills_it_again(tmp_path: Path) -> None:
    with window(tmp_path) as first:
        first.until(is_shown)
        first.do("maximise")
        first.until(lambda state: state["maximised"])
        first.do("minimise")
        first.until(lambda state: state["minimised"])
        assert second_start("--profile", str(tmp_path))[0] == 0
        first.until(lambda state: is_shown(state) and state["maximised"])


def test_the_same_profile_by_another_name_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "profile").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "profile")
    with window(tmp_path / "profile") as first:
        first.until(is_shown)
        assert second_start("--profile", str(tmp_path / "link"))[:2] == (0, "")


def test_profiles_have_a_window_each(tmp_path: Path) -> None:
    with window(tmp_path / "one") as one, window(tmp_path / "other") as other:
        one.until(is_shown)
        other.until(is_shown)
        assert [one.process.poll(), other.process.poll()] == [None, None]


def test_another_screen_has_a_window_of_its_own(tmp_path: Path) -> None:
    with window(tmp_path) as one, window(tmp_path, {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":4711"}) as other:
        one.until(is_shown)
        other.until(is_shown)


def test_many_starts_at_once_have_one_window_between_them(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ledgerpass", "--profile", str(tmp_path)]
    with contextlib.ExitStack() as stack:
        starts = [stack.enter_context(subprocess.Popen(command, stderr=subprocess.PIPE)) for _ in range(4)]
        for each in starts:
            stack.callback(each.kill)
        deadline = time.monotonic() + _PATIENCE
        while sum(each.poll() is None for each in starts) > 1:
            assert time.monotonic() < deadline, "more than one window is open"
            time.sleep(0.02)
        (left,) = [each for each in starts if each.poll() is None]
        assert [each.returncode for each in starts if each is not left] == [0, 0, 0]


def test_after_a_crash_the_next_start_is_a_first_one(tmp_path: Path) -> None:
    with window(tmp_path) as first:
        first.until(is_shown)
        first.process.kill()
        first.process.wait()
    with window(tmp_path) as next_one:
        next_one.until(is_shown)
        assert second_start("--profile", str(tmp_path))[:2] == (0, "")


def test_after_the_window_was_closed_the_next_start_is_a_first_one(tmp_path: Path) -> None:
    for _ in range(2):
        with window(tmp_path) as first:
            first.until(is_shown)
            first.do("close")
            assert first.process.wait(_PATIENCE) == 0


def test_where_the_first_one_hangs_the_second_opens_a_window_of_its_own_after_two_seconds(tmp_path: Path) -> None:
    with window(tmp_path) as hanging, contextlib.ExitStack() as stack:
        hanging.until(is_shown)
        hanging.do("hang")
        os.waitpid(hanging.process.pid, os.WUNTRACED)
        stack.callback(os.kill, hanging.process.pid, signal.SIGCONT)
        began = time.monotonic()
        second = stack.enter_context(window(tmp_path))
        second.until(is_shown)
        assert 2.0 <= time.monotonic() - began < 10.0
        second.do("close")
        assert second.process.wait(_PATIENCE) == 0
        assert second.process.stderr
        assert "is open already and doesn't answer" in second.process.stderr.read()


def test_a_self_check_has_a_window_of_its_own(tmp_path: Path) -> None:
    with window(tmp_path) as first:
        first.until(is_shown)
        code, said, _ = second_start("--profile", str(tmp_path), "--self-check")
        assert code == 0
        assert "first page: shown" in said
