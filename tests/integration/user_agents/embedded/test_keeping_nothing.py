"""A sign-in leaves nothing behind: no cookie for the next one, no byte on disk, no process, nothing in an argument."""

import os
from pathlib import Path

import psutil

from ledgerpass.flows.user_agent import WayBack
from tests.support.embedded_provider import EmbeddedProvider, page
from tests.support.embedded_visit import embedded, titled

REGISTERED = "https://registered.example/callback"
WAY_BACK = WayBack(host=None, redirect_uri=REGISTERED, provider="Acme")
MARK = "cF4x9-kept-by-the-page"
REMEMBER = f"""<script>
localStorage.setItem('mark', '{MARK}'); document.cookie = 'script={MARK}; max-age=99999';
const request = indexedDB.open('books', 1);
request.onupgradeneeded = () => request.result.createObjectStore('s');
request.onsuccess = () => {{
  const change = request.result.transaction('s', 'readwrite');
  change.objectStore('s').put('{MARK}', 'mark');
  change.oncomplete = () => caches.open('c').then((kept) => kept.put('/c', new Response('{MARK}')))
    .then(() => document.title = 'remembered');
}};
</script>"""


async def test_nothing_that_a_page_kept_is_there_for_the_next_sign_in_or_on_disk(provider: EmbeddedProvider) -> None:
    session = Path(os.environ["LEDGERPASS_TEST_SESSION"])
    before = _bytes_below(session)
    provider.pages["/start"] = page(
        titled("/start", REMEMBER), f"Set-Cookie: header={MARK}; Max-Age=99999", "Cache-Control: max-age=99999"
    )
    for _ in range(2):
        answer = f"{REGISTERED}?code=the-secret-code-{MARK}&state=good"
        async with embedded(WAY_BACK, f"{provider.origin}/start?state={MARK}") as at:
            await at.eye.until_page("remembered")
            await at.eye.do("go", provider.leading("302", answer))
            assert await at.caught() == answer
    shown = [head for head in provider.served.heads if head.startswith(b"GET /start")]
    assert len(shown) == 2  # the second time it was not taken from a cache
    assert not any(b"cookie:" in head.lower() for head in shown)
    written = {path: text for path, text in _bytes_below(session).items() if text != before.get(path)}
    assert [path for path, text in written.items() if MARK.encode() in text] == []
    assert [path for path in written if "Cookies" in path or "Storage" in path or "Cache" in path] == []


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


async def test_all_processes_of_the_window_end_with_it(provider: EmbeddedProvider) -> None:
    before = set(psutil.Process().children(recursive=True))  # other tests may have left some of their own
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at:
        await at.eye.until_page("/start")
        processes = [each for each in psutil.Process().children(recursive=True) if each not in before]
        assert len(processes) > 1
    _, left = psutil.wait_procs(processes, timeout=10)
    assert left == []


def _bytes_below(folder: Path) -> dict[str, bytes]:
    return {str(path): _read(path) for path in folder.rglob("*") if path.is_file()}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
