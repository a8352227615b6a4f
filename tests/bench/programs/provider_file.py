"""What Ledgerpass knows of the benchmark's provider."""

from pathlib import Path

_PROVIDER = """
id = "bench"
name = "Bench"
line = "Answers at once"
mark = {{ letters = "Be", colour = "#2f6fde" }}
[check]
url = "{origin}/companies"
[companies]
id = "id"
name = "name"
[[ways]]
kind = "authorization_code"
id = "sign-in"
label = "Sign in"
line = "Nobody has to press anything."
fixed = {{ client_id = "bench" }}
authorization_endpoint = "{origin}/authorize"
token_endpoint = "{origin}/token"
client_authentication = "none"
redirects = {{ preferred = "loopback", loopback = {{ path = "/callback/bench", registered = false }} }}
"""


def write_provider_file(folder: Path, origin: str) -> None:
    """Make `folder` with the file in it; `origin` is where the provider answers."""
    folder.mkdir()
    (folder / "bench.toml").write_text(_PROVIDER.format(origin=origin))
