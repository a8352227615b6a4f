"""The command line is read strictly, and no secret has a place on it."""

from pathlib import Path

import pytest

from ledgerpass.__main__ import NO_DISPLAY, has_display, main
from ledgerpass.cli.command_line import Options, read_command_line
from ledgerpass.cli.connect_options import ConnectOptions, ProvidersOptions
from ledgerpass.cli.upkeep_options import FORMS, HandOutOptions, ListOptions, TrialOptions
from ledgerpass.cli.wording import duration
from ledgerpass.wizard.attempt import PATIENCE

COMMANDS = ["connect", "list", "token", "header", "curl", "test", "providers"]


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        read_command_line(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("ledgerpass 0.")


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


def test_a_command_comes_first_and_takes_options_of_its_own(tmp_path: Path) -> None:
    asked = read_command_line(
        [
            *("connect", "acme", "--way", "w", "--set", "account=a=b", "--scope", "x", "y", "--scope", "z"),
            *("--company", "1", "--delivery", "out_of_band", "--no-browser", "--name", "n", "--patience", "1.5"),
            *("--json", "--details", "--profile", "p", "--providers", str(tmp_path)),
        ]
    )
    assert asked == ConnectOptions(
        provider="acme",
        way="w",
        given={"account": "a=b"},
        scopes=("x", "y", "z"),
        company="1",
        delivery="out_of_band",
        opens_browser=False,
        name="n",
        patience=1.5,
        as_json=True,
        shows_details=True,
        profile=Path("p"),
        providers=(tmp_path,),
    )
    assert read_command_line(["connect", "acme"]) == ConnectOptions(provider="acme")
    assert read_command_line(["providers", "--providers", str(tmp_path)]) == ProvidersOptions(providers=(tmp_path,))


def test_the_commands_for_connections_take_a_name_and_the_usual_places(tmp_path: Path) -> None:
    places = ["--profile", "p", "--providers", str(tmp_path)]
    profile, providers = Path("p"), (tmp_path,)
    asked = read_command_line(["list", "--json", *places])
    assert asked == ListOptions(as_json=True, profile=profile, providers=providers)
    for command, form in FORMS.items():
        asked = read_command_line([command, "Smit", "--details", *places])
        assert asked == HandOutOptions(form=form, name="Smit", shows_details=True, profile=profile, providers=providers)
    asked = read_command_line(["test", "Smit", "--json", "--details", *places])
    assert asked == TrialOptions(name="Smit", as_json=True, shows_details=True, profile=profile, providers=providers)
    assert read_command_line(["list"]) == ListOptions()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--token", "hush-hush"],
        ["token", "Smit", "hush-hush"],
        ["header", "Smit", "--token=hush-hush"],
        ["list", "hush-hush"],
        ["connect", "acme", "hush-hush"],
        ["connect", "acme", "--client-secret=hush-hush"],
        ["connect", "acme", "--set", "hush-hush"],
        ["connect", "acme", "--set", "=hush-hush"],
        ["connect", "acme", "--set", "a=1", "--set", "a=hush-hush"],
        ["providers", "--token", "hush-hush"],
    ],
)
def test_what_is_not_expected_is_never_repeated(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        read_command_line(arguments)
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert "hush" not in said.out + said.err


@pytest.mark.parametrize("arguments", [["--help"], *([command, "--help"] for command in COMMANDS)])
def test_help_names_the_commands_and_the_exit_codes(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        read_command_line(arguments)
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert all(f"  {command} " in shown for command in COMMANDS) == (arguments == ["--help"])
    assert ("  130  interrupted" in shown) == (arguments[0] not in {"--help", "providers"})
    assert (f"without it, {duration(PATIENCE)}" in " ".join(shown.split())) == (arguments[0] == "connect")


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "86401", "x"])
def test_patience_is_a_number_of_seconds_of_at_most_a_day(seconds: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read_command_line(["connect", "acme", f"--patience={seconds}"])
    assert f"{seconds} is not a number of seconds" in capsys.readouterr().err


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
