"""Lines out of pieces: what is typed can be mended, what is piped is left as it is."""

from hypothesis import given
from hypothesis import strategies as st

from ledgerpass.cli.typed_lines import PipedLines, TypedLines


def typed(text: str, *, echoes: bool = False) -> tuple[list[str | None], str]:
    shown: list[str] = []
    lines = TypedLines(shown.append)
    lines.echoes = echoes
    return lines.feed(text), "".join(shown)


def test_enter_ends_a_line_whatever_the_terminal_sends_for_it() -> None:
    assert typed("one\rtwo\nthree\r\n")[0] == ["one", "two", "three"]


def test_what_is_erased_is_gone_and_more_can_not_be_erased_than_is_there() -> None:
    assert typed("abx\x7f\x08c\r")[0] == ["ac"]
    assert typed("\x7f\x7fa\r")[0] == ["a"]
    assert typed("wrong\x15right\r")[0] == ["right"]


def test_arrow_keys_and_the_brackets_around_a_paste_are_no_text() -> None:
    assert typed("a\x1b[Ab\x1bOC\x1b[200~c\x1b[201~\x07d\r")[0] == ["abcd"]


def test_the_end_is_the_end_only_on_an_empty_line() -> None:
    assert typed("ab\x04\r\x04")[0] == ["ab", None]


def test_nothing_is_shown_unless_it_is_said_to_be() -> None:
    assert typed("secret\x7f\r") == (["secre"], "")
    assert typed("abc\x7f\x15\r", echoes=True) == ([""], "abc\b \b\b \b\b \b")


def test_a_line_that_nobody_ended_is_pending_and_nobodys() -> None:
    lines = TypedLines(lambda _text: None)
    assert lines.feed("half") == []
    assert lines.pending
    assert lines.end() == [None]


@given(st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" ")), st.integers(0, 20))
def test_a_text_arrives_whole_however_it_is_cut(text: str, at: int) -> None:
    for lines in (PipedLines(), TypedLines(lambda _text: None)):
        assert [*lines.feed(text[:at]), *lines.feed(text[at:]), *lines.feed("\n")] == [text]


@given(st.text())
def test_nothing_that_is_typed_brings_it_down_or_shows_a_control_character(text: str) -> None:
    shown = typed(text, echoes=True)[1].replace("\b \b", "")
    assert all(character.isprintable() or character in "\t\u00a0" for character in shown)


def test_piped_lines_lose_their_line_break_alone_and_the_last_one_needs_none() -> None:
    lines = PipedLines()
    assert lines.feed(" a\x7f \r\n\nb") == [" a\x7f ", ""]
    assert lines.pending
    assert lines.end() == ["b", None]
    assert lines.end() == [None]
