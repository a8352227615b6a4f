"""The main job, with every part real but the human: done once, with a picture of every page.

The program starts with a profile of its own; a hand operates its widgets; the system-browser road is taken with a
scripted browser that `BROWSER` names; the token lands in the session's keychain; the curl header is copied, and a
real curl runs it. Then the same sign-in is made once more, in a window of Ledgerpass. The last line says what came of
it, and the exit code is 0 only when all of it is so.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import secretstorage
from PySide6.QtWidgets import QApplication

from ledgerpass.assembly.program import Program
from ledgerpass.assembly.window import show_window
from ledgerpass.ui.main_window import MainWindow
from ledgerpass.user_agents.embedded_browser.agent import EmbeddedBrowser
from ledgerpass.wizard.state import Checking, State
from tests.support.embedded_visit import Eye
from tests.walkthrough.embedded import connect_in_the_window, have_a_code_read
from tests.walkthrough.hand import Hand

_ROOT = Path(__file__).parents[2]
_PICTURES = _ROOT / "build" / "walkthrough"
_PAGES = 17
"""So many pages there are at least, each with its picture."""


def main() -> int:
    """Walk through; the exit code is 0 when all went well."""
    shutil.rmtree(_PICTURES, ignore_errors=True)
    _PICTURES.mkdir(parents=True)
    answers: list[str] = []
    connected: list[int] = []
    pictures: list[Path] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        gate = folder / "the-user-has-come"
        os.environ["BROWSER"] = str(_scripted_browser(folder, gate))
        eye = Eye(folder)

        async def walk(window: MainWindow, program: Program) -> bool:
            hand = Hand(window, _PICTURES)
            try:
                answers.append(await _walk(hand, window, program, gate))
                async with eye:
                    await hand.press("Connect a program")
                    await connect_in_the_window(hand, eye)
                    await hand.press("Connect a program")
                    await have_a_code_read(hand, eye)
                connected.append(len(program.keeper.rows()))
            except AssertionError as error:
                print(f"walkthrough: {error}", file=sys.stderr)
            pictures.extend(hand.pictures)
            return bool(connected)

        code = show_window(
            profile=folder / "profile",
            attend=walk,
            embedded_browser=lambda own, network: EmbeddedBrowser(own, eye.command, network=network),
        )
    whole = [path for path in pictures if path.stat().st_size > 0]
    if code or answers != ["200"] or connected != [3] or len(whole) < _PAGES:
        print(f"walkthrough: failed (exit code {code}, header answered {answers or 'nothing'}, {len(whole)} pictures)")
        return 1
    print(f"walkthrough: connected in both browsers, header answered 200, {len(whole)} pictures")
    return 0


async def _walk(hand: Hand, window: MainWindow, program: Program, gate: Path) -> str:
    """Connect to the practice company; gives what curl was answered with the copied header."""

    def snap_checking(state: State) -> None:
        if isinstance(state, Checking) and not any("checking" in path.name for path in hand.pictures):
            hand.snap("checking")

    program.connecting.watch(snap_checking)
    await hand.picture("first-page")
    await hand.press("Connect a bookkeeping program")
    await hand.picture("which-program")
    await hand.press("Practice company")
    await hand.picture("how-to-connect")
    await hand.press("Paste a personal token")
    await hand.see("Personal token")
    await hand.picture("details")
    await hand.press("Back")
    await hand.press("Sign in with your browser")
    await hand.see("What may it do?")
    await hand.picture("what-may-it-do")
    await hand.press("Continue")
    await hand.picture("sign-in")
    await hand.press("Open my browser")
    await hand.press("It shows me a code")
    await hand.picture("sign-in-waiting")
    gate.touch()  # noqa: ASYNC240 - at once
    await hand.see("Which company?")
    await hand.picture("which-company")
    await hand.press("Bakkerij Smit B.V.")
    await hand.see("Connected to")
    await hand.picture("done")
    (row,) = program.keeper.rows()
    assert _is_in_the_keychain(row.connection.id), "the keychain holds nothing of the connection"
    await hand.press("Copy curl header")
    await hand.see("Copied.")
    await hand.picture("copied")
    header = QApplication.clipboard().text()
    await hand.press("Finish")
    await hand.see("Connections")
    await hand.picture("connections")
    url = (await program.keeper.subject(row.connection.id)).url
    return await asyncio.to_thread(_answer_to, header, url)


def _answer_to(header: str, url: str) -> str:
    """Have a real shell run a real curl with the copied header, and give the status it was answered."""
    line = f"curl --silent --output /dev/null --write-out '%{{http_code}}' {header} '{url}'"
    return subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True).stdout


def _is_in_the_keychain(connection_id: str) -> bool:
    connection = secretstorage.dbus_init()
    try:
        items = secretstorage.get_default_collection(connection).get_all_items()
        return any(connection_id in str(item.get_attributes()) for item in items)
    finally:
        connection.close()


def _scripted_browser(folder: Path, gate: Path) -> Path:
    """Write a browser that presses Allow as soon as the gate is there, so that there is a wait to take a picture of."""
    script = folder / "browser"
    script.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, sys, time\n"
        f"sys.path.insert(0, {str(_ROOT)!r})\n"
        "from tests.support.scripted_browser import sign_in\n"
        f"while not pathlib.Path({str(gate)!r}).exists():\n"
        "    time.sleep(0.05)\n"
        "sign_in(sys.argv[1])\n"
    )
    script.chmod(0o755)
    return script


if __name__ == "__main__":
    sys.exit(main())
