import asyncio
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from ledgerpass.ui.event_loop import close_all

HEAD = """
import asyncio, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from ledgerpass.ui.event_loop import close_all, run, until_closed
application = QApplication([])
"""


def program(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "program.py"
    path.write_text(HEAD + textwrap.dedent(text))
    return [sys.executable, "-X", "dev", "-W", "error::RuntimeWarning", str(path)]


def ran(tmp_path: Path, text: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(program(tmp_path, text), capture_output=True, text=True, timeout=60, check=False)


def test_it_ends_when_the_last_window_is_closed_and_awaits_what_has_to_be_closed(tmp_path: Path) -> None:
    done = ran(
        tmp_path,
        """
        async def closer():
            await asyncio.sleep(0.05)
            print("closed")

        async def main():
            window = QWidget()
            window.show()
            QTimer.singleShot(50, window.close)
            await until_closed(application)
            await close_all(closer())

        run(application, main())
        print("ended")
        """,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("closed\nended\n", "", 0)


def test_a_request_to_quit_closes_the_window_instead_of_tearing_the_loop_away(tmp_path: Path) -> None:
    done = ran(
        tmp_path,
        """
        class Window(QWidget):
            def closeEvent(self, event):
                print("asked to close")

        async def main():
            window = Window()
            window.show()
            QTimer.singleShot(50, application.quit)
            await until_closed(application)

        run(application, main())
        """,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("asked to close\n", "", 0)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_in_the_terminal_ends_it_in_order(tmp_path: Path, number: signal.Signals) -> None:
    text = """
        async def main():
            window = QWidget()
            window.show()
            asyncio.get_running_loop().call_later(0.05, print, "shown")
            try:
                await until_closed(application)
            finally:
                print("closing")

        run(application, main())
        """
    process = subprocess.Popen(
        [*program(tmp_path, text)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "shown\n"
    process.send_signal(number)
    said, complaints = process.communicate(timeout=30)
    assert (said, complaints, process.returncode) == ("closing\n", "", 0)


def test_what_is_still_under_way_at_the_end_is_cancelled_and_awaited(tmp_path: Path) -> None:
    done = ran(
        tmp_path,
        """
        async def left_over():
            try:
                await asyncio.sleep(3600)
            finally:
                await asyncio.sleep(0)
                print("cleaned up")

        async def main():
            asyncio.get_running_loop().left = asyncio.create_task(left_over())
            await asyncio.sleep(0.02)

        run(application, main())
        """,
    )
    assert (done.stdout, done.stderr) == ("cleaned up\n", "")


def test_what_the_main_coroutine_raises_comes_out(tmp_path: Path) -> None:
    done = ran(
        tmp_path,
        """
        async def main():
            raise ValueError("as it should")

        try:
            run(application, main())
        except ValueError as error:
            print(error)
        """,
    )
    assert (done.stdout, done.stderr) == ("as it should\n", "")


async def test_a_closer_that_fails_keeps_no_other_from_closing() -> None:
    closed = []

    async def failing() -> None:
        raise OSError

    async def good() -> None:
        await asyncio.sleep(0)
        closed.append("good")

    await close_all(failing(), good())
    assert closed == ["good"]


async def test_a_closer_that_never_ends_is_left_after_its_time() -> None:
    async with asyncio.timeout(5):
        await close_all(asyncio.Event().wait(), within=0.01)  # type: ignore[arg-type]  # what it gives doesn't matter
