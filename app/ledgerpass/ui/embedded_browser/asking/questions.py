"""What a page asks the user: a word, a yes or no, a name and a password. Asked in the window, under the asker's name.

The web engine wants each answer before it goes on, so a small loop of Qt's own waits for it here. That is harmless in
this process alone, which has no asyncio: the window stays alive meanwhile, with *Cancel* and all, and the end of the
program ends the wait. A page that keeps asking is answered with no, and the user hears so once; what he then does
himself gives it another chance.

Whether it may be left (HTML, "beforeunload") a page asks only where the user himself leaves it, by this window's own
buttons. Where the page itself goes on, it goes: the answer of the provider may be on its way, and nothing holds it up.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QUrl, Signal
from PySide6.QtNetwork import QAuthenticator

from ledgerpass.provider_text import one_line
from ledgerpass.ui.embedded_browser.addresses import host_of
from ledgerpass.ui.embedded_browser.asking.login_refusal import refuse
from ledgerpass.ui.embedded_browser.asking.question_card import Question, QuestionCard
from ledgerpass.ui.wording.translation import say

_MOST = 8
"""Questions without a deed of the user's in between; a page that asks more plays a game."""
_LONGEST = 300
_LEAVES_WITHIN = 2.0
"""Seconds between the user's wish to leave a page and its question."""
_LEAVING = "Are you sure you want to leave this page? Changes that you made may not be saved."
"""The web engine's own words, by which alone this question is known; in the language that Qt speaks."""


class Questions(QObject):
    """Puts questions on a card, one at a time."""

    login_asked = Signal(QUrl)
    """The server at this address wants to know who the user is, before any page of it is there."""
    login_answered = Signal()
    """Whatever was answered: what is seen of pages is true again."""
    login_declined = Signal()
    """The user doesn't say who he is, to a server or to the way out of the network."""
    asked_too_often = Signal()
    """The page keeps asking, and isn't listened to any more; said once."""

    def __init__(self, card: QuestionCard, now: Callable[[], float] = time.monotonic) -> None:
        """Ask on `card`; `now` gives seconds."""
        super().__init__(card)
        self._card, self._now = card, now
        self._left = _MOST
        self._user_left_at = float("-inf")
        self._waiting: QEventLoop | None = None
        self._logins_asked: set[tuple[str, str]] = set()
        self._logins_declined: set[tuple[str, str]] = set()
        self._answer: tuple[str, ...] | None = None
        card.answered.connect(self._take)

    def tell(self, host: str, text: str) -> None:
        """Show what a page says."""
        self._ask(Question(title=self._says(host), text=_shown(text), yes=say("Go on")))

    def confirm(self, host: str, text: str) -> bool:
        """Ask a yes or no for a page."""
        if text == QCoreApplication.translate("QWebEnginePage", _LEAVING):
            return self._may_leave(host)
        question = Question(title=self._says(host), text=_shown(text), yes=say("Yes"), no=say("No"))
        return self._ask(question) is not None

    def prompt(self, host: str, text: str, suggestion: str) -> tuple[bool, str]:
        """Ask for a line of text for a page."""
        question = Question(
            title=self._says(host),
            text=_shown(text),
            yes=say("Go on"),
            no=say("Not now"),
            fields=((say("Your answer"), False),),
            suggestion=suggestion[:_LONGEST],
        )
        answer = self._ask(question)
        return (answer is not None, answer[0] if answer else "")

    def ask_for_login(self, url: QUrl, login: QAuthenticator) -> None:
        """Ask for the name and the password that a server wants before it shows anything (RFC 7617)."""
        host = host_of(url)
        self.login_asked.emit(url)
        self._ask_for_login(host, login, say("{host} asks who you are", host=self._card.shortened(host)))
        self.login_answered.emit()

    def ask_for_proxy_login(self, login: QAuthenticator, proxy: str) -> None:
        """Ask for the name and the password that the way out of the network wants."""
        title = say("Your network's way out, {proxy}, asks who you are", proxy=self._card.shortened(proxy))
        self._ask_for_login(proxy, login, title)

    @property
    def is_asking(self) -> bool:
        """Whether the page waits for the user."""
        return self._waiting is not None

    def begin_anew(self, *, leaves: bool = False) -> None:
        """Listen to pages again, because the user did something himself; `leaves` where the page may want a word."""
        self._user_left_at = self._now() if leaves else float("-inf")
        self._left = _MOST
        self._logins_declined.clear()
        self._logins_asked.clear()

    def forget_the_page(self) -> None:
        """Take it that the user has left the page, or that it went on by itself."""
        self._user_left_at = float("-inf")

    def stop(self) -> None:
        """Give up what is being asked."""
        self._take(None)

    def _ask_for_login(self, host: str, login: QAuthenticator, title: str) -> None:
        key = (host, login.realm())
        if key in self._logins_declined:
            self._decline(key, login)
            return
        again = key in self._logins_asked
        self._logins_asked.add(key)
        question = Question(
            title=title,
            text=say("That name and password were not accepted.") if again else "",
            yes=say("Sign in"),
            no=say("Not now"),
            fields=((say("Name"), False), (say("Password"), True)),
        )
        if answer := self._ask(question):
            login.setUser(answer[0])
            login.setPassword(answer[1])
        else:
            self._decline(key, login)

    def _decline(self, key: tuple[str, str], login: QAuthenticator) -> None:
        refuse(login)
        self._logins_declined.add(key)
        self.login_declined.emit()

    def _may_leave(self, host: str) -> bool:
        """Ask once for each time that the user leaves: a page which borrows the words asks nothing with them."""
        is_users = self._now() - self._user_left_at <= _LEAVES_WITHIN
        self.forget_the_page()
        if not is_users or self._waiting:
            return True
        text = (
            say("What you typed on {host} may be lost.", host=self._card.shortened(host))
            if host
            else say("What you typed may be lost.")
        )
        question = Question(title=say("Leave this page?"), text=text, yes=say("Leave"), no=say("Stay"))
        self._left = max(self._left, 0) + 1  # what the user does himself counts for nothing
        return self._ask(question) is not None

    def _ask(self, question: Question) -> tuple[str, ...] | None:
        if self._waiting:
            return None
        self._left -= 1
        if self._left == -1:
            self.asked_too_often.emit()
        if self._left < 0:
            return None
        self._answer = None
        self._card.ask(question)
        self._waiting = QEventLoop()
        self._waiting.exec()
        self._waiting = None
        self._card.put_away()
        return self._answer

    def _says(self, host: str) -> str:
        return say("{host} says", host=self._card.shortened(host)) if host else say("This page says")

    def _take(self, answer: tuple[str, ...] | None) -> None:
        if self._waiting:
            self._answer = answer
            self._waiting.quit()


def _shown(text: str) -> str:
    return one_line(text[: 4 * _LONGEST])[:_LONGEST]
