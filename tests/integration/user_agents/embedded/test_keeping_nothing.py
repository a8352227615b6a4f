"""A sign-in leaves nothing behind: no cookie for the next one, no byte on disk, and nothing in an argument."""

import os
import resource
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest

from ledgerpass.flows.user_agent import Hindrance, WayBack
from ledgerpass.user_agents.embedded_browser.network import Network
from tests.support.authority import Authority
from tests.support.embedded_provider import EmbeddedProvider, page
from tests.support.embedded_visit import embedded, titled
from tests.support.secured_provider import SecuredProvider, secured_provider
from tests.support.window_processes import windows, with_helpers

REGISTERED = "https://registered.example/callback"
WAY_BACK = WayBack(host=None, redirect_uri=REGISTERED, provider="Acme")
OURS = Authority()
NETWORK = Network(certificates=(OURS.certificate,))
MARK = "cF4x9-kept-by-the-page"
KEEP_FOR_YEARS = ("Cache-Control: max-age=99999", "Strict-Transport-Security: max-age=99999")
REMEMBER = f"""<a id="download" href="/download" download>x</a><script>
const books = () => new Promise((done) => {{
  const request = indexedDB.open('books', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('s');
  request.onsuccess = () => {{
    const change = request.result.transaction('s', 'readwrite');
    change.objectStore('s').put('{MARK}', 'mark');
    change.oncomplete = done;
  }};
}});
const file = async () => {{
  const place = await navigator.storage.getDirectory();
  const written = await (await place.getFileHandle('mark', {{create: true}})).createWritable();
  await written.write('{MARK}');
  await written.close();
}};
const remember = async () => {{
  localStorage.setItem('mark', '{MARK}');
  sessionStorage.setItem('mark', '{MARK}');
  document.cookie = 'script={MARK}; max-age=99999';
  await books();
  await (await caches.open('c')).put('/c', new Response('{MARK}'));
  await file().catch(() => 0);
  await navigator.serviceWorker.register('/worker?{MARK}').catch(() => 0);
  document.getElementById('download').click();
  history.replaceState(null, '', '/start?{MARK}');
}};
remember().then(() => document.title = 'remembered', (error) => document.title = String(error));
</script>"""
WORKER = f"self.addEventListener('install', (event) => event.waitUntil(caches.open('{MARK}')))"
NOT_OF_THE_SIGN_IN = (".pki/nssdb/", "cache/mesa_shader_cache/")
"""What libraries write for every program: an empty store for certificates, and how the graphics driver draws."""


@pytest.fixture
async def keeping() -> AsyncIterator[SecuredProvider]:
    """A provider whose page keeps all that a page can keep."""
    async with secured_provider(OURS.server("localhost")) as provider:
        cookie = f"Set-Cookie: header={MARK}; Max-Age=99999"
        provider.pages["/start"] = page(titled("/start", REMEMBER), cookie, *KEEP_FOR_YEARS)
        provider.pages["/worker"] = page(WORKER).replace(b"text/html", b"text/javascript")
        provider.showing("/download", MARK, f"Content-Disposition: attachment; filename={MARK}.txt")
        yield provider


class Disk:
    """What is written since now: below the session's home, data, cache and temporary folders, and in shared memory."""

    def __init__(self) -> None:
        self._places = (Path(os.environ["LEDGERPASS_TEST_SESSION"]), Path("/dev/shm"))  # noqa: S108 - looked at
        self._before = self._look()

    def _look(self) -> dict[str, bytes]:
        return {str(path): _read(path) for place in self._places for path in place.rglob("*") if path.is_file()}

    def assert_nothing_is_kept(self) -> None:
        """Find the mark in no file, and no new file of which that is not plain anyhow."""
        written = {path: text for path, text in self._look().items() if text != self._before.get(path)}
        assert [path for path, text in written.items() if MARK.encode() in text or MARK in path] == []
        own = [path for path in written if path.startswith(str(self._places[0]))]
        assert [path for path in own if not any(each in path for each in NOT_OF_THE_SIGN_IN)] == []


async def test_nothing_that_a_page_kept_is_there_for_the_next_sign_in_or_on_disk(keeping: SecuredProvider) -> None:
    disk = Disk()
    answer = f"{REGISTERED}?code=the-secret-code-{MARK}&state=good"
    for _ in range(2):
        async with embedded(WAY_BACK, f"{keeping.origin}/start?state={MARK}", network=NETWORK) as at:
            await at.eye.until_page("remembered")
            await at.eye.do("go", keeping.leading("302", answer))
            assert await at.caught() == answer
    shown = [head for head in keeping.served.heads if head.startswith(b"GET /start")]
    assert len(shown) == 2  # the second time it was not taken from a cache
    assert not any(b"cookie:" in head.lower() for head in shown)
    assert keeping.paths.count("/worker") == 2
    disk.assert_nothing_is_kept()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
async def test_a_window_that_crashes_in_the_middle_leaves_no_more(
    keeping: SecuredProvider, number: signal.Signals
) -> None:
    disk = Disk()
    async with embedded(WAY_BACK, f"{keeping.origin}/start?state={MARK}", network=NETWORK) as at:
        await at.eye.until_page("remembered")
        processes = psutil.Process().children(recursive=True)
        windows()[0].send_signal(number)
        assert (await at.handed_over())[1] == [Hindrance.FAILED]
    psutil.wait_procs(processes, timeout=10)
    disk.assert_nothing_is_kept()


async def test_a_download_is_not_even_begun_on_disk(
    provider: EmbeddedProvider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [tmp_path / "home" / "Downloads", tmp_path / "tmp"]
    for place in places:
        place.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    attached = provider.showing("/download", MARK, "Content-Disposition: attachment; filename=evil.sh")
    made = "URL.createObjectURL(new Blob(['x']))"
    own = f"const link = document.createElement('a'); link.href = {made}; link.download = 'evil.sh'; link.click(); 1"
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at:
        await at.eye.until_page("/start")
        before = [place.stat().st_mtime_ns for place in places]  # a folder knows when a name last came or went
        await at.eye.do("script", own)
        await at.eye.do("go", attached)
        await at.eye.until(lambda _: "/download" in provider.paths)
        await at.eye.do("go", provider.showing("/next", titled("/next")))
        await at.eye.until_page("/next")
    assert [place.stat().st_mtime_ns for place in places] == before


async def test_no_process_of_the_window_may_write_its_memory_to_disk(provider: EmbeddedProvider) -> None:
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    try:
        async with embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at:
            await at.eye.until_page("/start")
            processes = with_helpers(windows()[0])
            assert {each.rlimit(psutil.RLIMIT_CORE) for each in processes} == {(0, 0)}
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)


async def test_no_address_and_no_answer_stands_in_an_argument_or_the_environment(provider: EmbeddedProvider) -> None:
    start = provider.showing("/start?state=the-secret-state", titled("/start"))
    async with embedded(WAY_BACK, start) as at:
        await at.eye.until_page("/start")
        processes = psutil.Process().children(recursive=True)
        assert len(processes) > 1
        for each in processes:
            for place in ("cmdline", "environ"):
                said = _read(Path(f"/proc/{each.pid}/{place}"))
                assert b"the-secret-state" not in said, (each, place)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
