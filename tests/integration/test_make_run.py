"""`make run` where there is no screen."""

import os
import subprocess
from pathlib import Path

from ledgerpass.__main__ import NO_DISPLAY

_ROOT = Path(__file__).parents[2]
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def test_without_a_screen_make_run_says_what_the_program_would_say_and_installs_nothing(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_bytes((_ROOT / "Makefile").read_bytes())
    environment = {name: value for name, value in os.environ.items() if name not in _SCREENS}

    command = ["make", "--no-print-directory", "run"]
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert result.returncode != 0
    assert result.stdout == ""
    assert result.stderr.splitlines()[0] == NO_DISPLAY
    assert [path.name for path in tmp_path.iterdir()] == ["Makefile"]
