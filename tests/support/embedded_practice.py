"""The practice company in the embedded browser: when its page of consent is there, in a window that has just opened."""

from tests.support.embedded_visit import Eye


async def until_consent(eye: Eye) -> None:
    """Wait for the next window, and for the page in it."""
    await eye.next_window()
    await eye.until(lambda seen: "authorize" in str(seen["path"]))
