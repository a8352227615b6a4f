"""The file of settings is read strictly, and need not be there."""

from pathlib import Path

import pytest

from ledgerpass.errors import SettingsUnreadable
from ledgerpass.settings import SETTINGS, Settings, company_certificates, read_settings
from tests.support.authority import Authority


def test_without_a_file_nothing_is_set(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()


def test_a_file_of_certificates_is_taken_when_it_is_there(tmp_path: Path) -> None:
    certificates = [Authority(name).certificate for name in ("one", "two")]
    (tmp_path / "company.pem").write_text("Our own:\n" + "\n".join(certificates), encoding="utf-8")
    (tmp_path / SETTINGS).write_text(f'extra_certificates = "{tmp_path}/company.pem"', encoding="utf-8")
    settings = read_settings(tmp_path)
    assert settings.extra_certificates == f"{tmp_path}/company.pem"
    assert [each.strip() for each in company_certificates(settings)] == [each.strip() for each in certificates]
    assert company_certificates(Settings()) == ()


@pytest.mark.parametrize(
    "text", ["", "nothing of the kind", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_file_without_certificates_is_said_to_be_one_before_anybody_signs_in(tmp_path: Path, text: str) -> None:
    (tmp_path / "company.pem").write_text(text, encoding="utf-8")
    (tmp_path / SETTINGS).write_text(f'extra_certificates = "{tmp_path}/company.pem"', encoding="utf-8")
    with pytest.raises(SettingsUnreadable) as caught:
        read_settings(tmp_path)
    assert caught.value.reason == f"there are no certificates (PEM) in {tmp_path}/company.pem"


def test_the_time_on_the_clipboard_is_the_users_choice_unless_it_is_set(tmp_path: Path) -> None:
    assert read_settings(tmp_path).clipboard_seconds is None
    (tmp_path / SETTINGS).write_text("clipboard_seconds = 60", encoding="utf-8")
    assert read_settings(tmp_path).clipboard_seconds == 60


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('extra_certificates = "/nowhere/company.pem"', "/nowhere/company.pem"),
        ("extra_certificates = 3", "Expected `str`"),
        ("verify = false", "unknown field `verify`"),
        ("clipboard_seconds = 4", "Expected `int` >= 5"),
        ("clipboard_seconds = 601", "Expected `int` <= 600"),
        ("clipboard_seconds = 0", "Expected `int` >= 5"),
        ("extra_certificates =", "line 1"),
    ],
)
def test_what_can_not_be_right_is_said_and_no_check_can_be_switched_off(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / SETTINGS).write_text(text + "\n", encoding="utf-8")
    with pytest.raises(SettingsUnreadable) as caught:
        read_settings(tmp_path)
    assert reason in caught.value.reason
