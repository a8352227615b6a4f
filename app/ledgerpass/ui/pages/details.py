"""Page 3: what only the user can know: the account, and the codes that the provider gave.

What is typed stays until the wizard is left or begun anew, whatever goes wrong in between. Codes leave this page as
`Secret` values and are never part of a state.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ledgerpass.errors import LedgerpassError
from ledgerpass.providers import answers
from ledgerpass.providers.provider import AuthorizationCode, Delivery, Input, OAuth1
from ledgerpass.providers.provider import Field as CodeField
from ledgerpass.secret import Secret
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import button, label, mark_as
from ledgerpass.ui.theme.link import Link
from ledgerpass.ui.widgets.errand import Errand
from ledgerpass.ui.widgets.field import Field
from ledgerpass.ui.widgets.notice import Notice
from ledgerpass.ui.widgets.page import Page
from ledgerpass.ui.wording.errors import explain
from ledgerpass.ui.wording.explanation import Action
from ledgerpass.ui.wording.translation import say, say_count, say_from_file
from ledgerpass.wizard.draft import Draft
from ledgerpass.wizard.state import GivingDetails

_DONE_BY_GOING_ON = frozenset({Action.TRY_AGAIN, Action.OPEN_AGAIN, Action.SIGN_IN_AGAIN})


class Details(Page):
    """The fields, and the exact address to register where there is one."""

    given = Signal(object, object)
    """The inputs (`dict[str, str]`) and the codes (`dict[str, Secret]`)."""
    delivery_chosen = Signal(str)
    open_wanted = Signal(str)

    def __init__(self) -> None:
        """Make the page, empty."""
        super().__init__()
        self.inputs: dict[str, Field] = {}
        self.codes: dict[str, Field] = {}
        self.notice = Notice()
        self._draft: Draft | None = None
        self._trouble: LedgerpassError | None = None
        self._errand = Errand()
        self._switch = _Switch()
        self._fields = QVBoxLayout()
        self._fields.setSpacing(spacing.WIDE - spacing.HALF)
        self._both = label(say("Both codes were in what you pasted. They are in their places."), "caption", "accent")
        self._swap = _Swap()
        self.go_on = self.add_primary("")
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.setSpacing(spacing.ROOM + spacing.HALF)
        for part in (self.notice, self._errand, self._switch, self._fields, self._both, self._swap):
            if isinstance(part, QVBoxLayout):
                self.body.addLayout(part)
            else:
                part.hide()
                self.body.addWidget(part)
        self.notice.acted.connect(self._act_on_notice)
        self.notice.copy_wanted.connect(self.copy_wanted)
        self._errand.copy_wanted.connect(self.copy_wanted)
        self._errand.open_wanted.connect(self.open_wanted)
        self._switch.chosen.connect(self.delivery_chosen)
        self._swap.wanted.connect(self._swap_codes)
        self.go_on.clicked.connect(self._give)

    def present(self, state: GivingDetails) -> None:
        """Show the fields; those that are there already keep what was typed."""
        draft = state.draft
        known = self._draft
        self.about(draft.provider)
        if known is None or (known.provider.id, known.way.id) != (draft.provider.id, draft.way.id):
            self._make_fields(draft)
            self.scroll_up()
        self._draft = draft
        self.head(say_from_file(draft.way.label), self._lead(draft))
        self.go_on.setText(say("Continue") if draft.needs_browser or draft.has_permissions else say("Connect"))
        self.go_on.setAccessibleName(self.go_on.text())
        self._errand.present(provider=draft.provider.name, where=draft.way.where, address=state.register)
        self._switch.present(draft, has_address=bool(state.register))
        self._show_trouble(state.trouble, draft)

    def forget(self) -> None:
        """Drop everything that was typed."""
        self._draft = None
        self._trouble = None
        self.notice.present(None)
        self._clear_fields()

    def first_focus(self) -> QWidget | None:
        """Begin at the first field that is still empty, or at the codes when they are what is wrong."""
        fields = [*self.inputs.values(), *self.codes.values()]
        if self._trouble is not None and self.codes:
            return next(iter(self.codes.values())).edit
        return next((field.edit for field in fields if not field.edit.text()), self.go_on)

    def _lead(self, draft: Draft) -> str:
        if not draft.way.fields:
            return say("We need to know which account is yours.")
        if draft.replaces is not None:
            return say("What this connection has now stays in use until the new one has passed its test.")
        count = len(draft.way.fields)
        if count == 2:  # noqa: PLR2004 - the usual pair is said in a word
            return say(
                "{provider} gives you two codes. They go straight into this computer's safe.",
                provider=draft.provider.name,
            )
        return say_count(
            "{provider} gives you one code. It goes straight into this computer's safe.",
            "{provider} gives you {n} codes. They go straight into this computer's safe.",
            count,
            provider=draft.provider.name,
        )

    def _clear_fields(self) -> None:
        while (item := self._fields.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.inputs, self.codes = {}, {}
        self._both.hide()
        self._swap.hide()

    def _make_fields(self, draft: Draft) -> None:
        self._clear_fields()
        self.inputs = {
            asked.key: _input_field(asked, draft.inputs.get(asked.key, "")) for asked in draft.provider.inputs
        }
        self.codes = {code.key: _code_field(code) for code in draft.way.fields}
        for field in (*self.inputs.values(), *self.codes.values()):
            self._fields.addWidget(field)
        for code in self.codes.values():
            code.pasted.connect(self._tell_apart)
            code.changed.connect(self._look_for_swap)

    def _tell_apart(self, raw: str) -> None:
        found = answers.split_pasted_codes(self._way_fields(), raw)
        self._both.setVisible(found is not None)
        if found is not None:
            self.scroll_to(self._both)
        for key, text in (found or {}).items():
            self.codes[key].put(text)

    def _look_for_swap(self) -> None:
        swapped = answers.swapped(self._way_fields(), self._texts())
        if swapped and self._swap.isHidden():
            self.scroll_to(self._swap)
        self._swap.setVisible(swapped)

    def _swap_codes(self) -> None:
        first, second = list(self.codes.values())[:2]
        one, other = first.text(), second.text()
        first.put(other)
        second.put(one)
        self._look_for_swap()

    def _way_fields(self) -> tuple[CodeField, ...]:
        return self._draft.way.fields if self._draft else ()

    def _texts(self) -> dict[str, str]:
        return {key: field.text() for key, field in self.codes.items()}

    def _show_trouble(self, trouble: LedgerpassError | None, draft: Draft) -> None:
        self._trouble = trouble
        if trouble is None:
            self.notice.present(None)
            return
        said = explain(trouble, draft.provider.name)
        self.notice.present(said.without_action() if said.action in _DONE_BY_GOING_ON else said)
        self.scroll_up()

    def _act_on_notice(self, action: Action) -> None:
        said = self.notice.explanation()
        if action is Action.COPY_LINE:
            self.copy_wanted.emit(said.line)
        elif action is Action.COPY_DETAILS:
            self.copy_wanted.emit(said.details())
        else:
            self.act(action)

    def _give(self) -> None:
        draft = self._draft
        if draft is None:
            return
        faulty = [field for field, words in self._faults(draft) if _say_fault(field, words)]
        if faulty:
            faulty[0].edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        codes: dict[str, Secret] = {key: field.secret() for key, field in self.codes.items() if field.text()}
        self.given.emit({key: field.text() for key, field in self.inputs.items()}, codes)

    def _faults(self, draft: Draft) -> list[tuple[Field, str]]:
        inputs = [
            (self.inputs[asked.key], _input_fault(asked, self.inputs[asked.key].edit.text()))
            for asked in draft.provider.inputs
        ]
        codes = [
            (
                self.codes[code.key],
                say("This one is needed.") if code.required and not self.codes[code.key].text() else "",
            )
            for code in draft.way.fields
        ]
        return inputs + codes


class _Switch(QWidget):
    """Offers the other way for the answer to come back, where there is one."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._other: Delivery = "out_of_band"
        self._link = Link()
        self._link.clicked.connect(lambda: self.chosen.emit(self._other))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._link)

    def present(self, draft: Draft, *, has_address: bool) -> None:
        redirects = draft.way.redirects if isinstance(draft.way, AuthorizationCode | OAuth1) else None
        self.setVisible(has_address and bool(redirects and redirects.loopback and redirects.out_of_band))
        is_loopback = draft.delivery == "loopback"
        self._other = "out_of_band" if is_loopback else "loopback"
        words = (
            say("It can't take this address? Let the page show a code instead.")
            if is_loopback
            else say("Rather not copy a code? Let the browser bring the answer back by itself.")
        )
        self._link.put(words)


