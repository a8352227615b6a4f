"""Page 4: what may it do? Permissions in business words, the provider's own name for each in its tool tip."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ledgerpass.providers.provider import AuthorizationCode, ClientCredentials, Scope
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import button, label, line, mark_as
from ledgerpass.ui.widgets.check_row import CheckRow
from ledgerpass.ui.widgets.notice import Notice
from ledgerpass.ui.widgets.page import Page
from ledgerpass.ui.wording.errors import explain
from ledgerpass.ui.wording.explanation import Action
from ledgerpass.ui.wording.translation import say, say_from_file
from ledgerpass.wizard.draft import Draft
from ledgerpass.wizard.state import ChoosingPermissions

_WORDS_BEGIN = 54
"""Where the words of a row begin, so that the lines between the rows begin there too."""
_DONE_BY_GOING_ON = frozenset({Action.TRY_AGAIN, Action.OPEN_AGAIN, Action.SIGN_IN_AGAIN})


class Permissions(Page):
    """One row a permission."""

    given = Signal(object)
    """A `frozenset[str]` of scope names."""

    def __init__(self) -> None:
        """Make the page, empty."""
        super().__init__()
        self.rows: dict[str, CheckRow] = {}
        self.notice = Notice()
        self._scopes: tuple[Scope, ...] = ()
        self._shown = ("", "")
        self._presets = _Presets()
        self._card = QFrame()
        self._card.setProperty("part", "card")
        self._column = QVBoxLayout(self._card)
        self._column.setContentsMargins(0, spacing.HALF, 0, spacing.HALF)
        self._column.setSpacing(0)
        self._none = label(say("Tick at least one."), "caption", "danger")
        self._none.hide()
        for part in (self.notice, self._presets, self._card, self._none):
            self.body.addWidget(part)
        self.go_on = self.add_primary("")
        self.go_on.clicked.connect(self._give)
        self.notice.acted.connect(self._act_on_notice)
        self.notice.copy_wanted.connect(self.copy_wanted)
        self._presets.look_only.clicked.connect(self._tick_reading)
        self._presets.suggested.clicked.connect(self._tick_suggested)

    def present(self, state: ChoosingPermissions) -> None:
        """Show the permissions that the way in has."""
        draft = state.draft
        self.about(draft.provider)
        self.head(
            say("What may it do?"),
            say("{provider} asks you to agree with what you tick here. Less is safer.", provider=draft.provider.name),
        )
        self.go_on.setText(say("Continue") if draft.needs_browser else say("Connect"))
        self.go_on.setAccessibleName(self.go_on.text())
        if self._shown != (draft.provider.id, draft.way.id):
            self._shown = (draft.provider.id, draft.way.id)
            self._make_rows(draft)
        for name, row in self.rows.items():
            row.setChecked(name in draft.scopes or not row.isEnabled())
        said = explain(state.trouble, draft.provider.name) if state.trouble else None
        self.notice.present(said.without_action() if said and said.action in _DONE_BY_GOING_ON else said)
        self._note_change()
        self.scroll_up()

    def first_focus(self) -> QWidget | None:
        """Begin at the strong button: the usual permissions are ticked already."""
        return self.go_on

    def _make_rows(self, draft: Draft) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._scopes = draft.way.scopes if isinstance(draft.way, AuthorizationCode | ClientCredentials) else ()
        self.rows = {}
        for scope in self._scopes:
            if self.rows:
                self._column.addWidget(_inset_line())
            row = _make_row(scope)
            row.toggled.connect(self._note_change)
            self._column.addWidget(row)
            self.rows[scope.name] = row
        self._presets.setVisible(any(scope.reads for scope in self._scopes))

    def _ticked(self) -> frozenset[str]:
        return frozenset(name for name, row in self.rows.items() if row.isChecked())

    def _reading(self) -> frozenset[str]:
        return frozenset(scope.name for scope in self._scopes if scope.reads or scope.required)

    def _suggested(self) -> frozenset[str]:
        return frozenset(scope.name for scope in self._scopes if scope.default or scope.required)

    def _tick(self, names: frozenset[str]) -> None:
        for name, row in self.rows.items():
            row.setChecked(name in names)
        self._note_change()

    def _tick_reading(self) -> None:
        self._tick(self._reading())

    def _tick_suggested(self) -> None:
        self._tick(self._suggested())

    def _note_change(self) -> None:
        self._none.hide()
        self._presets.present(self._ticked(), suggested=self._suggested(), reading=self._reading())

    def _act_on_notice(self, action: Action) -> None:
        if action is Action.COPY_DETAILS:
            self.copy_wanted.emit(self.notice.explanation().details())
        else:
            self.act(action)

    def _give(self) -> None:
        ticked = self._ticked()
        if ticked:
            self.given.emit(ticked)
            return
        self._none.show()
        next(iter(self.rows.values())).setFocus(Qt.FocusReason.OtherFocusReason)


class _Presets(QWidget):
    """Two ready choices; the one that fits what is ticked is marked."""

    def __init__(self) -> None:
        super().__init__()
        self.suggested = _preset(say("Suggested"))
        self.look_only = _preset(say("Look only"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(spacing.STEP)
        row.addWidget(self.suggested)
        row.addWidget(self.look_only)
        row.addStretch()

    def present(self, ticked: frozenset[str], *, suggested: frozenset[str], reading: frozenset[str]) -> None:
        self.suggested.setChecked(ticked == suggested)
        self.look_only.setChecked(ticked == reading)


def _preset(text: str) -> QPushButton:
    made = button(text, "preset")
    made.setCheckable(True)
    mark_as(made, "small", True)
    return made


def _make_row(scope: Scope) -> CheckRow:
    return CheckRow(
        say_from_file(scope.plain),
        checked=scope.default or scope.required,
        locked=scope.required,
        reason=(say_from_file(scope.reason) or say("Always needed.")) if scope.required else "",
        technical=scope.name,
    )


def _inset_line() -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(_WORDS_BEGIN, 0, 0, 0)
    row.addWidget(line())
    return holder
