"""The fence around the developer's own keychain, settings, clipboard and browser.

Tests run in a session made by `tests/support/desktop-session`, and whatever in the environment leads to a keychain, a
screen, a browser or a home directory must lead into that session. Outside of one, only the unit tests run, and then
with every such way closed first. The environment comes in as an argument, so that the fence itself can be tested.
"""

from collections.abc import Mapping, MutableMapping
from pathlib import Path

SESSION = "LEDGERPASS_TEST_SESSION"
REFUSE_BROWSER = Path(__file__).with_name("refuse-browser")

_PLACES = ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")


def leaks(environment: Mapping[str, str]) -> list[str]:
    """Name each variable of a session that leads out of it."""
    session = Path(environment[SESSION])
    found = [name for name in _PLACES if not _is_within(environment.get(name), session)]
    if not session.name.startswith("ledgerpass-session."):
        found.append(SESSION)
    if not environment.get("DBUS_SESSION_BUS_ADDRESS", "").startswith(f"unix:path={session}/"):
        found.append("DBUS_SESSION_BUS_ADDRESS")
    if "DISPLAY" in environment and not _is_within(environment.get("XAUTHORITY"), session):
        found.append("DISPLAY")
    if "WAYLAND_DISPLAY" in environment:
        found.append("WAYLAND_DISPLAY")
    if environment.get("BROWSER") != str(REFUSE_BROWSER):
        found.append("BROWSER")
    return found


def close_all_ways_out(environment: MutableMapping[str, str], directory: Path) -> None:
    """Point every place into `directory`, and leave neither bus nor keychain, screen or browser to be found."""
    for name in _PLACES:
        place = directory / name.lower()
        place.mkdir(mode=0o700)
        environment[name] = str(place)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY"):
        environment.pop(name, None)
    environment["QT_QPA_PLATFORM"] = "offscreen"
    environment["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"
    environment["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    environment["BROWSER"] = str(REFUSE_BROWSER)


def _is_within(place: str | None, session: Path) -> bool:
    return place is not None and session in Path(place).parents
