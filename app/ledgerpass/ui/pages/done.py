"""Page 7, second half: connected. What works, how long it lasts, and the two things that people come for."""

import time
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ledgerpass.connections.connection import Connection
from ledgerpass.providers.provider import AuthorizationCode, ClientCredentials
from ledgerpass.ui.theme.controls import button
from ledgerpass.ui.theme.flow import Flow
from ledgerpass.ui.theme.ticked_mark import TickedMark
from ledgerpass.ui.widgets.copy_menu import CopyMenu
from ledgerpass.ui.widgets.fact_card import Fact, FactCard
from ledgerpass.ui.widgets.notice import Notice
from ledgerpass.ui.widgets.page import Page
from ledgerpass.ui.wording import times
from ledgerpass.ui.wording.explanation import Action, Explanation
from ledgerpass.ui.wording.names import connection_name, short_name
from ledgerpass.ui.wording.translation import say, say_from_file
from ledgerpass.wizard.draft import Draft
from ledgerpass.wizard.state import Done as DoneState


class Done(Page):
    """The end of the road, and the beginning of the use."""

    copy_secret_wanted = Signal(str)
    """What to copy of the connection: the id of a form (`connections.formats`)."""
    finished = Signal()

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        """Make the page, empty; `clock` gives seconds since 1970-01-01 UTC."""
        super().__init__()
        self._clock = clock
        self._ticked = TickedMark()
        self.put_above_heading(self._ticked)
        self.notice = Notice()
        self.copy_token = button(say("Copy token"), "primary", "copy", big=True)
        self.copy_header = button(say("Copy curl header"), "secondary", "terminal", big=True)
        self.copy_as = CopyMenu()
        self._facts = FactCard()
        self.finish = button(say("Finish"), "secondary")
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = Flow(fills=True)
        for part in (self.copy_token, self.copy_header, self.copy_as):
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            buttons.addWidget(part)
        self.body.addWidget(self.notice)
        self.body.addLayout(buttons)
        self.body.addWidget(self._facts)
        self.add_beside_primary(self.finish)
        self.copy_token.clicked.connect(lambda: self.copy_secret_wanted.emit("token"))
        self.copy_header.clicked.connect(lambda: self.copy_secret_wanted.emit("header"))
        self.copy_as.chosen.connect(self.copy_secret_wanted)
        self.finish.clicked.connect(self.finished)
        self.notice.acted.connect(self._act_on_notice)
        self.notice.copy_wanted.connect(self.copy_wanted)

    def present(self, state: DoneState) -> None:
        """Show what is connected now."""
        self._ticked.present(state.draft.provider)
        self.about(state.draft.provider, with_mark=False)
        self.head(
            say("Connected to {company}", company=short_name(connection_name(state.connection))),
            say("Copy what you need. You can always come back for a fresh one."),
        )
        self.title.setToolTip(connection_name(state.connection))
        self._facts.present(_facts(state.connection, state.draft, self._clock()))
        self.notice.present(None)
        self.scroll_up()

    def say_trouble(self, said: Explanation | None) -> None:
        """Say why something could not be copied."""
        self.notice.present(said)

    def first_focus(self) -> QWidget:
        """Begin at what people come for."""
        return self.copy_token

    def _act_on_notice(self, action: Action) -> None:
        if action is Action.COPY_DETAILS:
            self.copy_wanted.emit(self.notice.explanation().details())
        else:
            self.act(action)


def _facts(connection: Connection, draft: Draft, now: float) -> list[Fact]:
    name = draft.provider.name
    facts: list[Fact] = []
    if connection.tested_at is not None:
        time_of_day = times.when(connection.tested_at, now)
        facts.append(
            (
                "check",
                "accent_text",
                say("Works: {provider} answered a real call at {time}.", provider=name, time=time_of_day),
            )
        )
    given, missing = _permissions(connection, draft)
    if given:
        facts.append(("shield", "accent_text", say("It may use: {permissions}.", permissions="; ".join(given))))
    if missing:
        facts.append(
            (
                "alert",
                "warning",
                say("{provider} didn't give this: {permissions}.", provider=name, permissions="; ".join(missing)),
            )
        )
    facts.append(("lock", "accent_text", say("Kept safe on this computer, and nowhere else.")))
    facts.append(("clock", "accent_text", _lasts(connection, name, now)))
    return facts


def _lasts(connection: Connection, name: str, now: float) -> str:
    if connection.renews:
        return say("Renews by itself. You don't have to do anything.")
    if connection.expires_at is not None:
        return say("Lasts until {day}. Then sign in again.", day=times.day(connection.expires_at, now))
    return say("Lasts until you or {provider} end it.", provider=name)


def _permissions(connection: Connection, draft: Draft) -> tuple[list[str], list[str]]:
    scopes = draft.way.scopes if isinstance(draft.way, AuthorizationCode | ClientCredentials) else ()
    given = connection.granted or connection.asked
    return (
        [say_from_file(scope.plain) for scope in scopes if scope.name in given],
        [say_from_file(scope.plain) for scope in scopes if scope.name in connection.asked and scope.name not in given],
    )
