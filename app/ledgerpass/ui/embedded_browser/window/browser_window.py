"""The window of one sign-in: where the page is from, the page, and the ways out, which are always there.

A new window that the user opens in a page is shown in the same place; closing it, or going back from its first page,
shows the one before. Whatever the pages do, they can't draw above or below their own frame, and not over what the
window says or asks.
"""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineLoadingInfo,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
)
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from ledgerpass.ui.embedded_browser.addresses import WEB, Addresses, Kind
from ledgerpass.ui.embedded_browser.asking.proxy_login import ProxyLogins
from ledgerpass.ui.embedded_browser.asking.question_card import QuestionCard
from ledgerpass.ui.embedded_browser.asking.questions import Questions
from ledgerpass.ui.embedded_browser.network.profile import Profile
from ledgerpass.ui.embedded_browser.network.trust import trusted_beside
from ledgerpass.ui.embedded_browser.page.code_reader import CodeReader
from ledgerpass.ui.embedded_browser.page.downloads import Downloads
from ledgerpass.ui.embedded_browser.page.error_reader import ErrorReader
from ledgerpass.ui.embedded_browser.page.pace import Pace
from ledgerpass.ui.embedded_browser.page.page import Page
from ledgerpass.ui.embedded_browser.page.painting import when_painted
from ledgerpass.ui.embedded_browser.page.pulse import Pulse
from ledgerpass.ui.embedded_browser.window.address_bar import AddressBar
from ledgerpass.ui.embedded_browser.window.arrival_line import ArrivalLine
from ledgerpass.ui.embedded_browser.window.beginning import Beginning
from ledgerpass.ui.embedded_browser.window.explanations import Explanations
from ledgerpass.ui.embedded_browser.window.keys import Keys
from ledgerpass.ui.embedded_browser.window.message_bar import MessageBar
from ledgerpass.ui.embedded_browser.window.open_pages import OpenPages
from ledgerpass.ui.embedded_browser.window.page_view import PageView
from ledgerpass.ui.embedded_browser.window.ways_out import WaysOut
from ledgerpass.ui.embedded_browser.window.window_place import put_on_screen
from ledgerpass.ui.theme.focus_ring import FocusRing
from ledgerpass.ui.wording.translation import say
from ledgerpass.user_agents.embedded_browser.pipe_messages import Open, Reason

_SIZE = QSize(880, 760)
_LEAST_SIZE = QSize(600, 480)
_MOST_WINDOWS = 4


