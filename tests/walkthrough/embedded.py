"""The second road of the walkthrough: the same sign-in in a window of Ledgerpass, which reads the answer itself.

The window is a process of its own; an eye in it says what can be seen there, presses *Allow* and takes its pictures.
"""

import sys

from tests.support.embedded_practice import until_consent
from tests.support.embedded_visit import Eye
from tests.walkthrough.hand import Hand


async def connect_in_the_window(hand: Hand, eye: Eye) -> None:
    """Connect the practice company, from the page that asks which program to the list; the redirect is caught."""
    await _come_to_the_sign_in(hand)
    await hand.press("Use a window of Ledgerpass instead")
    await hand.see("A window of Ledgerpass opens.")
    await hand.picture("sign-in-in-a-window")
    await hand.press("Open the window")
    await hand.see("Waiting for you in the window")
    await until_consent(eye)
    await hand.picture("sign-in-in-a-window-waiting")
    assert await eye.do("picture", str(hand.place_for("the-window"))), "there is no picture of the window"
    await eye.press_in_page("allow")
    await _finish(hand)
    assert not web_engine_modules(), "the web engine was loaded into the main program"


async def have_a_code_read(hand: Hand, eye: Eye) -> None:
    """Connect it once more, and have its page show a code, which nobody copies."""
    await _come_to_the_sign_in(hand)
    await hand.see("A window of Ledgerpass opens.")  # as the last time
    await hand.press("Open the window")
    await until_consent(eye)
    await hand.press("It shows me a code")
    await hand.press("No code on the page? Let it show one.")
    await hand.see("press Allow. We read the code for you.")  # of the new wait, whose window is another
    await until_consent(eye)
    await hand.picture("sign-in-in-a-window-with-a-code")
    await eye.press_in_page("allow")
    await eye.until(lambda seen: "We read the code for you." in str(seen["message"]))
    assert await eye.do("picture", str(hand.place_for("the-code-is-read"))), "there is no picture of the code"
    await _finish(hand)


async def _come_to_the_sign_in(hand: Hand) -> None:
    await hand.press("Practice company")
    await hand.press("Sign in with your browser")
    await hand.see("What may it do?")
    await hand.press("Continue")


async def _finish(hand: Hand) -> None:
    await hand.see("Which company?")
    await hand.press("Jansen Advies")
    await hand.see("Connected to")
    await hand.press("Finish")
    await hand.see("Connections")


def web_engine_modules() -> list[str]:
    """Name the modules of the web engine that this process has loaded."""
    return [name for name in sys.modules if "WebEngine" in name or name.startswith("ledgerpass.ui.embedded_browser")]
