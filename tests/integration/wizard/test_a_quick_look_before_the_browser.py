"""What would spoil a sign-in is found before a browser opens, and the user may go on all the same."""

from pathlib import Path

from ledgerpass.assembly.program import running
from ledgerpass.errors import KeychainRefused, Unreachable
from ledgerpass.resource_files import resource_path
from ledgerpass.wizard.state import SigningIn, Stage
from tests.support.journey import PAGES, fill_in, program, reach
from tests.support.keychains import MemoryKeychain

CODES = {"client_id": "id", "client_secret": "secret"}


def nobodys_moneybird(folder: Path) -> Path:
    folder.mkdir()
    text = (resource_path("providers") / "moneybird.toml").read_text(encoding="utf-8")
    away = text.replace("https://moneybird.com/oauth", "https://nobody.invalid/oauth").replace("47620", "47629")
    (folder / "moneybird.toml").write_text(away, encoding="utf-8")
    return folder


async def test_a_host_that_can_not_be_reached_is_said_before_and_the_user_may_go_on(tmp_path: Path) -> None:
    opened: list[str] = []

    def open_address(address: str) -> bool:
        opened.append(address)
        return True

    async with program(tmp_path / "books", open_address, nobodys_moneybird(tmp_path / "providers")) as built:
        await fill_in(built.connecting, built, "moneybird", "sign-in", CODES)
        built.connecting.start()
        found = await reach(built.connecting, lambda state: isinstance(state, SigningIn) and bool(state.findings))
        assert isinstance(found, SigningIn)
        assert found.stage is Stage.READY
        assert [type(each) for each in found.findings] == [Unreachable]
        assert opened == []
        built.connecting.go_on()
        await reach(built.connecting, lambda state: isinstance(state, SigningIn) and state.stage is Stage.WAITING)
        assert opened[0].startswith("https://nobody.invalid/oauth/authorize?")


async def test_a_keychain_that_loses_what_it_is_given_is_found_before_the_browser_opens(tmp_path: Path) -> None:
    opened: list[str] = []

    def open_address(address: str) -> bool:
        opened.append(address)
        return True

    keychain = MemoryKeychain()  # a real one can't be made to forget
    async with running(
        profile=tmp_path, provider_folders=(), keychain=keychain, open_address=open_address, pages=PAGES
    ) as built:
        await built.vault.seal("practice-company")
        keychain.loses_writes = True
        await fill_in(built.connecting, built, "practice", "sign-in")
        built.connecting.start()
        state = await reach(built.connecting, lambda state: getattr(state, "trouble", None) is not None)
    assert isinstance(state, SigningIn)
    assert isinstance(state.trouble, KeychainRefused)
    assert opened == []
