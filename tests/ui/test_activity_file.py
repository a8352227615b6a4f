from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from ledgerpass.connections.register import Activity
from ledgerpass.ui.activity_file import file_name
from tests.ui import samples
from tests.ui.in_the_list import shown
from tests.ui.reading import press, seen, settled
from tests.ui.stand import Stand


async def asked(stand: Stand) -> QFileDialog:
    """Press *Save as a table* on the sheet, and give the question for a place."""
    shown(stand)
    stand.keeper.activities = (
        Activity(at=samples.NOW - 60, what="connected"),
        Activity(at=samples.NOW, what="tested", detail="unreachable"),
    )
    stand.window.looking_after.show_activity("jansen")
    await settled()
    press(stand.window.sheet, "Save as a table (CSV)…")
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog) and each.isVisible())


async def test_the_activity_is_saved_where_the_user_wants_it(stand: Stand, tmp_path: Path) -> None:
    dialog = await asked(stand)
    assert dialog.selectedFiles()[0].endswith("Activity of Jansen & Co. Administratie.csv")
    dialog.setDirectory(str(tmp_path))
    field = dialog.findChild(QLineEdit)
    assert field is not None
    field.setText("é table")
    dialog.accept()
    await settled()
    saved = tmp_path / "é table.csv"
    assert saved.read_bytes().startswith(b"\xef\xbb\xbftime_utc,what,")
    assert saved.read_bytes().count(b"\r\n") == 3
    assert b"\r\r" not in saved.read_bytes()
    assert stand.window.toast.words() == "Saved as é table.csv."


async def test_a_file_that_cannot_be_written_is_said(stand: Stand, tmp_path: Path) -> None:
    dialog = await asked(stand)
    folder = tmp_path / "gone"
    folder.mkdir()
    dialog.setDirectory(str(folder))
    dialog.selectFile("table.csv")
    (folder / "table.csv").mkdir()
    dialog.fileSelected.emit(str(folder / "table.csv"))
    dialog.reject()
    await settled()
    assert stand.window.toast.words() == "The file can't be written there. Choose another folder."


async def test_whoever_cancels_has_saved_nothing(stand: Stand) -> None:
    (await asked(stand)).reject()
    await settled()
    assert "export_activity jansen" not in stand.keeper.calls


async def test_the_sheet_says_how_each_test_went(stand: Stand) -> None:
    (await asked(stand)).reject()
    assert "Tested: the provider could not be reached" in seen(stand.window.sheet)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('Activity of Jansen / Visser: "2026" <a>|b?*', "Activity of Jansen Visser 2026 a b.csv"),
        ("..\\..\\etc", "etc.csv"),
        ("a\u202eb\nc", "ab c.csv"),
        ("x" * 300, f"{'x' * 80}.csv"),
    ],
)
def test_a_files_name_holds_nothing_that_no_file_may_have(title: str, name: str) -> None:
    assert file_name(title) == name
