"""google-auth-oauthlib, doing the job: a loopback redirect and the exchange, as its documentation has it done.

Started as `python -m tests.bench.programs.google HTTP_PORT HTTPS_PORT FOLDER`.
"""

import os
import sys

from google_auth_oauthlib.flow import InstalledAppFlow

from tests.bench.programs.dialogue import obey


def main() -> None:
    """Sign in as often as asked."""
    os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # in this process alone: the provider speaks http on loopback
    origin = f"http://127.0.0.1:{sys.argv[1]}"
    ends = {"auth_uri": f"{origin}/authorize", "token_uri": f"{origin}/token"}
    client = {"client_id": "bench", "client_secret": "", **ends}

    def sign_in() -> None:
        flow = InstalledAppFlow.from_client_config({"installed": client}, scopes=["books"])
        flow.run_local_server(port=0, authorization_prompt_message="")

    obey(sign_in)


if __name__ == "__main__":
    main()
