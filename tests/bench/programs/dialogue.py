"""How a program that is measured talks with the benchmark: a line comes in, lines of JSON go out.

Nothing but the standard library is needed here, because two of the programs live in an environment without ours.
"""

import json
import sys
import time
import webbrowser
from collections.abc import Callable


def say(**what: object) -> None:
    """Tell the benchmark something."""
    print(json.dumps(what), flush=True)


def obey(sign_in: Callable[[], None]) -> None:
    """Sign in each time the benchmark says so, in a program that blocks while it waits; end with standard input."""
    webbrowser.register("bench", None, _TellingBrowser(), preferred=True)
    say(ready=True)
    for _ in sys.stdin:
        sign_in()
        say(done=time.monotonic_ns())


class _TellingBrowser(webbrowser.BaseBrowser):
    """Opens nothing: the benchmark is the browser."""

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:  # noqa: ARG002, FBT001, FBT002 - its signature
        say(address=url)
        return True
