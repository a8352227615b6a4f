"""The suite's own handful of hostile inputs for every fuzz target; `make fuzz` throws a hundred thousand at each."""

import itertools
import sys

import pytest

from tests.fuzz.__main__ import main
from tests.fuzz.target import Target, always, throw
from tests.fuzz.targets import TARGETS
from tests.fuzz.verdict import Finding, judged

_SEED = 1


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_hostile_input_is_read_or_refused_in_bounded_time_and_shows_no_secret(target: Target[object]) -> None:
    assert sum(throw(target, target.few, _SEED)) >= target.few


def test_every_target_has_a_name_of_its_own() -> None:
    assert len({target.name for target in TARGETS}) == len(TARGETS)


def test_an_exception_that_is_none_of_ours_is_a_finding_and_the_input_is_named() -> None:
    def stumble(text: str) -> None:
        with judged():
            text.encode()

    with pytest.raises(UnicodeEncodeError) as found:
        list(throw(Target("stumbling", TARGETS[0].inputs, always(stumble)), 2000, _SEED))
    assert any("ud800" in note for note in found.value.__notes__)


def test_a_secret_that_is_shown_is_a_finding() -> None:
    with pytest.raises(Finding, match="a secret is shown"), judged(("hunter2",)) as shown:
        shown.append("the password is hunter2")


def test_an_input_that_never_ends_is_a_finding() -> None:
    with pytest.raises(Finding, match="processor's time"), judged():
        sum(1 for _ in itertools.count())


def test_the_command_says_what_was_thrown_and_ends_well_when_nothing_is_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["fuzz", "--inputs", "16", "--seed", "7", "pasted-code"])
    assert main() == 0
    said = capsys.readouterr().out
    assert "--seed 7" in said
    assert "16 inputs" in said
    assert "nothing found" in said


def test_the_command_ends_badly_on_a_finding(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stumble(_text: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("tests.fuzz.__main__.TARGETS", (Target("stumbling", TARGETS[0].inputs, always(stumble)),))
    monkeypatch.setattr(sys, "argv", ["fuzz", "--inputs", "16", "--seed", "7"])
    assert main() == 1
    assert "1 findings" in capsys.readouterr().out
