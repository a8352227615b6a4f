"""Files, permissions, devices, calls, keys and the pipe: what a sign-in page has no use for stays out of its reach."""

import os
from pathlib import Path

import pytest

from ledgerpass.errors import WindowClosed
from ledgerpass.flows.user_agent import WayBack
from tests.support.embedded_provider import EmbeddedProvider, doorstep
from tests.support.embedded_visit import embedded, titled

REGISTERED = "https://registered.example/callback"
WAY_BACK = WayBack(host=None, redirect_uri=REGISTERED, provider="Acme")


def downloads() -> list[Path]:
    return list(Path(os.environ["LEDGERPASS_TEST_SESSION"]).rglob("*evil*"))


SECRET_FILE = "what stands in a file of the user"


async def test_files_the_engines_own_pages_and_other_programs_are_out_of_reach(
    provider: EmbeddedProvider, tmp_path: Path
) -> None:
    (tmp_path / "secret.html").write_text(f"<title>read</title>{SECRET_FILE}")
    local = (tmp_path / "secret.html").as_uri()
    tries = titled(
        "/start",
        f"<iframe src='{local}' onload='this.contentDocument && (document.title = \"framed\")'></iframe>"
        f"<script>fetch('{local}').then((r) => r.text()).then(() => document.title = 'fetched', () => 0);"
        f"location.href = '{local}'</script>",
    )
    async with embedded(WAY_BACK, provider.showing("/start", tries)) as at:
        await at.eye.until_page("/start")
        seen = await at.eye.look()
        assert seen["message"] in {"", "This page wanted to open something outside of the web, so we stopped it."}
        for number, address in enumerate((local, "chrome://version", "mailto:a@b", "qrc:/x", "data:text/html,x")):
            for go in (("go", address), ("script", f"location.href = {address!r}; 1")):
                await at.eye.do(*go)
                # the next page is the next in the history, so that nothing was opened in between
                await at.eye.do("go", provider.showing(f"/after/{number}", titled(f"/after/{number}")))
                await at.eye.until_page(f"/after/{number}")
        paths = ["/start", *(f"/after/{number}" for number in range(5))]
        assert await at.eye.do("history") == [provider.origin + path for path in paths]


async def test_no_permission_file_or_download_is_given(provider: EmbeddedProvider) -> None:
    provider.showing("/download", "evil", "Content-Disposition: attachment; filename=evil.sh")
    asks = titled(
        "/start",
        """<input type="file" id="file" style="position:fixed;left:0;top:0;width:300px;height:100px">
        <script>
        const said = [];
        const tell = (name) => (value) => { said.push(name + ':' + value); document.title = said.sort().join(' ') };
        navigator.geolocation.getCurrentPosition(() => tell('place')('given'), () => tell('place')('refused'));
        Notification.requestPermission().then(tell('notice'));
        const ask = (name, asked) => asked.then(() => tell(name)('given'), () => tell(name)('refused'));
        ask('sound', navigator.mediaDevices.getUserMedia({audio: true}));
        ask('clipboard', navigator.clipboard.readText());
        setTimeout(() => location.href = '/download', 300);
        </script>""",
    )
    async with embedded(WAY_BACK, provider.showing("/start", asks)) as at:
        await at.eye.until_page("clipboard:refused notice:denied place:refused sound:refused")
        await at.eye.do("click", 20, 20)
        await at.eye.until(lambda _seen: "/download" in provider.paths)
        seen = await at.eye.look()
        assert (seen["menu"], seen["card"]) == ([], [])
    assert downloads() == []


BY_A_PRESS = """<button style='position:fixed;inset:0' onclick='ask()'>x</button><script>
const said = [];
const ask = () => {
  const tries = {
    screen: navigator.mediaDevices.getDisplayMedia && (() => navigator.mediaDevices.getDisplayMedia({video: true})),
    file: window.showOpenFilePicker, folder: window.showDirectoryPicker, place: window.showSaveFilePicker,
  };
  const all = Object.entries(tries).map(([name, attempt]) =>
    Promise.resolve(attempt ? attempt() : Promise.reject('none')).then(() => said.push(name), () => 0));
  navigator.registerProtocolHandler('web+acme', '/take?%s');
  Promise.all(all).then(() => document.title = `given [${said}]`);
};
</script>"""


