"""Answers that don't stand in the query: posted by the provider's page, or behind the `#`, which a browser keeps."""

import re

import pytest

from tests.support.listening import GOOD, PATH, Listening, listening, status_of

FORM = "application/x-www-form-urlencoded"
CHUNKED = f"POST {PATH} HTTP/1.1\r\nHost: {{host}}\r\nContent-Type: {FORM}\r\nTransfer-Encoding: chunked\r\n\r\n"


async def post(
    at: Listening, body: str, content_type: str = FORM, headers: str = "", path: str = PATH, method: str = "POST"
) -> bytes:
    head = f"{method} {path} HTTP/1.1\r\nHost: {{host}}\r\nContent-Type: {content_type}\r\n{headers}"
    return await at.raw(f"{head}Content-Length: {len(body)}\r\n\r\n{body}")


@pytest.mark.parametrize("content_type", [FORM, f"{FORM}; charset=UTF-8", FORM.upper()])
@pytest.mark.parametrize("origin", ["", "Origin: null\r\n", "Origin: https://acme.example\r\n"])
async def test_a_posted_form_is_caught_as_if_it_stood_in_the_query(content_type: str, origin: str) -> None:
    async with listening() as at:
        answer = await post(at, "code=a%2Fb+c&state=good", content_type, origin)
        assert status_of(answer) == 303
        location = re.search(rb"(?i)\r\nlocation: (\S+)", answer)
        assert location
        page = await at.ask(location[1].decode())
        assert (await at.arrival).reveal() == f"{at.redirect_uri}?code=a%2Fb+c&state=good"
    assert "Almost done" in page.text


async def test_a_form_that_is_posted_twice_gets_the_same_page() -> None:
    async with listening() as at:
        answers = [await post(at, GOOD) for _ in range(2)]
        assert [status_of(answer) for answer in answers] == [303, 303]
        assert answers[0] == answers[1]
        await at.ask(answers[0].partition(b"ocation: ")[2].split()[0].decode())


async def test_a_form_in_chunks_which_no_browser_sends_is_refused_and_the_wait_goes_on() -> None:
    async with listening() as at:
        assert status_of(await at.raw(CHUNKED + "6\r\ncode=c\r\nb\r\n&state=good\r\n0\r\n\r\n")) == 411
        assert not at.arrival.done()
        await at.still_catches_the_redirect()


@pytest.mark.parametrize("body", ["code=c&state=stale", "", "code=c", "state=go%6fd", "state=\x00good"])
async def test_a_posted_form_with_another_state_is_from_an_earlier_try(body: str) -> None:
    async with listening() as at:
        answer = await post(at, body)
        assert (status_of(answer), b"from an earlier try" in answer) == (400, True)
        await at.still_catches_the_redirect()


async def test_what_no_address_can_hold_is_encoded_and_never_becomes_a_fragment() -> None:
    async with listening() as at:
        assert status_of(await post(at, "code=a b\xe9#x\n&state=good")) == 303
        assert (await at.arrival).reveal() == f"{at.redirect_uri}?code=a%20b%E9%23x%0A&state=good"


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
async def test_a_post_of_another_kind_is_refused(content_type: str) -> None:
    async with listening() as at:
        assert status_of(await post(at, GOOD, content_type)) == 415
        await at.still_catches_the_redirect()


async def test_a_form_of_64_kilobytes_is_read_and_a_longer_one_is_not() -> None:
    async with listening() as at:
        padding = 64 * 1024 - len(f"{GOOD}&x=")
        assert status_of(await post(at, f"{GOOD}&x={'x' * (padding + 1)}")) == 413
        assert not at.arrival.done()
        assert status_of(await post(at, f"{GOOD}&x={'x' * padding}")) == 303
        assert await at.arrival


@pytest.mark.parametrize(("path", "status"), [("/", 404), ("/favicon.ico", 404), ("/done/x", 404)])
async def test_a_post_to_another_path_is_not_found(path: str, status: int) -> None:
    async with listening() as at:
        assert status_of(await post(at, GOOD, path=path)) == status
        await at.still_catches_the_redirect()


async def test_the_bare_address_gets_a_page_that_posts_the_fragment_and_explains_itself_without_scripts() -> None:
    async with listening() as at:
        answer = await at.raw(f"GET {PATH} HTTP/1.1\r\nHost: {{host}}\r\n\r\n")
        assert not at.arrival.done()
        head, _, page = answer.decode().partition("\r\n\r\n")
        assert status_of(answer) == 200
        assert "Copy the whole address and paste it in Ledgerpass." in page
        nonce = re.search(r'<script nonce="([\w-]{16,})">', page)
        assert nonce
        assert f"script-src 'nonce-{nonce[1]}'" in head
        assert "form-action 'self'" in head
        assert "unsafe" not in head
        other = await at.raw(f"GET {PATH} HTTP/1.1\r\nHost: {{host}}\r\n\r\n")
        assert nonce[1].encode() not in other
        await at.still_catches_the_redirect()


async def test_no_script_can_run_in_any_other_page() -> None:
    async with listening() as at:
        for request in ("GET /x HTTP/1.1\r\nHost: {host}\r\n\r\n", "GET /done/x HTTP/1.1\r\nHost: {host}\r\n\r\n"):
            answer = await at.raw(request)
            assert b"default-src 'none'" in answer
            assert b"script" not in answer
            assert b"form-action 'none'" in answer
