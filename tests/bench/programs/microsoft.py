"""msal, doing the job. It refuses a provider over http, so that its exchange goes over https.

It trusts the benchmark's certificate, and the connection is open already, from reading the provider's metadata. It has
the answer posted as a form, and looks once a second whether it has come.

    python -m tests.bench.programs.microsoft HTTP_PORT HTTPS_PORT FOLDER
"""

import sys
from pathlib import Path

import msal

from tests.bench.programs.dialogue import obey


def main() -> None:
    """Sign in as often as asked."""
    application = msal.PublicClientApplication(
        "bench",
        authority=f"https://127.0.0.1:{sys.argv[2]}/bench",
        instance_discovery=False,
        verify=str(Path(sys.argv[3]) / "certificate.pem"),
    )

    def sign_in() -> None:
        answer = application.acquire_token_interactive(scopes=["books"])
        if "access_token" not in answer:
            raise RuntimeError(answer)

    obey(sign_in)


if __name__ == "__main__":
    main()
