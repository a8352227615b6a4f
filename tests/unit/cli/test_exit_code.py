"""Exit codes are the same in the code, in the help and in what is written about them."""

import pytest

from ledgerpass import errors
from ledgerpass.cli import exit_code as documented
from ledgerpass.cli.exit_code import MEANINGS, ExitCode, exit_code, exit_code_table


def test_the_table_in_the_docstring_is_the_one_in_the_help() -> None:
    written = [line.split(maxsplit=1) for line in (documented.__doc__ or "").splitlines() if line[:4] == "    "]
    assert written == [[str(int(code)), meaning] for code, meaning in MEANINGS.items()]
    assert [line.split(maxsplit=1) for line in exit_code_table().splitlines()] == written
    assert set(MEANINGS) == set(ExitCode)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (errors.PermissionDenied(provider="Acme"), 3),
        (errors.NothingCameBack(provider="Acme", seconds=1), 4),
        (errors.ClientNotRecognised(host="acme.example"), 5),
        (errors.PermissionEnded(host="acme.example"), 5),
        (errors.AnswerNotUnderstood(host="acme.example", reason="x"), 5),
        (errors.CredentialRefused(host="acme.example", status=401), 5),
        (errors.AnswerRefused(provider="Acme", reason="issuer"), 5),
        (errors.PasteNotUnderstood(provider="Acme", reason="no_code"), 5),
        (errors.Unreachable(host="acme.example", reason="x"), 6),
        (errors.CertificateNotTrusted(host="acme.example"), 6),
        (errors.ClockWrong(host="acme.example", seconds=400), 6),
        (errors.KeychainLocked(), 7),
        (errors.KeychainMissing(), 7),
        (errors.KeychainRefused(), 7),
        (errors.NoPort(provider="Acme", ports=(1,)), 1),
        (errors.RegisterUnreadable(file="x", reason="y"), 1),
        (errors.Unforeseen(kind="ValueError"), 1),
    ],
)
def test_each_kind_of_trouble_has_its_number(error: errors.LedgerpassError, expected: int) -> None:
    assert exit_code(error) == expected
