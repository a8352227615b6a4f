"""A page that asks for a passkey is offered the user's own browser; one that only could, or only looks, is not."""

from ledgerpass.flows.user_agent import WayBack
from tests.support.embedded_provider import EmbeddedProvider
from tests.support.embedded_visit import Embedded, embedded, titled

WAY_BACK = WayBack(host=None, redirect_uri="https://registered.example/callback", provider="Acme")
CHALLENGE = "publicKey: {challenge: new Uint8Array(8)}"
QUIET = (
    f"navigator.credentials.get({{mediation: 'silent', {CHALLENGE}}})",
    f"navigator.credentials.get({{mediation: 'conditional', {CHALLENGE}}})",
    "navigator.credentials.get({password: true})",
    "navigator.credentials.get()",
    "navigator.credentials.get(null)",
    "navigator.credentials.get('publicKey')",
    f"CredentialsContainer.prototype.get.call(null, {{{CHALLENGE}}})",
    "PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable()",
    "PublicKeyCredential.isConditionalMediationAvailable()",
)
ASKS = (
    f"navigator.credentials.get({{{CHALLENGE}}})",
    f"navigator.credentials.get({{mediation: 'required', {CHALLENGE}}})",
    "navigator.credentials.create({publicKey: {}})",
)
# what a page would see if its options were read twice, in another order, or with another `this`
CURIOUS = """(() => {
  const reads = [];
  const options = {get mediation() { reads.push('mediation ' + (this === options)); return 'conditional' },
                    get publicKey() { reads.push('publicKey ' + (this === options)); return undefined }};
  const broken = {get publicKey() { throw new Error('mine') }};
  const own = Object.create({get publicKey() { reads.push('inherited'); return undefined }});
  const ask = (given) => navigator.credentials.get(given).then(() => 'given', (error) => error.message);
  Promise.all([ask(options), ask(broken), ask(own)]).then(([, error]) => {
    document.title = [...reads, error, navigator.credentials.get.name].join()
  });
})(); 1"""


async def test_only_a_page_that_really_asks_for_a_passkey_is_offered_the_users_own_browser(
    provider: EmbeddedProvider,
) -> None:
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at:
        await at.eye.until_page("/start")
        for number, call in enumerate(QUIET):
            await _call(at, call, f"quiet {number}")
            assert (await at.eye.look())["message"] == "", call
        for number, call in enumerate(ASKS):
            await _call(at, call, f"asks {number}")
            seen = await at.eye.until(lambda seen: seen["message"])
            assert "passkeys" in str(seen["message"])
            await at.eye.do("press", "Put this away")
        await at.eye.do("script", CURIOUS)
        await at.eye.until_page("mediation true,publicKey true,inherited,mine,get")
        assert (await at.eye.look())["message"] == ""


async def test_a_frame_asks_only_where_its_page_lets_it(provider: EmbeddedProvider) -> None:
    frame = f"<script>navigator.credentials.get({{{CHALLENGE}}}).catch(() => parent.postMessage('asked', '*'))</script>"
    provider.showing("/frame", titled("/frame", frame))
    there = provider.origin.replace("localhost", "127.0.0.1")
    hears = "<script>addEventListener('message', () => document.title = 'asked')</script>"
    framed = f'<iframe {{}} src="{there}/frame"></iframe>'
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start", hears + framed))) as at:
        await at.eye.until_page("asked")
        assert (await at.eye.look())["message"] == ""
        allowed = hears + framed.format('allow="publickey-credentials-get"')
        await at.eye.do("go", provider.showing("/allowed", titled("/allowed", allowed)))
        await at.eye.until(lambda seen: "passkeys" in str(seen["message"]))


WAITS = """(async () => {
  const known = PublicKeyCredential.getClientCapabilities;
  await (known ? PublicKeyCredential.getClientCapabilities() : 0);
  document.title = 'went on';
})(); 1"""


async def test_a_page_that_asks_what_passkeys_can_do_here_does_not_wait_for_ever(provider: EmbeddedProvider) -> None:
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at:
        await at.eye.until_page("/start")
        await at.eye.do("script", WAITS)
        await at.eye.until_page("went on")


async def _call(at: Embedded, call: str, title: str) -> None:
    """Have the page make a call, and wait until it has been answered or has had time to be heard."""
    await at.eye.do("script", f"Promise.race([{call}, new Promise((on) => setTimeout(on, 150))])"
                    f".catch(() => 0).finally(() => document.title = '{title}'); 1")  # fmt: skip
    await at.eye.until_page(title)