class _Swap(QFrame):
    """Asks whether two codes stand in each other's place."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "warning")
        swap = button(say("Swap them"), "secondary")
        mark_as(swap, "small", True)
        swap.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(spacing.ROOM, spacing.SNUG, spacing.SNUG, spacing.SNUG)
        row.addWidget(label(say("That looks like the secret. Did you swap them?")), 1)
        row.addWidget(swap)


def _input_field(asked: Input, known: str) -> Field:
    field = Field(
        say_from_file(asked.label),
        help_text=say_from_file(asked.help),
        example=asked.example,
        clean=partial(answers.clean_input, asked),
    )
    field.put(known)
    return field


def _code_field(code: CodeField) -> Field:
    return Field(
        say_from_file(code.label),
        help_text=say_from_file(code.help),
        secret=code.secret,
        optional=not code.required,
        clean=answers.clean_code,
    )


def _input_fault(asked: Input, text: str) -> str:
    match answers.input_problem(asked, text):
        case None:
            return ""
        case "empty":
            return say("This one is needed.")
        case _ if asked.example:
            return say("We can't read that. It should look like {example}.", example=asked.example)
        case _:
            return say("We can't read that. Look at it once more, please.")


def _say_fault(field: Field, words: str) -> bool:
    field.say_trouble(words)
    return bool(words)
