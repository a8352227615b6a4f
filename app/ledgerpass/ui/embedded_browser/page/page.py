"""One page in the window: where it may go, what it may not have, and what it tells the window.

The registered address is seen here before any request leaves, whether a 302, a script, a meta refresh, a form or a new
window leads there, and is never opened.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtNetwork import QAuthenticator
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineWebAuthUxRequest,
)

from ledgerpass.ui.embedded_browser.addresses import Addresses, Kind, as_asked, host_of
from ledgerpass.ui.embedded_browser.asking.login_refusal import refuse
from ledgerpass.ui.embedded_browser.asking.questions import Questions
from ledgerpass.ui.embedded_browser.page.arrivals import Arrivals
from ledgerpass.ui.embedded_browser.page.certificate_words import why_refused
from ledgerpass.ui.embedded_browser.page.pace import Pace
from ledgerpass.ui.embedded_browser.page.page_scripts import read_console

_FormSubmitted = QWebEnginePage.NavigationType.NavigationTypeFormSubmitted


class Page(QWebEnginePage):
    """One page; a new window that it opens is another."""

    arrived = Signal(str)
    """The registered address, with all that the provider added to it."""
    unreadable = Signal()
    """It was led to the registered address, and no answer can be read there."""
    refused = Signal(object, str)
    """It was led to an address that isn't opened: its `Kind`, and its host."""
    passkey_asked = Signal()
    certificate_refused = Signal(str)
    """What is wrong with the certificate of the host that it was led to, in words."""
    window_wanted = Signal(object)
    """The user pressed something that opens a new window: the request for it."""

    def __init__(
        self, profile: QWebEngineProfile, addresses: Addresses, pace: Pace, questions: Questions, parent: QObject
    ) -> None:
        """Go by the rules of `addresses`, no faster than `pace`; what it asks the user is put by `questions`."""
        super().__init__(profile, parent)
        self._addresses, self._pace, self._questions = addresses, pace, questions
        self._shows_own = False
        self._goes_to = QUrl()
        self._arrivals = Arrivals(addresses, self)
        self._arrivals.arrived.connect(self.arrived)
        self._arrivals.unreadable.connect(self.unreadable)
        self.certificateError.connect(self._refuse_certificate)
        self.permissionRequested.connect(QWebEnginePermission.deny)
        self.newWindowRequested.connect(self._consider_window)
        self.webAuthUxRequested.connect(self._leave_to_own_browser)
        self.authenticationRequired.connect(self._consider_login)
        self.registerProtocolHandlerRequested.connect(lambda request: request.reject())

    @property
    def goes_to(self) -> QUrl:
        """The address that it was last on its way to."""
        return self._goes_to

    def show_own(self, html: str) -> None:
        """Show a page of our own, once."""
        self._shows_own = True
        self.setHtml(html)

    def acceptNavigationRequest(
        self,
        url: QUrl | str,
        type: QWebEnginePage.NavigationType,  # noqa: A002  # Qt's name
        isMainFrame: bool,  # noqa: FBT001, N803  # Qt's name and signature
    ) -> bool:
        """Let the page go where it may, and tell of everything else."""
        url = QUrl(url)
        if not isMainFrame:
            return self._addresses.may_be_framed(url)  # the profile's guard goes by the same rule, where it is asked
        if self._shows_own:
            self._shows_own = False
            return url.scheme() == "data"
        kind = self._addresses.kind_of(url)
        if kind is Kind.OPEN and type == _FormSubmitted and (self.url().scheme(), url.scheme()) == ("https", "http"):
            kind = Kind.NOT_PROTECTED  # what was typed on a protected page stays so, on this computer too
        if kind is Kind.OPEN and not self._pace.allows_a_step():
            kind = Kind.TOO_OFTEN
        match kind:
            case Kind.OPEN:
                self._goes_to = url
                return True
            case Kind.REGISTERED:
                self._arrivals.take(url, by_form=type == _FormSubmitted)
            case _:
                self.refused.emit(kind, host_of(url))
        return False

    def javaScriptConsoleMessage(  # noqa: D102  # Qt's
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,  # noqa: ARG002
        message: str,
        lineNumber: int,  # noqa: ARG002, N803
        sourceID: str,  # noqa: ARG002, N803
    ) -> None:
        told = read_console(message)
        if told.asks_for_passkey:
            self.passkey_asked.emit()
        if told.posted:
            self._arrivals.take_posted(told.posted)

    def chooseFiles(  # noqa: D102  # Qt's
        self,
        mode: QWebEnginePage.FileSelectionMode,  # noqa: ARG002
        oldFiles: Sequence[str],  # noqa: ARG002, N803
        acceptedMimeTypes: Sequence[str],  # noqa: ARG002, N803
    ) -> list[str]:
        return []  # no page has any business with files

    def javaScriptAlert(self, securityOrigin: QUrl | str, msg: str) -> None:  # noqa: D102, N803  # Qt's
        self._questions.tell(host_of(QUrl(securityOrigin)), msg)

    def javaScriptConfirm(self, securityOrigin: QUrl | str, msg: str) -> bool:  # noqa: D102, N803  # Qt's
        return self._questions.confirm(host_of(QUrl(securityOrigin)), msg)

    def javaScriptPrompt(  # noqa: D102  # Qt's
        self,
        securityOrigin: QUrl | str,  # noqa: N803
        msg: str,
        defaultValue: str,  # noqa: N803
    ) -> tuple[bool, str]:
        return self._questions.prompt(host_of(QUrl(securityOrigin)), msg, defaultValue)

    def _refuse_certificate(self, error: QWebEngineCertificateError) -> None:
        error.rejectCertificate()  # whatever it is: there is no way around
        if error.isMainFrame():
            self.certificate_refused.emit(why_refused(error))

    def _consider_window(self, request: QWebEngineNewWindowRequest) -> None:
        url = request.requestedUrl()
        if self._addresses.kind_of(url) is Kind.REGISTERED:
            self._arrivals.take(url, by_form=True)  # it isn't said whether a form opens it
        elif request.isUserInitiated():  # a script's own click, with Ctrl or Shift, asks for a window too
            self.window_wanted.emit(request)

    def _consider_login(self, url: QUrl, login: QAuthenticator) -> None:
        """Ask the user for the page's own server alone: who asks for a part of it (a picture, a frame) isn't seen."""
        if as_asked(url) == as_asked(self._goes_to):
            self._questions.ask_for_login(url, login)
        else:
            refuse(login)

    def _leave_to_own_browser(self, request: QWebEngineWebAuthUxRequest) -> None:
        request.cancel()
        self.passkey_asked.emit()
