"""Each row of the table of errors is reached by an attempt that really goes wrong so, in the product's own words."""

import asyncio
import contextlib
import time
from email.utils import formatdate
from pathlib import Path

import pytest
import secretstorage

from ledgerpass.assembly.program import Program
from ledgerpass.errors import LedgerpassError
from ledgerpass.practice import codes
from ledgerpass.resource_files import resource_path
from ledgerpass.ui.wording.errors import explain
from ledgerpass.ui.wording.explanation import Action
from ledgerpass.wizard.events import CompanyChosen
from ledgerpass.wizard.state import ChoosingCompany, Done, SigningIn, Stage
from tests.support.certificate import nobodys_certificate
from tests.support.journey import ThreadedBrowser, fill_in, program, reach
from tests.support.tcp_server import says, serving

ACME = """
id = "acme"
name = "Acme"
line = "Books"
mark = {{ letters = "Ac", colour = "#112233" }}
example = {{ url = "{origin}/me" }}

[[ways]]
kind = "client_credentials"
id = "codes"
label = "Two codes"
line = "Needs two codes."
token_endpoint = "{origin}/token"

[[ways.fields]]
key = "client_id"
label = "Client ID"

[[ways.fields]]
key = "client_secret"
label = "Client secret"
"""
TYPED = {"client_id": "id", "client_secret": "secret"}
CONSUMER = {"consumer_key": codes.CONSUMER_KEY, "consumer_secret": codes.CONSUMER_SECRET}


def acme_at(folder: Path, origin: str) -> Path:
    folder.mkdir()
    (folder / "acme.toml").write_text(ACME.format(origin=origin), encoding="utf-8")
    return folder


def older_acme_at(folder: Path, origin: str) -> Path:
    folder.mkdir()
    text = f"""
id = "acme"
name = "Acme"
line = "Books"
mark = {{ letters = "Ac", colour = "#112233" }}
example = {{ url = "{origin}/me" }}

[[ways]]
kind = "oauth1"
id = "sign-in"
label = "Sign in"
line = "Needs a code."
temporary_credential_endpoint = "{origin}/request"
authorization_endpoint = "{origin}/authorize"
token_endpoint = "{origin}/token"
redirects = {{ preferred = "loopback", loopback = {{}} }}
fields = [{{ key = "consumer_key", label = "Key" }}]
"""
    (folder / "acme.toml").write_text(text, encoding="utf-8")
    return folder


async def trouble(built: Program) -> LedgerpassError:
    state = await reach(built.connecting, lambda state: getattr(state, "trouble", None) is not None)
    error = getattr(state, "trouble", None)
    assert isinstance(error, LedgerpassError)
    return error


async def trouble_at(providers: Path, tmp_path: Path) -> LedgerpassError:
    async with program(tmp_path / "profile", lambda _url: True, providers) as built:
        await fill_in(built.connecting, built, "acme", "codes", TYPED)
        return await trouble(built)


def another_seal_for_the_practice_company() -> None:
    """Have it know nothing of what it handed out before."""
    with contextlib.closing(secretstorage.dbus_init()) as connection:
        for item in secretstorage.get_default_collection(connection).get_all_items():
            if "practice-company" in str(item.get_attributes()):
                item.delete()


async def test_denied(tmp_path: Path, browser: ThreadedBrowser) -> None:
    browser.decision = "deny"
    async with program(tmp_path, browser.open) as built:
        await fill_in(built.connecting, built, "practice", "sign-in")
        built.connecting.start()
        said = explain(await trouble(built), "Moneybird")
    assert f"{said.title} {said.text}" == "You chose not to give permission. Nothing was changed."
    assert said.action_label == "Try again"


async def test_nothing_came_back(tmp_path: Path) -> None:
    async with program(tmp_path, lambda _url: True, patience=0.2) as built:
        await fill_in(built.connecting, built, "practice", "sign-in")
        built.connecting.start()
        said = explain(await trouble(built), "Moneybird")
    expected = "We didn't hear back from Moneybird. This happens when the browser page was closed."
    assert f"{said.title} {said.text}" == expected
    assert said.action_label == "Open again"


async def test_the_provider_has_ended_the_permission(tmp_path: Path, browser: ThreadedBrowser) -> None:
    async with program(tmp_path, browser.open) as built:
        await fill_in(built.connecting, built, "practice", "sign-in")
        built.connecting.start()
        choosing = await reach(built.connecting, lambda state: isinstance(state, ChoosingCompany))
        assert isinstance(choosing, ChoosingCompany)
        built.connecting.send(CompanyChosen(company=choosing.companies[0]))
        done = await reach(built.connecting, lambda state: isinstance(state, Done))
        assert isinstance(done, Done)
    another_seal_for_the_practice_company()
    async with program(tmp_path, browser.open, clock=lambda: time.time() + 7200) as later:
        with pytest.raises(LedgerpassError) as caught:
            await later.keeper.subject(done.connection.id)
    said = explain(caught.value, "Xero")
    expected = (
        "Xero has ended this permission (often after 60 days without use, or a changed password). "
        "Sign in again; it takes a minute."
    )
    assert f"{said.title} {said.text}" == expected
    assert said.action_label == "Sign in again"


async def test_the_two_codes_are_not_recognised(tmp_path: Path) -> None:
    async with program(tmp_path, lambda _url: True) as built:
        await fill_in(built.connecting, built, "practice", "client-credentials", TYPED)
        said = explain(await trouble(built), "Moneybird")
    expected = "Moneybird doesn't recognise these two codes. Copy them again from its page, or ask your IT person."
    assert f"{said.title} {said.text}" == expected


