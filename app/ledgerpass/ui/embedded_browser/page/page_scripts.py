"""The scripts that run in every page, and what two of them tell: a passkey is asked for, an answer is being posted.

They speak through the page's console, which comes to the window and is written down nowhere. A hostile page can say
that it wants a passkey; it gains an offer to go on in another browser. What is posted is told behind a word that no
page knows, because that script runs in a world of its own.
"""

import json
import secrets
from typing import NamedTuple

import msgspec
from PySide6.QtWebEngineCore import QWebEngineScript

from ledgerpass.resource_files import resource_path

PASSKEY = "ledgerpass:passkey"
_POSTED = f"ledgerpass:posted {secrets.token_urlsafe(16)} "
"""The word is this process's, which lives for one sign-in."""
LONGEST = 64 * 1024
"""Characters of an answer, and of the line that tells one; what is longer is none."""


class _Posted(msgspec.Struct):
    address: str
    values: str
    framed: bool


class Word(NamedTuple):
    """What a form is about to post, as a query; `framed` where the form is in a frame, which may be somebody else's."""

    address: str
    framed: bool = False


class Console(NamedTuple):
    """What a line of the console tells: a passkey is asked for, or an answer is posted, or nothing."""

    asks_for_passkey: bool = False
    posted: Word | None = None


def scripts(redirect_uri: str) -> list[QWebEngineScript]:
    """Give the scripts; what is posted to `redirect_uri` is told."""
    worlds = QWebEngineScript.ScriptWorldId
    made = [_script(name, _text(f"{name}.js"), worlds.MainWorld) for name in ("passkey", "closed-doors")]
    if ":" in redirect_uri:  # "oob" (RFC 5849 section 2.1) is no address to post to
        posted = _text("posted-answer.js").replace("$REDIRECT_URI", json.dumps(redirect_uri))
        posted = posted.replace("$POSTED", json.dumps(_POSTED))
        made.append(_script("posted answer", posted, worlds.ApplicationWorld))
    return made


def read_console(line: str) -> Console:
    """Understand a line of the console."""
    if line == PASSKEY:
        return Console(asks_for_passkey=True)
    if not line.startswith(_POSTED) or len(line) > LONGEST:
        return Console()
    try:
        told = msgspec.json.decode(line.removeprefix(_POSTED), type=_Posted)
    except msgspec.DecodeError:
        return Console()
    address = f"{told.address}{'&' if '?' in told.address else '?'}{told.values}"
    return Console(posted=Word(address, framed=told.framed))


def _text(name: str) -> str:
    return resource_path("embedded", name).read_text(encoding="utf-8")


def _script(name: str, source: str, world: QWebEngineScript.ScriptWorldId) -> QWebEngineScript:
    made = QWebEngineScript()
    made.setName(name)
    made.setSourceCode(source)
    made.setWorldId(world)
    made.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
    made.setRunsOnSubFrames(True)
    return made
