"""What a status alone decides."""

import time

import pytest

from ledgerpass.errors import AnswerNotUnderstood, Unreachable
from ledgerpass.http_message import HttpResponse
from ledgerpass.http_status import clock_offset, host_of, refuse_no_answer, retry_after

NOW = 1_795_305_600.0  # Sun, 22 Nov 2026 00:00:00 GMT
TOKEN_URL = "https://moneybird.com/oauth/token?tenant=secret"


def answer(status: int = 200, body: bytes = b"", **headers: str) -> HttpResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HttpResponse(status=status, headers=named, body=body, url=TOKEN_URL)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504, 511, 599])
def test_a_busy_or_broken_server_is_unreachable(status: int) -> None:
    with pytest.raises(Unreachable) as caught:
        refuse_no_answer(answer(status, b'{"error":"invalid_grant"}'), now=NOW)
    assert (caught.value.status, caught.value.host) == (status, "moneybird.com")


@pytest.mark.parametrize("status", [300, 301, 302, 303, 307, 308])
def test_a_redirect_is_no_answer_and_is_not_followed(status: int) -> None:
    with pytest.raises(AnswerNotUnderstood, match="not followed"):
        refuse_no_answer(answer(status, b'{"error":"moved"}', location="https://elsewhere.example/"), now=NOW)


@pytest.mark.parametrize("status", [300, 304])
def test_what_leads_nowhere_else_is_not_understood(status: int) -> None:
    with pytest.raises(AnswerNotUnderstood):
        refuse_no_answer(answer(status), now=NOW)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("body", [b"", b"\r\n", b"<a href='https://wifi.example/'>Sign in</a>"])
def test_a_redirect_that_says_nothing_to_a_program_is_the_networks(status: int, body: bytes) -> None:
    with pytest.raises(Unreachable, match="web page"):
        refuse_no_answer(answer(status, body, location="https://wifi.example/", content_type="text/html"), now=NOW)


@pytest.mark.parametrize("status", [200, 302, 307, 400, 403, 404, 407])
@pytest.mark.parametrize("content_type", ["text/html", "Text/HTML; charset=utf-8", "application/xhtml+xml"])
@pytest.mark.parametrize(
    "page",
    [b"<p>Blocked", b"\xef\xbb\xbf\r\n<!-- filter --><html>", "<html>".encode("utf-16"), b"<?xml version='1.0'?>"],
)
def test_a_filters_page_is_no_answer_under_any_status(status: int, content_type: str, page: bytes) -> None:
    with pytest.raises(Unreachable, match="web page") as caught:
        refuse_no_answer(answer(status, page, content_type=content_type), now=NOW)
    assert caught.value.status == status


@pytest.mark.parametrize("body", [b'{"error":"invalid_grant"}', b"error=invalid_grant", b""])
def test_an_error_that_is_only_called_a_page_goes_on(body: bytes) -> None:
    refuse_no_answer(answer(403, body, content_type="text/html"), now=NOW)


def test_a_401_and_a_challenge_are_the_servers_own_words_even_with_a_page() -> None:
    refuse_no_answer(answer(401, b"<html>Unauthorized</html>", content_type="text/html"), now=NOW)
    challenge = "OAuth oauth_problem=permission_denied"
    page = answer(403, b"<html>No</html>", content_type="text/html", www_authenticate=challenge)
    refuse_no_answer(page, now=NOW)


@pytest.mark.parametrize("page", [b"<!DOCTYPE html><title>Wi-Fi</title>", b"\r\n <html lang=nl>", b"<HTML>"])
def test_a_hotels_web_page_is_no_answer_of_the_provider(page: bytes) -> None:
    with pytest.raises(Unreachable, match="web page"):
        refuse_no_answer(answer(200, page), now=NOW)


@pytest.mark.parametrize("status", [200, 201, 400, 401, 403, 404])
def test_an_answer_of_the_provider_itself_goes_on(status: int) -> None:
    refuse_no_answer(answer(status, b"{}"), now=NOW)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sun, 22 Nov 2026 00:02:00 GMT", 120.0),
        ("Sat, 21 Nov 2026 23:00:00 GMT", 0.0),
        ("99999999999999999999", 86_400.0),
        ("Fri, 22 Nov 2126 00:00:00 GMT", 86_400.0),
        ("soon", None),
        ("-5", None),
        ("²", None),
        ("", None),
        ("Sun, 22 Nov 99999 00:00:00 GMT", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(said: str, seconds: float | None) -> None:
    assert retry_after(answer(429, retry_after=said), now=NOW) == seconds


def test_the_wait_that_a_server_asks_for_is_in_the_error() -> None:
    with pytest.raises(Unreachable) as caught:
        refuse_no_answer(answer(503, retry_after="7"), now=NOW)
    assert caught.value.retry_after == 7.0


def test_a_slow_clock_is_behind_the_servers_date() -> None:
    assert clock_offset(answer(date="Sun, 22 Nov 2026 00:07:00 GMT"), now=NOW) == -420.0
    assert clock_offset(answer(date="yesterday"), now=NOW) is None
    assert clock_offset(answer(), now=NOW) is None


def test_a_date_without_a_time_zone_is_utc_wherever_the_computer_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "EAST-9")
        time.tzset()
        offset = clock_offset(answer(date="Sun, 22 Nov 2026 00:07:00 -0000"), now=NOW)
    time.tzset()
    assert offset == -420.0


def test_an_errors_host_is_the_host_and_nothing_else() -> None:
    assert host_of("https://user:password@moneybird.com:8443/oauth/token?code=1#x") == "moneybird.com"
    assert host_of("https://[broken") == ""
