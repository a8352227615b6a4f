"""What the window says of what happened to a page, one sentence at a time, and the one thing that would go better."""

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWebEngineCore import QWebEngineLoadingInfo, QWebEnginePage

from ledgerpass.ui.embedded_browser.addresses import WEB, Kind, as_text, host_of
from ledgerpass.ui.embedded_browser.network.closed_place import closed_place, is_there
from ledgerpass.ui.embedded_browser.window.message_bar import MessageBar, Tone
from ledgerpass.ui.wording.translation import say
from ledgerpass.user_agents.embedded_browser.pipe_messages import Open, Reason

_ABORTED = -3  # the web engine's word for what was stopped, by us or by the page itself
_STOPPED = {-310: Kind.TOO_OFTEN, -311: Kind.FOREIGN}
"""What the web engine itself has stopped on its way from one server to the next."""
_SETTLED = frozenset({0, _ABORTED, 401, 407})
"""Errors that are none, or where the user was asked who he is (RFC 9110) and has heard what comes of it."""
_Domain = QWebEngineLoadingInfo.ErrorDomain


class Explanations(QObject):
    """Speaks in `bar`."""

    moved = Signal(str)
    """The user wants to go on in his own browser: the `Reason`."""
    wanted = Signal(QUrl)
    """The user wants this page to be tried again."""
    login_wanted = Signal()
    """The user will say who he is after all."""

    def __init__(self, bar: MessageBar, order: Open) -> None:
        """Explain the sign-in of `order`."""
        super().__init__(bar)
        self._bar, self._provider, self._redirect_uri = bar, order.provider, order.redirect_uri
        self._closed_place = closed_place(order.redirect_uri, order.address)
        self._of_page = self._silent = ""

    def say_it_was_an_earlier_try(self) -> None:
        """Say that what arrived was not for this sign-in."""
        self._bar.warn(say("That answer was from an earlier try. Please sign in here once more."))

    def say_the_code_was_read(self) -> None:
        """Say a last word."""
        self._bar.tell(say("We read the code for you. Ledgerpass goes on by itself."))

    def say_it_cant_be_read(self) -> None:
        """Say that the registered address was reached, and no answer with it."""
        words = say("{provider}'s answer came in a way that this window can't read.", provider=self._provider)
        self._offer_own_browser(words, "moved", "warning")

    def say_it_doesnt_answer(self) -> None:
        """Say that the page is busy with itself."""
        self._silent = say("This page doesn't answer.")
        self._offer_own_browser(self._silent, "moved", "warning")

    def say_it_answers(self) -> None:
        """Take that back."""
        self._bar.take_back(self._silent)

    def say_it_asks_too_often(self) -> None:
        """Say that no question of the page is put to the user any more."""
        self._bar.warn(say("This page keeps asking, so we don't ask you any more."))

    def say_no_file_is_kept(self, url: QUrl) -> None:
        """Say why nothing comes of what the user pressed; its address may lead on, and the sign-in stays here."""
        words = say("Ledgerpass doesn't keep files. If you need this one, open it in your own browser.")
        if url.scheme() in WEB:
            self._bar.offer(words, say("Copy the address"), lambda: _copy(as_text(url)))
        else:
            self._bar.warn(words)

    def say_where_passkeys_are(self) -> None:
        """Say that the page asks for a passkey, which this window has not."""
        self._offer_own_browser(say("Your passkeys and security keys are in your own browser."), "passkey", "card")

    def say_nobody_signed_in(self) -> None:
        """Say that a server asked who the user is and got no answer."""
        words = say("You didn't say who you are, so nothing was opened.")
        self._bar.offer(words, say("Ask again"), self.login_wanted.emit)

    def say_the_address_is_unknown(self) -> None:
        """Say what is missing at the provider, and give the address that has to be registered there."""
        words = say(
            "{provider} doesn't know the address that it should lead back to. "
            "It has to be registered there, exactly like this: {address}",
            provider=self._provider,
            address=self._redirect_uri,
        )
        self._of_page = words
        self._bar.offer(words, say("Copy the address"), lambda: _copy(self._redirect_uri), tone="warning")

    def forget_the_page(self) -> None:
        """Take back what was said of a page that is there no more."""
        self._bar.take_back(self._of_page)
        self._of_page = ""

    def say_what_was_stopped(self, kind: Kind, host: str) -> None:
        """Say why a page wasn't opened."""
        match kind:
            case Kind.NOT_PROTECTED:
                self._bar.warn(say("The way to {host} is not protected, so we didn't go there.", host=host))
            case Kind.TOO_OFTEN:
                self._bar.warn(say("This page sends you on and on, so we stopped it."))
            case _:
                self._bar.warn(say("This page wanted to open something outside of the web, so we stopped it."))

    def say_nothing_can_be_shown(self, url: QUrl) -> None:
        """Say that a server was reached and has nothing to look at, unless more is known and said already."""
        if not self._bar.words():
            self._of_page = say("{host} answered with nothing that this window can show.", host=host_of(url))
            self._offer_own_browser(self._of_page, "moved", "warning")

    def look_at_loading(self, page: QWebEnginePage, info: QWebEngineLoadingInfo) -> None:
        """Say that `page` could not be loaded, where that is so; a server's error has a page of its own mostly."""
        is_failure = info.status() == QWebEngineLoadingInfo.LoadStatus.LoadFailedStatus and not info.isErrorPage()
        if not is_failure or info.errorDomain() == _Domain.CertificateErrorDomain or info.errorCode() in _SETTLED:
            return
        url = info.url()
        if stopped := _STOPPED.get(info.errorCode()):
            self.say_what_was_stopped(stopped, host_of(url))
        elif info.errorDomain() == _Domain.HttpStatusCodeDomain:
            page.toPlainText(lambda text: None if text.strip() or page.url() != url else self._say_nothing_came(url))
        else:
            self._say_nothing_came(url)

    def _say_nothing_came(self, url: QUrl) -> None:
        if is_there(url, self._closed_place):
            self._of_page = say("The sign-in goes on at {host}, which this window can't open.", host=host_of(url))
            self._offer_own_browser(self._of_page, "moved", "warning")
            return
        words = say("We can't reach {host} right now.", host=host_of(url))
        self._of_page = words
        self._bar.offer(words, say("Try again"), lambda: self.wanted.emit(url), tone="warning")

    def _offer_own_browser(self, words: str, reason: Reason, tone: Tone) -> None:
        self._bar.offer(words, say("Continue in your own browser"), lambda: self.moved.emit(reason), tone=tone)


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
