"""A provider whose sign-in pages do what a test wants, and a place that counts whoever comes to it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from tests.support.tcp_server import Served, serving

_TURNS = 8  # of the event loop; letting in takes it three

_AUTO_POST = (
    '<form method="post" action="{to}"><input name="code" value="a+b /ü"><input name="state" value="good"></form>'
    "<script>document.forms[0].submit()</script>"
)
_VALUES = (
    '<input name="code" value="a+b /ü"><input name="state" value="good"><input name="method" value="m">'
    '<input name="action" value="a"><input name="getAttribute" value="g">'
)
_REWRITES = (
    "<script>setTimeout(() => {{ document.open(); document.write(`{form}`); document.close();"
    "document.forms[0].submit() }}, 50)</script>"
)
_WAYS = {
    "post-307": _AUTO_POST.replace("{to}", "/307?{quoted}"),
    "rewritten": _REWRITES.format(form=_AUTO_POST.partition("<script>")[0]),
    "in-closed-shadow": "<div id=host></div><script>const root = host.attachShadow({mode: 'closed'});"
    f"root.innerHTML = `{_AUTO_POST.partition('<script>')[0]}`; root.querySelector('form').submit()</script>",
    "in-empty-window": "<script>const send = () => { const other = window.open('');"
    f"other.document.write(`{_AUTO_POST.partition('<script>')[0]}`); other.document.close();"
    "other.document.forms[0].submit() }</script><button style='position:fixed;inset:0' onclick='send()'>x</button>",
    "in-shadow": "<div id=host></div><script>const root = host.attachShadow({mode: 'open'});"
    f"root.innerHTML = `{_AUTO_POST.partition('<script>')[0]}`; const button = document.createElement('button');"
    "root.querySelector('form').append(button); button.click()</script>",
    "post-by-button": f'<form>{_VALUES}<button id="send" formmethod="POST" formaction="{{to}}"></button></form>'
    "<script>document.getElementById('send').click()</script>",
    "post-completed": '<form method="post" action="{to}#top"><input name="code" value="c"></form>'
    "<script>document.forms[0].addEventListener('formdata', (event) => event.formData.append('state', 'good'));"
    "new FormData(document.forms[0]); document.forms[0].submit()</script>",
    "post-unheard": '<form method="post" action="{to}"><input name="code" value="c"><input name="state" value="good">'
    "</form><script>document.forms[0].addEventListener('formdata', (event) => event.stopPropagation());"
    "document.forms[0].submit()</script>",
    "post-from-frame": '<iframe srcdoc=\'<form method=post target=_top action="{to}"><input name=code value=c>'
    "<input name=state value=good></form><script>document.forms[0].submit()</script>'></iframe>",
    "post-hidden": f'<form method="POST" action="{{to}}">{_VALUES}</form>'
    "<script>HTMLFormElement.prototype.submit.call(document.forms[0])</script>",
    "script": "<script>location.href = '{to}'</script>",
    "meta": '<meta http-equiv="refresh" content="0;url={to}">',
    "post": _AUTO_POST,
    "get": '<form action="{to}"><input name="code" value="c"><input name="state" value="good"></form>'
    "<script>document.forms[0].submit()</script>",
    "link": '<a id="link" href="{to}">on</a><script>document.getElementById("link").click()</script>',
    "window": "<script>window.open('{to}')</script>",
}

_REDIRECTS = {"302": "302 Found", "307": "307 Temporary Redirect"}


@dataclass
class EmbeddedProvider:
    """At `/WAY?ADDRESS` a page leads to ADDRESS in that way; `pages` are shown as they are, by their path."""

    served: Served
    pages: dict[str, bytes] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.served.port}"

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [head.split()[1].decode().partition("?")[0] for head in self.served.heads]

    def leading(self, way: str, to: str) -> str:
        """Give the address of a page that leads to `to`."""
        return f"{self.origin}/{way}?{quote(to, safe='')}"

    def showing(self, path: str, body: str, *headers: str, status: str = "200 OK") -> str:
        """Have a page shown, and give its address."""
        self.pages[path.partition("?")[0]] = page(body, *headers, status=status)
        return self.origin + path

    async def behave(self, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        target = self.served.heads[-1].split()[1].decode()
        way, to = urlsplit(target).path.lstrip("/"), unquote(urlsplit(target).query)
        if way in _REDIRECTS:
            answer = page("", f"Location: {to}", status=_REDIRECTS[way])
        elif way in _WAYS:
            answer = page(_WAYS[way].replace("{to}", to).replace("{quoted}", quote(to, safe="")))
        else:
            answer = self.pages.get(f"/{way}", page("not here", status="404 Not Found"))
        writer.write(answer)
        await writer.drain()


def page(body: str, *headers: str, status: str = "200 OK") -> bytes:
    """Write an answer."""
    content = body.encode()
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", f"Content-Length: {len(content)}"]
    return "\r\n".join([*lines, "Connection: close", *headers, "", ""]).encode() + content


@contextlib.asynccontextmanager
async def embedded_provider() -> AsyncIterator[EmbeddedProvider]:
    """Run the provider."""
    provider = EmbeddedProvider(Served(0))
    async with serving(provider.behave) as served:
        provider.served = served
        yield provider
        await _let_all_in()


async def _let_all_in() -> None:
    """Let in what a browser connected to in advance and never used: half let in, nobody would close it."""
    for _ in range(_TURNS):
        await asyncio.sleep(0)


@dataclass
class Doorstep:
    """A port on this computer, and how many connections came to it."""

    port: int = 0
    visitors: int = 0


@contextlib.asynccontextmanager
async def doorstep() -> AsyncIterator[Doorstep]:
    """Listen where nobody should ever come; even a connection that sends nothing counts."""
    step = Doorstep()

    async def count(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        step.visitors += 1
        writer.close()

    server = await asyncio.start_server(count, "127.0.0.1", 0)
    step.port = server.sockets[0].getsockname()[1]
    try:
        yield step
        await _let_all_in()
    finally:
        server.close()