async def test_not_even_by_a_press_does_a_page_see_the_screen_or_a_file(provider: EmbeddedProvider) -> None:
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start", BY_A_PRESS))) as at:
        await at.eye.until_page("/start")
        await at.eye.click_until_page("given []")
        assert (await at.eye.look())["card"] == []


UNASKED = """<a id='link' target='_blank' href='/other?1'>x</a>
<form id='form' target='_blank' action='/other'><input name='n' value='2'></form><script>
window.open('/other?3');
document.getElementById('link').click();
document.getElementById('form').submit();
setTimeout(() => document.title = 'tried', 300);
</script>"""


async def test_no_window_opens_that_nobody_has_pressed_for(provider: EmbeddedProvider) -> None:
    provider.showing("/other", titled("/other"))
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start", UNASKED))) as at:
        seen = await at.eye.until_page("tried")
        assert seen["back"] is False
    assert "/other" not in provider.paths


CALLS = """<script>
const doors = 'RTCPeerConnection webkitRTCPeerConnection RTCDataChannel WebTransport IdentityCredential'.split(' ');
function found(where, of) { return doors.filter((door) => door in of).map((door) => where + ' ' + door) }
let said = found('page', window);
addEventListener('message', (event) => document.title = [...said, ...event.data, 'closed'].join());
const says = document.createElement('iframe');
says.srcdoc = '<scr' + 'ipt>parent.postMessage(parent.found("frame", window), "*")</scr' + 'ipt>';
document.documentElement.append(says);
try {
  const call = new RTCPeerConnection({iceServers: [{urls: 'turn:PLACE?transport=tcp', username: 'a', credential: ''}]});
  call.createDataChannel('x');
  call.createOffer().then((offer) => call.setLocalDescription(offer));
} catch (error) { said.push(error.name) }
</script>"""


async def test_no_page_finds_calls_between_browsers_or_a_sign_in_by_the_browsers_account(
    provider: EmbeddedProvider,
) -> None:
    async with doorstep() as step:
        calls = CALLS.replace("PLACE", f"127.0.0.1:{step.port}")
        async with embedded(WAY_BACK, provider.showing("/start", titled("/start", calls))) as at:
            await at.eye.until_page("ReferenceError,closed")
        assert step.visitors == 0


async def test_a_file_dragged_over_the_page_isnt_let_in_and_a_text_is(
    provider: EmbeddedProvider, tmp_path: Path
) -> None:
    drops = "<script>addEventListener('dragover', (event) => event.preventDefault())</script>"
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start", drops))) as at:
        await at.eye.until_page("/start")
        assert await at.eye.do("drag", str(tmp_path)) is False
        assert await at.eye.do("drag", "") is True


async def test_no_page_holds_the_window_back_and_no_key_opens_what_a_browser_has(provider: EmbeddedProvider) -> None:
    holds = titled(
        "/start",
        "<input id='field' style='position:fixed;inset:0'><script>onbeforeunload = (event) => event.preventDefault();"
        "window.print();"
        "setInterval(() => document.title = `[${document.activeElement.id} ${field.value}]`, 10)</script>",
    )
    async with embedded(WAY_BACK, provider.showing("/start", holds)) as at:
        await at.eye.click_until_page("[field ]")
        for key in ("Ctrl+O", "Ctrl+S", "Ctrl+P", "Ctrl+U", "Ctrl+N", "Ctrl+T", "Ctrl+Shift+I", "F11", "F12"):
            await at.eye.do("keys", key)
        await at.eye.do("write", "x")
        seen = await at.eye.until_page("[field x]")  # the window is still before all others, and nothing hangs over it
        assert (seen["path"], seen["menu"], seen["card"]) == ("/start", [], [])
        assert await at.eye.do("press", "Cancel")
        with pytest.raises(WindowClosed):
            await at.caught()
