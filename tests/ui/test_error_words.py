import inspect
from collections.abc import Iterator

import pytest

from ledgerpass import errors
from ledgerpass.ui.wording.errors import explain, has_own_words
from ledgerpass.ui.wording.explanation import Action
from tests.ui.words import FORBIDDEN, whole

VALUES: dict[str, object] = {
    "provider": "moneybird",
    "host": "moneybird.com",
    "proxy": "proxy.jansen.example:3128",
    "status": 401,
    "error": "invalid_client",
    "description": "client authentication failed: client_secret=hunter2hunter2",
    "reason": "state",
    "seconds": 430.0,
    "ports": (47620, 47621),
    "redirect_uri": "http://127.0.0.1:47620/callback/moneybird",
    "file": "moneybird.toml",
    "place": "line 3",
    "keychain": "Secret Service (gnome-keyring)",
    "issuer": "Zscaler Root CA",
    "retry_after": 30.0,
    "connection": "a1b2",
    "kind": "ZeroDivisionError",
    "expected": "Bakkerij Smit B.V.",
    "least": 12,
    "missing": ("See the names of your companies",),
}


def every_class(root: type[errors.LedgerpassError] = errors.LedgerpassError) -> Iterator[type[errors.LedgerpassError]]:
    yield root
    for branch in root.__subclasses__():
        yield from every_class(branch)


EVERY_CLASS = list(every_class())


def made(kind: type[errors.LedgerpassError], **changes: object) -> errors.LedgerpassError:
    wanted = inspect.signature(kind).parameters
    return kind(**{name: value for name, value in {**VALUES, **changes}.items() if name in wanted})


@pytest.mark.parametrize("kind", EVERY_CLASS)
def test_every_error_has_words_of_its_own(kind: type[errors.LedgerpassError]) -> None:
    assert has_own_words(kind)


@pytest.mark.parametrize("kind", EVERY_CLASS)
def test_every_error_says_what_happened_and_what_to_do(kind: type[errors.LedgerpassError]) -> None:
    said = explain(made(kind), "Moneybird")
    assert said.title.endswith((".", "!"))
    assert said.text
    assert bool(said.action_label) == (said.action is not Action.NONE)
    assert "{" not in said.title + said.text


@pytest.mark.parametrize("kind", EVERY_CLASS)
def test_no_error_speaks_in_the_field_s_own_tongue(kind: type[errors.LedgerpassError]) -> None:
    said = explain(made(kind), "Moneybird")
    for word in FORBIDDEN:
        assert not whole(word).search(f"{said.title} {said.text} {said.action_label}"), word
    assert kind.__name__ not in said.title + said.text


@pytest.mark.parametrize("kind", EVERY_CLASS)
def test_the_it_person_sees_which_error_it_was_and_its_values_without_secrets(
    kind: type[errors.LedgerpassError],
) -> None:
    said = explain(made(kind), "Moneybird")
    assert ("What happened", kind.__name__) in said.for_it
    assert "hunter2" not in said.details()
    if "host" in inspect.signature(kind).parameters:
        assert "host: moneybird.com" in said.details()


