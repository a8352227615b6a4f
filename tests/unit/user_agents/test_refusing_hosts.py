"""Which pages refuse the embedded browser: only those in the list, and none that merely looks like one."""

import tomllib
from itertools import pairwise

import pytest

from ledgerpass.resource_files import resource_path
from ledgerpass.user_agents.embedded_browser.refusing_hosts import is_refused, refusing_hosts


def test_every_entry_is_a_bare_host_in_small_letters_and_names_its_source() -> None:
    entries = tomllib.loads(resource_path("embedded", "refusing-hosts.toml").read_text(encoding="utf-8"))["hosts"]
    hosts = [entry["host"] for entry in entries]
    assert tuple(hosts) == refusing_hosts()
    assert all(one < other for one, other in pairwise(sorted(hosts)))
    for host, source in ((entry["host"], entry["source"]) for entry in entries):
        labels = host.split(".")
        assert len(labels) > 1, host
        assert all(label.replace("-", "").isalnum() and label.isascii() and label.islower() for label in labels), host
        assert source.startswith(("Sure.", "Likely.")), host
        assert not any(other != host and host.endswith(f".{other}") for other in hosts), f"{host} stands for itself"


@pytest.mark.parametrize(
    "address",
    [
        "https://accounts.google.com/o/oauth2/v2/auth?client_id=c",
        "https://accounts.google.com",
        "https://ACCOUNTS.google.com:443/signin",
        "https://accounts.google.com./signin",
        "https://anything.accounts.google.com/",
        "https://user@accounts.google.com/",
    ],
)
def test_a_page_that_refuses_is_known(address: str) -> None:
    assert is_refused(address, refusing_hosts())


@pytest.mark.parametrize(
    "address",
    [
        "https://accounts.google.com.evil.example/",
        "https://myaccounts.google.com/",
        "https://myaccount.google.com/",
        "https://accounts.google.com@evil.example/",
        "https://evil.example/accounts.google.com",
        "https://evil.example/?at=https://accounts.google.com/",
        "https://xn--accunts-k0a.google.com/",
        "https://google.com/",
        "https://moneybird.com/login",
        "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
        "https://www.facebook.com/v19.0/dialog/oauth",
        "https://[broken/",
        "",
    ],
)
def test_a_page_that_only_looks_like_one_is_left_alone(address: str) -> None:
    assert not is_refused(address, refusing_hosts())
