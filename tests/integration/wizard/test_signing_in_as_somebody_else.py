"""A provider that can be made to ask who signs in is made to, and only when the user wants it.

The name of the browser that will open is learned before the sign-in's page needs it.
"""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from ledgerpass.assembly.program import running
from ledgerpass.connections.keychain import SystemKeychain
from ledgerpass.errors import NoBrowser
from ledgerpass.wizard.events import OtherAccountAsked
from ledgerpass.wizard.state import Done, SigningIn, Stage, State
from tests.support.acme import Acme, acme, come_back
from tests.support.journey import PAGES, fill_in, program, reach


class Opened:
    """A browser that does nothing but remember."""

    def __init__(self) -> None:
        self.addresses: list[str] = []

    def open(self, address: str) -> bool:
        self.addresses.append(address)
        return True


class Desktop:
    """What the desktop says of the user's browser."""

    def __init__(self, name: str = "Firefox", *, has_browser: bool = True) -> None:
        self._name, self._has_browser = name, has_browser

    def name(self) -> str:
        return self._name

    def is_there(self) -> bool:
        return self._has_browser


def address_of(state: State) -> str:
    return state.address if isinstance(state, SigningIn) else ""


def asked(state: State) -> list[str]:
    """Give what the address says with `prompt`."""
    return parse_qs(urlsplit(address_of(state)).query).get("prompt", [])


def waiting(state: State) -> bool:
    return isinstance(state, SigningIn) and state.stage is Stage.WAITING


def file_with_accounts(provider: Acme, folder: Path) -> Path:
    place = provider.file(folder)
    path = place / "acme.toml"
    text = path.read_text(encoding="utf-8").replace(
        'token_endpoint = "', 'other_account = { prompt = "select_account" }\ntoken_endpoint = "'
    )
    path.write_text(text, encoding="utf-8")
    return place


async def test_the_sign_in_begins_anew_and_the_page_of_before_is_an_earlier_try(tmp_path: Path) -> None:
    opened = Opened()
    async with acme() as provider:
        folder = file_with_accounts(provider, tmp_path / "providers")
        async with program(tmp_path / "profile", opened.open, folder) as built:
            connecting = built.connecting
            await fill_in(connecting, built, "acme", "sign-in")
            connecting.start()
            first = await reach(connecting, waiting)
            connecting.send(OtherAccountAsked())
            second = await reach(connecting, lambda state: waiting(state) and "prompt=" in address_of(state))
            assert (asked(first), asked(second)) == ([], ["select_account"])
            # its port was freed, and given to the second try, which knows nothing of the first one's state
            late = await come_back(address_of(first), code="late")
            assert (late.status, provider.exchanges) == (400, 0)
            await come_back(address_of(second), code="good")
            await reach(connecting, lambda state: isinstance(state, Done))
            assert provider.exchanges == 1


async def test_a_provider_that_can_not_be_made_to_ask_is_not_asked_anew(tmp_path: Path) -> None:
    opened = Opened()
    async with acme() as provider:
        folder = provider.file(tmp_path / "providers")
        async with program(tmp_path / "profile", opened.open, folder) as built:
            await fill_in(built.connecting, built, "acme", "sign-in")
            before = built.connecting.state
            built.connecting.send(OtherAccountAsked())
            assert built.connecting.state == before
            assert opened.addresses == []


@pytest.mark.parametrize(("has_browser", "findings"), [(True, 0), (False, 1)])
async def test_the_browsers_name_is_known_before_and_that_there_is_none_is_found(
    tmp_path: Path,
    has_browser: bool,  # noqa: FBT001 - a parameter of the table
    findings: int,
) -> None:
    opened = Opened()
    async with (
        acme() as provider,
        running(
            profile=tmp_path / "profile",
            provider_folders=(provider.file(tmp_path / "providers"),),
            keychain=SystemKeychain(),
            open_address=opened.open,
            pages=PAGES,
            own_browser=Desktop(has_browser=has_browser),
        ) as built,
    ):
        connecting = built.connecting
        await fill_in(connecting, built, "acme", "sign-in")
        ready = await reach(connecting, lambda state: isinstance(state, SigningIn) and bool(state.browser))
        assert isinstance(ready, SigningIn)
        assert (ready.stage, ready.browser) == (Stage.READY, "Firefox")
        connecting.start()
        state = await reach(connecting, lambda state: waiting(state) or bool(getattr(state, "findings", ())))
        assert isinstance(state, SigningIn)
        assert [type(each) for each in state.findings] == [NoBrowser] * findings
        assert state.browser == "Firefox"
        connecting.cancel()
