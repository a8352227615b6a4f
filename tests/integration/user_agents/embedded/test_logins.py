"""A server that asks who is there is answered for the page alone; what a part of a page asks costs the page nothing."""

from ledgerpass.flows.user_agent import WayBack
from tests.support.embedded_provider import EmbeddedProvider
from tests.support.embedded_visit import embedded, titled

WAY_BACK = WayBack(host=None, redirect_uri="https://registered.example/callback", provider="Acme")
ASKS = 'WWW-Authenticate: Basic realm="Books"'
PARTS = ("style", "picture", "frame", "call", "script")
PAGE_OF_PARTS = """<link rel="stylesheet" href="{there}/style"><img src="{there}/picture">
<script src="{there}/script"></script><iframe src="{there}/frame"></iframe><script>
const say = (word) => {{ document.title = word }}, call = () => fetch('{there}/call', {{mode: 'no-cors'}});
addEventListener('load', () => call().then(() => say('{there}'), say))</script>"""


async def test_a_part_of_a_page_that_asks_who_is_there_gets_no_answer_and_the_page_stays(
    provider: EmbeddedProvider,
) -> None:
    for part in PARTS:
        provider.showing(f"/{part}", part, ASKS, status="401 Unauthorized")
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at:
        await at.eye.until_page("/start")
        for there in (provider.origin, provider.origin.replace("localhost", "127.0.0.1")):
            provider.served.heads.clear()
            await at.eye.do("go", provider.showing("/parts", titled("/parts", PAGE_OF_PARTS.format(there=there))))
            seen = await at.eye.until_page(there)
            assert (seen["card"], seen["message"], seen["path"]) == ([], "", "/parts")
            assert sorted(provider.paths) == sorted(["/parts", *(f"/{part}" for part in PARTS)])  # each one once
            assert not any(b"authorization:" in head.lower() for head in provider.served.heads)


async def test_a_page_that_nobody_signs_in_to_is_asked_for_once_and_shown_as_strangers_see_it(
    provider: EmbeddedProvider,
) -> None:
    books = provider.showing("/books", titled("for strangers"), ASKS, status="401 Unauthorized")
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at:
        await at.eye.until_page("/start")
        await at.eye.do("go", provider.leading("302", f"{books}#part"))
        await at.eye.until(lambda seen: seen["card"])
        assert await at.eye.do("press", "Not now")
        seen = await at.eye.until_page("for strangers")
        assert "didn't say who you are" in str(seen["message"])
        assert provider.paths.count("/books") == 1
        provider.showing("/books", titled("for strangers again"), ASKS, status="401 Unauthorized")
        assert await at.eye.do("press", "Load the page again")
        await at.eye.until(lambda seen: seen["card"])
        assert await at.eye.do("press", "Not now")
        assert (await at.eye.until_page("for strangers again"))["message"]
        await at.eye.do("script", "location.reload(); 1")  # a page that keeps asking doesn't get through
        await at.eye.until(lambda _seen: provider.paths.count("/books") == 3)
        assert (await at.eye.look())["card"] == []


async def test_a_server_with_an_error_of_its_own_was_reached(provider: EmbeddedProvider) -> None:
    trouble = provider.showing("/trouble", titled("sorry", "We are busy."), status="503 Service Unavailable")
    async with embedded(WAY_BACK, provider.leading("302", trouble)) as at:
        assert (await at.eye.until_page("sorry"))["message"] == ""
        await at.eye.do("go", provider.showing("/after", titled("/after")))
        assert (await at.eye.until_page("/after"))["message"] == ""
        await at.eye.do("go", provider.showing("/empty", "", status="500 Internal Server Error"))
        await at.eye.until(lambda seen: "can't reach" in str(seen["message"]))  # a page without a word says nothing
