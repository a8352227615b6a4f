"""The embedded browser's address bar by itself: whose page it is stands at the end of a host, and is never lost."""

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from ledgerpass.ui.embedded_browser.addresses import host_of
from ledgerpass.ui.embedded_browser.window.address_bar import AddressBar

LONG = f"moneybird.com.{'.'.join(['a' * 60] * 3)}.evil.example"


@pytest.mark.parametrize("width", [320, 400, 600])
def test_a_host_that_is_too_long_loses_its_beginning_and_keeps_its_end(qtbot: QtBot, width: int) -> None:
    bar = AddressBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.present(QUrl(f"https://{LONG}/login"))
    bar.resize(width, bar.sizeHint().height())
    shown = bar.host.text()
    assert shown.startswith("…")
    assert shown.endswith("evil.example")
    assert LONG.endswith(shown.removeprefix("…"))
    assert bar.host.accessibleName() == f"The way to {LONG} is protected"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://\u0430\u0440\u0440\u04cf\u0435.com/", "xn--80ak6aa92e.com"),
        ("https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"),
        ("https://bücher.example:8443/", "xn--bcher-kva.example:8443"),
        ("https://moneybird.com@evil.example/", "evil.example"),
    ],
)
def test_a_host_is_told_in_the_networks_own_letters(address: str, host: str) -> None:
    assert host_of(QUrl(address)) == host
