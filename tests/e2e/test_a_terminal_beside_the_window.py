"""A real shell and a real curl use a connection while the window has the same profile open."""

import asyncio
import subprocess
from pathlib import Path

from tests.e2e.test_a_second_start import is_shown, window
from tests.integration.cli.kept import OLD, keep, signed_in
from tests.integration.cli.terminal import command
from tests.support.acme import Acme, acme

NEW = "the-access-token"


def shell(line: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=30, check=False)


def ledgerpass(what: str, profile: Path, provider: Acme) -> str:
    """Give the command for the shell."""
    folder = provider.file(profile / "providers")
    words = command(what, "Bakkerij Smit", "--profile", profile, "--providers", folder)
    return " ".join(f"'{word}'" for word in words)


async def test_curl_is_let_in_with_the_header_from_the_terminal_fresh_or_renewed(tmp_path: Path) -> None:
    async with acme() as provider:
        for left, token in ((3600.0, OLD), (60.0, NEW)):
            profile = tmp_path / token
            await keep(profile, signed_in(left=left))
            with window(profile) as first:
                await asyncio.to_thread(first.until, is_shown)
                line = f'curl -sS -w "%{{http_code}}" -H "$({ledgerpass("header", profile, provider)})"'
                ran = await asyncio.to_thread(shell, f"{line} {provider.origin}/me")
                assert ran.stdout.endswith("200"), ran.stderr
                assert f"authorization: bearer {token}\r\n".encode() in provider.served.heads[-1].lower()
                piped = f"{ledgerpass('header', profile, provider)} | curl -sS -H @- {provider.origin}/me"
                assert (await asyncio.to_thread(shell, piped)).stdout.startswith("{")
                assert f"authorization: bearer {token}\r\n".encode() in provider.served.heads[-1].lower()
                pasted = await asyncio.to_thread(shell, f'eval "$({ledgerpass("curl", profile, provider)})"')
                assert pasted.stdout.startswith("{"), pasted.stderr
    assert provider.exchanges == 1