@pytest.mark.parametrize(
    ("error", "provider", "sentence", "label"),
    [
        (
            errors.PermissionDenied(provider="moneybird"),
            "Moneybird",
            "You chose not to give permission. Nothing was changed.",
            "Try again",
        ),
        (
            errors.NothingCameBack(provider="moneybird", seconds=600),
            "Moneybird",
            "We didn't hear back from Moneybird. This happens when the browser page was closed.",
            "Open again",
        ),
        (
            errors.PermissionEnded(host="xero.com"),
            "Xero",
            (
                "Xero has ended this permission (often after 60 days without use, or a changed password). "
                "Sign in again; it takes a minute."
            ),
            "Sign in again",
        ),
        (
            errors.ClientNotRecognised(host="moneybird.com"),
            "Moneybird",
            "Moneybird doesn't recognise these two codes. Copy them again from its page, or ask your IT person.",
            "",
        ),
        (
            errors.RedirectNotRegistered(provider="moneybird", redirect_uri="http://127.0.0.1/x"),
            "Moneybird",
            "Moneybird isn't set up for this app yet. One line must be added there.",
            "Copy that line",
        ),
        (
            errors.CertificateNotTrusted(host="moneybird.com"),
            "Moneybird",
            (
                "Your company network checks secure traffic with its own certificate, "
                "and this computer doesn't trust it yet. IT can mend this."
            ),
            "Copy details",
        ),
        (
            errors.KeychainLocked(),
            "Moneybird",
            (
                "Your computer keeps the connection in a locked safe. "
                "Please unlock it (the small window may be behind this one)."
            ),
            "Unlock…",
        ),
    ],
)
def test_the_rows_of_the_product_s_table_are_said_to_the_letter(
    error: errors.LedgerpassError, provider: str, sentence: str, label: str
) -> None:
    said = explain(error, provider)
    assert f"{said.title} {said.text}" == sentence
    assert said.action_label == label


def test_a_clock_that_is_off_is_said_with_how_much_and_which_way() -> None:
    slow = explain(errors.ClockWrong(host="freshbooks.com", seconds=-430), "FreshBooks")
    assert slow.title == "This computer's clock is 7 minutes slow, so FreshBooks refuses the sign-in."
    fast = explain(errors.ClockWrong(host="freshbooks.com", seconds=7300), "FreshBooks")
    assert fast.title == "This computer's clock is 2 hours fast, so FreshBooks refuses the sign-in."


def test_a_network_fault_says_that_the_connection_is_safe_and_when_to_try_next() -> None:
    offline = explain(errors.Unreachable(host="moneybird.com", reason="offline"), "Moneybird")
    assert offline.title == "Can't reach Moneybird right now; your connection is safe."
    busy = explain(errors.Unreachable(host="moneybird.com", reason="429", status=429, retry_after=30), "Moneybird")
    assert busy.text == "Moneybird asks us to wait 30 seconds. Then try again."


@pytest.mark.parametrize("reason", ["empty", "no_code", "sign_in_address", "other_page"])
def test_each_unusable_paste_is_answered_differently(reason: str) -> None:
    others = {"empty", "no_code", "sign_in_address", "other_page"} - {reason}
    mine = explain(errors.PasteNotUnderstood(provider="moneybird", reason=reason), "Moneybird")
    theirs = {explain(errors.PasteNotUnderstood(provider="m", reason=other), "Moneybird").title for other in others}
    assert mine.title not in theirs


def test_a_name_with_braces_is_shown_as_it_is() -> None:
    assert "{x}" in explain(errors.NothingCameBack(provider="x", seconds=1), "{x}").title


def test_the_program_that_is_in_the_way_is_named() -> None:
    said = explain(errors.NoPort(provider="m", ports=(47620,), holder="rclone"), "Moneybird")
    assert said.title == "rclone is using the place where the answer from Moneybird arrives."
    reserved = explain(errors.NoPort(provider="m", ports=(47620,), reserved=(47620,)), "Moneybird")
    assert reserved.title == "This computer keeps the place where the answer from Moneybird arrives."


def test_an_answer_from_somebody_else_is_not_called_an_earlier_try() -> None:
    said = explain(errors.AnswerRefused(provider="m", reason="issuer"), "Moneybird")
    assert said.title == "The answer didn't come from Moneybird, so we didn't use it."


def test_an_end_that_an_interruption_may_have_caused_is_said_so_and_what_another_ledgerpass_does_too() -> None:
    ended = explain(errors.PermissionEnded(host="xero.com", interrupted=True), "Xero")
    assert ended.title == "Xero has ended this permission. It was just being renewed when something broke it off."
    assert ended.action_label == "Sign in again"
    busy = explain(errors.ConnectionBusy(host="xero.com"), "Xero")
    assert busy.title == "Another Ledgerpass on this computer is busy with this connection; your connection is safe."
    assert (busy.action_label, busy.grave) == ("Try again", False)