@pytest.mark.parametrize("way_id", ["sign-in", "sign-in-older"])
async def test_the_redirect_is_not_registered(tmp_path: Path, browser: ThreadedBrowser, way_id: str) -> None:
    folder = tmp_path / "providers"
    folder.mkdir()
    text = (resource_path("providers") / "practice.toml").read_text(encoding="utf-8")
    elsewhere = text.replace('path = "/callback/practice", registered = false', 'path = "/elsewhere"')
    (folder / "practice.toml").write_text(elsewhere, encoding="utf-8")
    async with program(tmp_path / "profile", browser.open, folder) as built:
        await fill_in(built.connecting, built, "practice", way_id, CONSUMER)
        built.connecting.start()
        if way_id == "sign-in":  # the browser shows an error and nothing comes back: the user says so
            await reach(built.connecting, lambda state: isinstance(state, SigningIn) and state.stage is Stage.WAITING)
            await asyncio.to_thread(browser.close)
            assert browser.seen[-1].status == 400
            built.connecting.report_redirect_error()
        said = explain(await trouble(built), "Moneybird")
    assert f"{said.title} {said.text}" == "Moneybird isn't set up for this app yet. One line must be added there."
    assert (said.action, said.action_label) == (Action.COPY_LINE, "Copy that line")
    assert said.line.startswith("http://127.0.0.1")
    assert said.line.endswith("/elsewhere")


async def test_the_company_network_inspects_secure_traffic(tmp_path: Path) -> None:
    context = await asyncio.to_thread(nobodys_certificate, tmp_path)
    async with serving(says(b""), tls=context) as served:
        error = await trouble_at(acme_at(tmp_path / "providers", f"https://127.0.0.1:{served.port}"), tmp_path)
    said = explain(error, "Acme")
    expected = (
        "Your company network checks secure traffic with its own certificate, and this computer doesn't trust it yet. "
        "IT can mend this."
    )
    assert f"{said.title} {said.text}" == expected
    assert said.action_label == "Copy details"
    assert "127.0.0.1" in said.details()


async def test_the_clock_is_slow(tmp_path: Path) -> None:
    date = formatdate(time.time(), usegmt=True)
    body = "oauth_problem=timestamp_refused"
    refused = f"HTTP/1.1 401 No\r\nDate: {date}\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    async with serving(says(refused.encode())) as served:
        folder = older_acme_at(tmp_path / "providers", f"http://127.0.0.1:{served.port}")
        async with program(tmp_path, lambda _url: True, folder, clock=lambda: time.time() - 1275) as built:
            await fill_in(built.connecting, built, "acme", "sign-in", {"consumer_key": "key"})
            built.connecting.start()
            said = explain(await trouble(built), "FreshBooks")
    assert said.title == "This computer's clock is 21 minutes slow, so FreshBooks refuses the sign-in."


async def test_a_clock_that_is_wrong_is_reckoned_with_where_the_provider_tells_the_time(
    tmp_path: Path, browser: ThreadedBrowser
) -> None:
    async with program(tmp_path, browser.open, clock=lambda: time.time() - 1275) as built:
        await fill_in(built.connecting, built, "practice", "sign-in-older", CONSUMER)
        built.connecting.start()
        state = await reach(built.connecting, lambda state: isinstance(state, ChoosingCompany))
    assert isinstance(state, ChoosingCompany)
    assert len(state.companies) == 2


async def test_the_keychain_is_locked_and_no_browser_opens(
    tmp_path: Path, browser: ThreadedBrowser, locked_keychain: None
) -> None:
    async with program(tmp_path, browser.open) as built:
        await fill_in(built.connecting, built, "practice", "sign-in")
        built.connecting.start()
        said = explain(await trouble(built), "Moneybird")
    expected = (
        "Your computer keeps the connection in a locked safe. "
        "Please unlock it (the small window may be behind this one)."
    )
    assert f"{said.title} {said.text}" == expected
    assert said.action is Action.UNLOCK
    assert browser.opened == []


async def test_there_is_no_keychain_and_no_browser_opens(
    tmp_path: Path, browser: ThreadedBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    async with program(tmp_path, browser.open) as built:
        await fill_in(built.connecting, built, "practice", "sign-in")
        built.connecting.start()
        said = explain(await trouble(built), "Moneybird")
    assert said.title.startswith("This computer has no safe for passwords running")
    assert browser.opened == []
    assert names_in(tmp_path) == {"connections"}  # the list without secrets; nothing else was written instead


def names_in(folder: Path) -> set[str]:
    return {path.name.partition(".sqlite")[0] for path in folder.rglob("*")}


async def test_the_provider_can_not_be_reached(tmp_path: Path) -> None:
    said = explain(await trouble_at(acme_at(tmp_path / "providers", "https://nobody.invalid"), tmp_path), "Moneybird")
    assert said.title == "Can't reach Moneybird right now; your connection is safe."
    assert said.action_label == "Try again"


@pytest.mark.parametrize(
    ("answer", "next_try"),
    [
        (b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", "try again"),
        (b"HTTP/1.1 429 Slow Down\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n", "asks us to wait 2 minutes"),
    ],
)
async def test_the_provider_is_busy_and_the_next_try_is_said(tmp_path: Path, answer: bytes, next_try: str) -> None:
    async with serving(says(answer)) as served:
        error = await trouble_at(acme_at(tmp_path / "providers", f"http://127.0.0.1:{served.port}"), tmp_path)
    said = explain(error, "Moneybird")
    assert said.title == "Can't reach Moneybird right now; your connection is safe."
    assert next_try in said.text
