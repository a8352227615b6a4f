"""Who the user is at his network's way out, where the program knows it already: said once, for the proxy it is for.

The user gave it to Ledgerpass, which keeps it in the keychain, and so he isn't asked again at each sign-in. Where the
proxy refuses it he is asked here, for this sign-in alone: a company locks an account after a few wrong tries.
"""

from PySide6.QtCore import QObject, QUrl
from PySide6.QtNetwork import QAuthenticator

from ledgerpass.ui.embedded_browser.asking.questions import Questions
from ledgerpass.user_agents.embedded_browser.pipe_messages import LoginAtProxy


class ProxyLogins(QObject):
    """Answers proxies."""

    def __init__(self, known: LoginAtProxy | None, questions: Questions) -> None:
        """Say `known` once; whatever else a proxy wants, the user is asked."""
        super().__init__(questions)
        self._known, self._questions = known, questions

    def answer(self, _url: QUrl, login: QAuthenticator, proxy: str) -> None:
        """Fill in `login` for the host `proxy`."""
        if self._known and self._known.host == proxy:
            login.setUser(self._known.name)
            login.setPassword(self._known.password)
            self._known = None
        else:
            self._questions.ask_for_proxy_login(login, proxy)
