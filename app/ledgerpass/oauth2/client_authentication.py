"""How the program shows the token endpoint whose client it is (RFC 6749 section 2.3.1).

Client ids are kept like the other codes that users get from their provider: as a `Secret`. Nothing here can put a
client secret into an address; RFC 6749 section 2.3.1 forbids it.
"""

from base64 import b64encode
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote_plus

from ledgerpass.secret import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """The client's codes and how they are sent: in a Basic header, in the body, or the id alone in the body."""

    client_id: Secret
    client_secret: Secret | None = None
    authentication: Literal["basic", "body", "none"] = "body"

    def headers(self) -> dict[str, Secret]:
        """Give the headers that authenticate the client."""
        if self.authentication != "basic":
            return {}
        secret = self.client_secret or Secret("")
        # RFC 6749 section 2.3.1: both are form-encoded first, or an id with a colon would be cut in the wrong place
        pair = f"{_form_encode(self.client_id)}:{_form_encode(secret)}"
        return {"Authorization": Secret(f"Basic {b64encode(pair.encode('ascii')).decode('ascii')}")}

    def parameters(self) -> dict[str, Secret]:
        """Give the body's parameters that authenticate the client; none beside a header (RFC 6749 section 2.3)."""
        if self.authentication == "basic":
            return {}
        if self.authentication == "none" or not self.client_secret:
            return {"client_id": self.client_id}
        return {"client_id": self.client_id, "client_secret": self.client_secret}

    def secrets(self) -> tuple[Secret, ...]:
        """Give what must not be seen in a text that comes back."""
        return (self.client_id, self.client_secret) if self.client_secret else (self.client_id,)


def _form_encode(secret: Secret) -> str:
    return quote_plus(secret.reveal(), safe="")
