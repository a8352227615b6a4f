"""What a proxy said when it opened no way: heard on the road, because the HTTP library keeps but a line of it."""

from http import HTTPStatus
from typing import Any

from ledgerpass.errors import NetworkError, ProxyPasswordNeeded, Unreachable
from ledgerpass.flows.proxies import Proxy
from ledgerpass.provider_text import one_line

_HEARD = "http11.receive_response_headers.complete"
_BASIC = "basic"  # RFC 7617; the one way of asking that a name and a password answer


class ProxyAnswer:
    """Listens to one request's road, as `httpx2`'s trace extension; only the first answer is the proxy's."""

    def __init__(self, proxy: Proxy) -> None:
        """Listen to `proxy`."""
        self._proxy = proxy
        self._status = 0
        self._asks: tuple[str, ...] = ()

    async def listen(self, event: str, info: dict[str, Any]) -> None:
        """Take an event of the road."""
        if event == _HEARD and not self._status:
            _, self._status, _, headers = info["return_value"]
            challenges = [value.decode("latin-1") for name, value in headers if name.lower() == b"proxy-authenticate"]
            self._asks = tuple(dict.fromkeys(scheme for each in challenges for scheme in _schemes(each)))

    def refusal(self, host: str, *, said_who: bool) -> NetworkError:
        """Give what its answer means; `said_who` tells whether it was given a name and a password."""
        if self._status != HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
            return Unreachable(host=host, reason=f"the proxy {self._proxy.place} answered {self._status}")
        takes_passwords = not self._asks or _BASIC in map(str.lower, self._asks)
        return ProxyPasswordNeeded(
            host=host,
            proxy=self._proxy.place,
            refused=said_who,
            wants="" if takes_passwords else ", ".join(self._asks),
        )


def _schemes(challenge: str) -> list[str]:
    """Name the schemes in a challenge (RFC 9110 section 11.3): the words that stand first, and have no `=`."""
    first_words = (part.split(maxsplit=1)[0] for part in challenge.split(",") if part.strip())
    return [one_line(word)[:20] for word in first_words if "=" not in word]
