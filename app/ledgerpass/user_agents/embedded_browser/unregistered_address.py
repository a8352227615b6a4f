"""Recognises a provider's own error page: it doesn't know the redirect address, so it leads nowhere; without any I/O.

Nothing ever comes back from such a page (RFC 6749 section 4.1.2.1: it must not redirect), and its words help nobody
who has not read them before. What each provider says is known from its own pages; one careful rule covers them: a
short page of the provider itself that asks for nothing, and complains of the redirect address in one sentence. Too
little is recognised rather than a page of consent that only mentions where it will lead.
"""

import re
from dataclasses import dataclass

from ledgerpass.http_message import is_protected
from ledgerpass.user_agents.embedded_browser.registered_name import share_a_name

LONGEST = 2_000
"""Characters of text that an error page has at most."""

_FEW_BUTTONS = 1

# These name the error and nothing else: AADSTS50011 and AADSTS500113 (Microsoft), redirect_uri_mismatch (Google).
_NAMED = re.compile(r"\b(?:AADSTS50011\d?|redirect_?uri_mismatch|invalid_redirect_uri)\b", re.IGNORECASE)
_ADDRESS = (
    r"(?:redirect(?:ion)?[ _-]?ur[il]s?|redirect(?:ion)? address|callback ur[il]|reply ur[il]"
    r"|weiterleitungs-ur[il]|ur[il] de (?:redirection|redirecci[oó]n))"
)
_COMPLAINT = (
    r"(?:invalid|not valid|mismatch(?:ed|ing)?|malformed|unregistered|unauthori[sz]ed|unknown"
    r"|not (?:registered|allowed|permitted|authori[sz]ed|known|recogni[sz]ed|whitelisted|configured)"
    r"|(?:does ?n[o'\u2019]t|do not|did not|must) match"
    r"|ongeldig|niet geldig|niet bekend|komt niet overeen|ung[üu]ltig|nicht g[üu]ltig|stimmt nicht"
    r"|n['\u2019]est pas valide|invalide|no es v[aá]lid[ao])"
)
_SENTENCE = re.compile(
    rf"{_ADDRESS}[^.!?\n]{{0,120}}?\b{_COMPLAINT}|\b{_COMPLAINT}[^.!?\n]{{0,60}}?{_ADDRESS}", re.IGNORECASE
)
_WEB_ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ErrorPage:
    """A page as far as it is looked at: its visible text, and what it asks of the user.

    `buttons` are those that can be seen; `asks` is true where something is to be typed, ticked or sent.
    """

    address: str
    text: str
    buttons: int = 0
    asks: bool = False


def is_address_unknown(page: ErrorPage, *, began_at: str) -> bool:
    """Tell whether the page says that the redirect address isn't registered.

    `began_at` is the authorization address.
    """
    text = page.text.strip()
    if not text or len(text) > LONGEST or not _is_the_providers(page.address, began_at):
        return False
    if _NAMED.search(text):
        return True
    # an address that is quoted has dots in it, which are no ends of sentences
    said = _WEB_ADDRESS.sub("(address)", text)
    return not page.asks and page.buttons <= _FEW_BUTTONS and _SENTENCE.search(said) is not None


def _is_the_providers(address: str, began_at: str) -> bool:
    """Tell whether a page is the provider's own: its error page may stand on another of its hosts."""
    return is_protected(address) and share_a_name(address, began_at)
