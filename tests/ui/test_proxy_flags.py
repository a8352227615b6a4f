"""The web engine's flags for the way out, as the environment names it."""

import pytest

from ledgerpass.ui.embedded_browser.network.proxy_flags import proxy_flags

PROXY = "--proxy-server=http://proxy.example:8080"


@pytest.mark.parametrize(
    ("named", "flags"),
    [
        ({}, ["--no-proxy-server"]),
        ({"https": "http://proxy.example:8080"}, [PROXY]),
        ({"https": "proxy.example:8080"}, [PROXY]),
        ({"all": "http://proxy.example:8080"}, [PROXY]),
        ({"all": "http://other.example", "https": "http://proxy.example:8080"}, [PROXY]),
        ({"https": "http://proxy.example"}, ["--proxy-server=http://proxy.example:80"]),
        ({"https": "https://proxy.example"}, ["--proxy-server=https://proxy.example:443"]),
        ({"https": "http://[::1]:3128"}, ["--proxy-server=http://[::1]:3128"]),
        ({"http": "http://proxy.example:8080"}, ["--no-proxy-server"]),
        ({"https": "http://proxy.example:8080", "no": "*"}, ["--no-proxy-server"]),
        ({"https": "http://proxy.example:8080", "no": "a.example, *"}, ["--no-proxy-server"]),
        ({"https": "http://proxy.example:port"}, ["--no-proxy-server"]),
        ({"https": "ftp://proxy.example"}, ["--no-proxy-server"]),
        ({"https": "http://proxy.example --no-sandbox:8080"}, ["--no-proxy-server"]),
    ],
)
def test_the_environment_names_the_way_out(named: dict[str, str], flags: list[str]) -> None:
    assert proxy_flags(named, platform="linux") == flags


def test_who_one_is_at_the_proxy_is_in_no_argument() -> None:
    named = {"https": "http://jansen:s3cret@proxy.example:8080"}
    assert proxy_flags(named, platform="linux") == [PROXY]


@pytest.mark.parametrize(
    ("exceptions", "rules"),
    [
        ("acme.example", "acme.example;*.acme.example"),
        (".acme.example", "acme.example;*.acme.example"),
        ("*.acme.example", "*.acme.example"),
        ("acme.example:8443 , Other.example", "acme.example:8443;*.acme.example:8443;other.example;*.other.example"),
        ("10.0.0.7", "10.0.0.7;*.10.0.0.7"),
        ("[fd00::7]", "[fd00::7]"),
    ],
)
def test_a_domain_that_is_excepted_stands_for_what_is_below_it(exceptions: str, rules: str) -> None:
    named = {"https": "http://proxy.example:8080", "no": exceptions}
    assert proxy_flags(named, platform="linux") == [PROXY, f"--proxy-bypass-list={rules}"]


@pytest.mark.parametrize(
    "exceptions", ["", ",", "<local>", "<-loopback>", "10.0.0.0/8", "a b", "x;y", '"', "--no-sandbox"]
)
def test_what_the_program_makes_nothing_of_is_no_rule_and_no_other_flag_either(exceptions: str) -> None:
    named = {"https": "http://proxy.example:8080", "no": exceptions}
    flags = proxy_flags(named, platform="linux")
    assert flags[0] == PROXY
    assert not any(each in " ".join(flags[1:]) for each in (" ", '"', "<", "/"))


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_where_the_system_knows_the_way_it_is_asked_unless_the_environment_says_something(platform: str) -> None:
    assert proxy_flags({}, platform=platform) == []
    assert proxy_flags({"https": "http://proxy.example:8080"}, platform=platform) == [PROXY]
