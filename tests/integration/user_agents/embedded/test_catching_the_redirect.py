"""Any registered redirect is caught before a request leaves, in whichever way the provider leads to it."""

import pytest

from ledgerpass.flows.user_agent import Hindrance, WayBack
from tests.support.embedded_provider import EmbeddedProvider, doorstep, embedded_provider
from tests.support.embedded_visit import Judged, embedded, titled

WAYS = ("302", "script", "meta", "link")
ADDED = "code=a%2Bb%20c&state=good"


@pytest.mark.parametrize(
    "redirect_uri",
    [
        "http://127.0.0.1:{port}/callback",
        "https://127.0.0.1:{port}/callback?tenant=7",
        "nl.acme.books:/callback",
        "urn:ietf:wg:oauth:2.0:oob:auto",
    ],
)
async def test_whatever_leads_there_the_answer_is_caught_and_the_page_never_loaded(redirect_uri: str) -> None:
    async with doorstep() as step, embedded_provider() as provider:
        registered = redirect_uri.format(port=step.port)
        joined = "&" if "?" in registered else "?"
        way_back = WayBack(host=None, redirect_uri=registered, provider="Acme")
        judged = Judged(wanted=lambda address: "last" in address)
        expected: list[str] = []
        async with embedded(way_back, provider.showing("/start", titled("/start")), judged=judged) as at:
            await at.eye.until_page("/start")
            for way in WAYS:
                for end in (f"{joined}{ADDED}", f"#{ADDED}"):
                    await at.eye.do("go", provider.leading(way, registered + end))
                    expected.append(registered + end)
                    assert await at.arrivals(len(expected)) == expected, way
            await at.eye.do("go", provider.leading("get", registered))  # such a form drops the query there was
            expected.append(f"{registered.partition('?')[0]}?code=c&state=good")
            assert await at.arrivals(len(expected)) == expected
            await at.eye.do("go", provider.leading("post", registered))
            expected.append(f"{registered}{joined}code=a%2Bb+%2F%C3%BC&state=good")
            assert await at.arrivals(len(expected)) == expected
            await at.eye.do("go", provider.leading("in-shadow", registered))
            expected.append(f"{registered}{joined}code=a%2Bb+%2F%C3%BC&state=good")
            assert await at.arrivals(len(expected)) == expected
            for way in ("post-completed", "post-unheard", "post-from-frame"):
                await at.eye.do("go", provider.leading(way, registered))
                expected.append(f"{registered}{joined}code=c&state=good")
                assert await at.arrivals(len(expected)) == expected, way
            for way in ("post-by-button", "post-hidden"):
                await at.eye.do("go", provider.leading(way, registered))
                values = "code=a%2Bb+%2F%C3%BC&state=good&method=m&action=a&getAttribute=g"
                expected.append(f"{registered}{joined}{values}")
                assert await at.arrivals(len(expected)) == expected, way
            assert not at.answer.done()
            await at.eye.do("go", provider.leading("302", f"{registered}{joined}last"))
            assert await at.caught() == f"{registered}{joined}last"
        assert step.visitors == 0


REGISTERED = "https://registered.example/callback"
OUT_OF_REACH = ("post-307", "rewritten", "in-closed-shadow", "302")


async def test_an_answer_that_is_out_of_reach_is_told_and_never_taken_for_one(provider: EmbeddedProvider) -> None:
    address = provider.showing("/start", titled("/start"))
    async with embedded(WayBack(host=None, redirect_uri=REGISTERED, provider="Acme"), address) as at:
        await at.eye.until_page("/start")
        for way in OUT_OF_REACH:
            await at.eye.do("go", provider.leading(way, REGISTERED))
            seen = await at.eye.until(lambda seen: seen["message"])
            assert seen["message"] == "Acme's answer came in a way that this window can't read.", way
            await at.eye.do("press", "Put this away")
        await at.eye.do("go", provider.leading("in-empty-window", REGISTERED))
        await at.eye.until(lambda seen: seen["path"] == "/in-empty-window")
        await at.eye.click_until(lambda seen: "can't read" in str(seen["message"]))
        await at.eye.do("press", "Put this away")
        tells = f"location.href = '{REGISTERED}?state=good&code=' + 'c'.repeat({{}}); 1"
        await at.eye.do("script", tells.format(200_000))  # more than the pipe's longest line
        seen = await at.eye.until(lambda seen: "can't read" in str(seen["message"]))
        assert at.judged.arrived == []
        assert seen["action"] == "Continue in your own browser"
        assert await at.eye.do("press", "Continue in your own browser")
        assert await at.handed_over() == ([address], [Hindrance.MOVED])
        assert not at.answer.done()
