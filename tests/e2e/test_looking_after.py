"""The window on the real program, with a real keychain and the practice company: what its twins play is so."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def signing_browser(folder: Path) -> Path:
    """Write a browser that presses Allow."""
    script = folder / "browser"
    script.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from tests.support.scripted_browser import sign_in\nsign_in(sys.argv[1])\n"
    )
    script.chmod(0o755)
    return script


def test_a_connection_is_tested_removed_and_ended_at_its_provider(tmp_path: Path) -> None:
    environment = {**os.environ, "BROWSER": str(signing_browser(tmp_path))}
    command = [sys.executable, "-m", "tests.e2e.window_that_is_looked_after", str(tmp_path / "profile")]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=100, check=False)
    assert ended.returncode == 0, ended.stderr[-2000:]
    tested, removed, gone = map(json.loads, ended.stdout.splitlines())
    assert tested == {"tested": "1 connection works.", "shown": 1}
    assert "Practice company ends the permission after 24 hours." in removed["removed"]
    assert removed["shown"] == 0
    assert gone["ended"].endswith("has ended at Practice company.")
    assert gone["kept"] == 0