class BrowserWindow(QMainWindow):
    """Shows one sign-in; nothing is opened before `begin`."""

    arrived = Signal(str)
    """The registered address as the provider led to it; the next one is told after `say_it_was_an_earlier_try`."""
    code_read = Signal(str)
    handed_over = Signal(str)
    """The sign-in has to go on in the user's own browser: the `Reason`."""
    closed = Signal()

    def __init__(self, order: Open, trusted: Sequence[str] = ()) -> None:
        """Show what `order` says; `trusted` are certificates (PEM) that are believed beside the system's."""
        super().__init__()
        self._order = order
        self._addresses = Addresses(redirect_uri=order.redirect_uri, refusing_hosts=order.refusing_hosts)
        self._arrivals = ArrivalLine(self)
        self._is_moved = False
        self.setWindowTitle(say("Sign in at {provider}", provider=order.provider))
        put_on_screen(self, _SIZE, _LEAST_SIZE)
        place = QWidget()
        self.address_bar = AddressBar()
        self._beginning = Beginning(self.address_bar)
        self.view = PageView((self.address_bar.back, self.address_bar.reload))
        self.message = MessageBar(place, self.view)
        self._explanations = Explanations(self.message, order)
        self.ways_out = WaysOut()
        self.card = QuestionCard(place, self.view)
        self.questions = Questions(self.card)
        self._proxy_logins = ProxyLogins(order.login_at_proxy, self.questions)
        self._lay_out(place)
        self._pace = Pace()
        self._profile = Profile(self._addresses, trusted_beside(trusted))
        self._downloads = Downloads(self._profile.engines, self.view)
        self._pages = OpenPages(self.view)
        self._pages.open(self._make_page())
        self._pulse = Pulse(self, self._expected_to_answer)
        self._ring = FocusRing(self)
        self.keys = Keys(self, self, self.ways_out.own_browser)
        self._connect()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._pages.shown

    @property
    def front(self) -> QWidget:
        """What has the focus on the page's side: the page, or a question that lies over it."""
        return self.view if self.card.isHidden() else self.card

    def begin(self) -> None:
        """Open the authorization address."""
        url = QUrl.fromEncoded(self._order.address.encode())
        self._beginning.begin(url)
        self._go_to(url)
        self.view.setFocus()

    def come_to_front(self) -> None:
        """Show the window before the others."""
        self.showNormal()
        self.raise_()
        self.activateWindow()

    def say_it_was_an_earlier_try(self) -> None:
        """Say that what arrived was not for this sign-in, and tell the next arrival."""
        self._explanations.say_it_was_an_earlier_try()
        self._arrivals.go_on()

    def say_the_code_was_read(self) -> None:
        """Say a last word, over the page that shows the code."""
        when_painted(self.page, self._explanations.say_the_code_was_read)

    def tear_down(self) -> None:
        """Delete the pages, and then their profile."""
        self._pulse.stop()
        self.questions.stop()
        self.hide()
        self._pages.tear_down()
        self.view.deleteLater()
        self._profile.tear_down()

    def go_back(self) -> None:
        """Go back, out of a new window too."""
        self._pace.begin_anew()
        self.questions.begin_anew(leaves=True)
        if self.page.history().canGoBack():
            self.page.triggerAction(QWebEnginePage.WebAction.Back)
        else:
            self._close_page(self.page)

    def load_again(self) -> None:
        """Load the page anew."""
        self._pace.begin_anew()
        self.questions.begin_anew(leaves=True)
        self.message.hide()
        if self._beginning.is_over:
            self.page.triggerAction(QWebEnginePage.WebAction.Reload)
        else:  # what stands there is a page of our own
            self.begin()

    def move_on(self, reason: Reason) -> None:
        """Have the sign-in go on in the user's own browser, once."""
        if not self._is_moved:
            self._is_moved = True
            self.handed_over.emit(reason)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the user has left."""
        self.questions.stop()
        self.closed.emit()
        event.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to notice keys, which show the focus."""
        super().showEvent(event)
        self._ring.watch()

    def _lay_out(self, place: QWidget) -> None:
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.address_bar)
        column.addWidget(self.view, 1)
        column.addWidget(self.ways_out)
        self.message.raise_()
        self.card.raise_()
        self.setCentralWidget(place)
        order = (self.address_bar.more, self.message.action, self.message.close_button, self.view)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self._arrivals.told.connect(self.arrived)
        self.address_bar.back_wanted.connect(self.go_back)
        self.address_bar.reload_wanted.connect(self.load_again)
        self.address_bar.more.clicked.connect(lambda: self.keys.open_menu(self.address_bar.more))
        self.ways_out.own_browser.clicked.connect(lambda: self.move_on("moved"))
        self.ways_out.cancel.clicked.connect(self.close)
        self.questions.login_asked.connect(self.address_bar.say_it_is_opening)
        self.questions.login_answered.connect(self._show_where)
        self.questions.login_declined.connect(self._explanations.say_nobody_signed_in)
        self.questions.asked_too_often.connect(self._explanations.say_it_asks_too_often)
        self._downloads.refused.connect(self._say_no_file_is_kept)
        self._pulse.lost.connect(self._explanations.say_it_doesnt_answer)
        self._pulse.back.connect(self._explanations.say_it_answers)
        self._beginning.ended_with_nothing.connect(self._explanations.say_nothing_can_be_shown)
        self._explanations.moved.connect(self.move_on)
        self._explanations.wanted.connect(self._go_to)
        self._explanations.login_wanted.connect(self._ask_again)

    def _go_to(self, url: QUrl) -> None:
        self._pace.begin_anew()
        self.message.hide()
        self.page.load(url)

    def _ask_again(self) -> None:
        self.questions.begin_anew()
        self._go_to(self.page.goes_to)

    def _make_page(self) -> Page:
        page = Page(self._profile.engines, self._addresses, self._pace, self.questions, self)
        page.arrived.connect(self._beginning.note_arrival)
        page.arrived.connect(self._arrivals.join)
        page.unreadable.connect(self._explanations.say_it_cant_be_read)
        page.refused.connect(self._consider_refused)
        page.passkey_asked.connect(self._explanations.say_where_passkeys_are)
        page.proxyAuthenticationRequired.connect(self._proxy_logins.answer)
        page.certificate_refused.connect(self.message.warn)
        page.window_wanted.connect(self._open_window)
        page.windowCloseRequested.connect(lambda: self._close_page(page))
        page.urlChanged.connect(self._show_where)
        page.action(QWebEnginePage.WebAction.Back).changed.connect(self._show_where)
        page.loadProgress.connect(self.address_bar.show_progress)
        page.loadingChanged.connect(lambda info: self._look_at_loading(page, info))
        page.renderProcessTerminated.connect(self._page_died)
        reader = ErrorReader(page, self._order.address)
        reader.found.connect(self._explanations.say_the_address_is_unknown)
        page.loadStarted.connect(self._explanations.forget_the_page)
        page.urlChanged.connect(self._explanations.forget_the_page)
        page.urlChanged.connect(self.questions.forget_the_page)
        if self._order.shown_code is not None:
            CodeReader(page, self._order.shown_code, self._order.address).found.connect(self.code_read)
        return page

    def _open_window(self, request: QWebEngineNewWindowRequest) -> None:
        if len(self._pages) < _MOST_WINDOWS:
            page = self._make_page()
            request.openIn(page)
            self._explanations.forget_the_page()
            self._pages.open(page)
            self._show_where()

    def _close_page(self, page: Page) -> None:
        if self._pages.close(page):
            self._explanations.forget_the_page()
            self._show_where()

    def _look_at_loading(self, page: Page, info: QWebEngineLoadingInfo) -> None:
        if page is self.page:  # of one that lies beneath it, nothing is to be seen, and trying again would be done here
            self._explanations.look_at_loading(page, info)
            self._beginning.look_at_loading(info)

    def _show_where(self) -> None:
        if not self._beginning.is_over and self.page.url().scheme() in WEB:
            self._beginning.end()
            self.page.setBackgroundColor(Qt.GlobalColor.white)  # as pages expect that say nothing of it
            self.page.history().clear()  # of our own page, on which it was seen that there is anything to be seen
        if self._beginning.is_over:
            self.address_bar.present(self._pages.server())
        self.address_bar.back.setEnabled(self.page.history().canGoBack() or len(self._pages) > 1)

    def _expected_to_answer(self) -> Page | None:
        """Give the page, unless it waits for the user, or may rest because nobody sees it."""
        return None if self.questions.is_asking or not self.isVisible() or self.isMinimized() else self.page

    def _say_no_file_is_kept(self, request: QWebEngineDownloadRequest) -> None:
        page = request.page()
        if isinstance(page, Page) and self._pages.is_empty(page):
            self._close_page(page)  # a window that was opened for the file alone
        self._explanations.say_no_file_is_kept(request.url())

    def _consider_refused(self, kind: Kind, host: str) -> None:
        if kind is Kind.REFUSING:
            self.move_on("refused")
        else:
            self._explanations.say_what_was_stopped(kind, host)

    def _page_died(self, status: QWebEnginePage.RenderProcessTerminationStatus, _code: int) -> None:
        if status != QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            self.move_on("failed")
