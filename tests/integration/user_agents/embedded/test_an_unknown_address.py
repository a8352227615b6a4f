"""The provider's own page about a redirect address that isn't registered there is explained, and what to register."""

from ledgerpass.flows.user_agent import WayBack
from tests.support.embedded_provider import EmbeddedProvider
from tests.support.embedded_visit import embedded, titled

REGISTERED = "https://registered.example/callback"
WAY_BACK = WayBack(host=None, redirect_uri=REGISTERED, provider="Acme")
COMPLAINT = "<h1>An error has occurred</h1><p>The redirect uri included is not valid.</p>"
LATER = f"<div id=app></div><script>setTimeout(() => app.innerHTML = `{COMPLAINT}`, 400)</script>"
CONSENT = (
    "<p>Ledgerpass wants to see your invoices, and then goes on to https://registered.example/callback.</p>"
    "<p>If that redirect URI is unknown to you, don't allow it.</p><form method=post><input type=checkbox>"
    "<button>Allow</button><button>Deny</button></form>"
)


async def test_the_providers_complaint_is_explained_and_the_address_can_be_copied(provider: EmbeddedProvider) -> None:
    wrong = provider.showing("/oauth/authorize", titled("wrong", COMPLAINT), status="400 Bad Request")
    async with embedded(WAY_BACK, wrong) as at:
        seen = await at.eye.until(lambda seen: "has to be registered" in str(seen["message"]))
        assert seen["message"] == (
            "Acme doesn't know the address that it should lead back to. "
            f"It has to be registered there, exactly like this: {REGISTERED}"
        )
        assert await at.eye.do("press", "Copy the address")
        assert await at.eye.do("clipboard") == REGISTERED
        assert (await at.eye.look())["message"] == seen["message"]
        await at.eye.do("script", "history.pushState({}, '', '/other'); document.body.innerHTML = 'Sign in'; 1")
        await at.eye.until(lambda seen: seen["path"] == "/other" and not seen["message"])
        assert await at.eye.do("press", "Back")
        await at.eye.do("go", wrong)
        await at.eye.until(lambda seen: "has to be registered" in str(seen["message"]))
        await at.eye.do("go", provider.showing("/login", titled("/login", CONSENT)))
        assert (await at.eye.until_page("/login"))["message"] == ""
        assert await at.eye.do("press", "Back")
        await at.eye.until(lambda seen: "has to be registered" in str(seen["message"]))
        await at.eye.do("go", provider.showing("/app", titled("/app", LATER)))
        assert (await at.eye.until_page("/app"))["message"] == ""
        await at.eye.until(lambda seen: "has to be registered" in str(seen["message"]))


async def test_another_servers_page_and_a_part_that_nobody_sees_say_nothing(provider: EmbeddedProvider) -> None:
    hidden = titled("/hidden", f"<div style='display:none'>{COMPLAINT}</div><iframe srcdoc='{COMPLAINT}'></iframe>")
    start = titled("/start", f"{CONSENT}<script>setTimeout(() => document.title = 'looked at', 1500)</script>")
    async with embedded(WAY_BACK, provider.showing("/start", start)) as at:
        assert (await at.eye.until_page("looked at"))["message"] == ""
        await at.eye.do("go", provider.showing("/hidden", hidden))
        assert (await at.eye.until_page("/hidden"))["message"] == ""
        elsewhere = provider.showing("/elsewhere", titled("/elsewhere", COMPLAINT)).replace("localhost", "127.0.0.1")
        await at.eye.do("go", elsewhere)
        await at.eye.until_page("/elsewhere")
        assert not await at.eye.look_for_a_while(lambda seen: seen["message"])
