"""The command line is read strictly, and no secret has a place on it."""

from pathlib import Path

import pytest

from ledgerpass.__main__ import NO_DISPLAY, has_display, main
from ledgerpass.cli.command_line import Options, read_command_line


def test_without_arguments_nothing_special_is_asked() -> None:
    assert read_command_line([]) == Options()


def test_a_profile_and_several_folders_of_providers_are_taken(tmp_path: Path) -> None:
    options = read_command_line(["--profile", "p", "--providers", str(tmp_path), "--providers", "."])
    assert options == Options(profile=Path("p"), providers=(tmp_path, Path()))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--providers", "/nowhere"], "/nowhere is not a folder"),
        (["--token", "abc"], "unrecognized arguments"),
        (["--prof"], "expected one argument"),
    ],
)
def test_a_mistake_is_said_in_a_sentence_with_exit_code_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        read_command_line(arguments)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_a_screen_is_looked_for_before_qt_is_asked(platform: str, environment: dict[str, str], expected: bool) -> None:  # noqa: FBT001
    assert has_display(platform, environment) is expected


def test_without_a_screen_one_sentence_says_so_and_names_the_walkthrough(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("sys.argv", ["ledgerpass"])
    assert main() == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"{NO_DISPLAY}\n")
    assert "make walkthrough" in NO_DISPLAY
