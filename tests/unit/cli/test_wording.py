"""Every error that there is has plain sentences in the terminal too."""

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

import pytest

from ledgerpass import errors
from ledgerpass.cli.recognising import recognised
from ledgerpass.cli.wording import details, duration, has_own_words, sentences
from ledgerpass.flows.sign_in import Recognised

# what never stands on the main path
_JARGON = re.compile(
    r"oauth|grant|scope|callback|redirect|pkce|state\b|endpoint|json|http|exception|localhost|utc", re.IGNORECASE
)


def tree(kind: type[errors.LedgerpassError] = errors.LedgerpassError) -> Iterator[type[errors.LedgerpassError]]:
    yield kind
    for leaf in kind.__subclasses__():
        yield from tree(leaf)


def example(kind: type[errors.LedgerpassError], **known: Any) -> errors.LedgerpassError:  # noqa: ANN401
    kinds: dict[object, object] = {str: "a-value", int: 401, float: 480.0}
    required = (each for each in dataclasses.fields(kind) if each.default is dataclasses.MISSING)
    return kind(**{each.name: kinds.get(each.type, (47620,)) for each in required} | known)


_EXAMPLES = [
    *(example(kind) for kind in tree()),
    example(errors.NoPort, holder="Python"),
    example(errors.NoPort, reserved=(47620,)),
]


@pytest.mark.parametrize("error", _EXAMPLES, ids=repr)
def test_each_error_has_words_of_its_own_in_one_or_two_plain_sentences(error: errors.LedgerpassError) -> None:
    assert has_own_words(type(error))
    said = sentences(error, "Moneybird")
    assert re.fullmatch(r"[A-Z“].*", said), said
    assert len(re.findall(r"[.!](?:\s|$)", said)) <= 2, said
    plain = said.replace("--scope", "")
    assert not _JARGON.search(plain), said
    assert not re.search(r"[{}]", said), said


REASONS = {
    "empty": "There is nothing in that.",
    "no_code": "There is no code in that.",
    "sign_in_address": "That is the address of the sign-in page itself.",
    "other_page": "That is the address of another page.",
}


@pytest.mark.parametrize(("reason", "said"), REASONS.items())
def test_what_is_wrong_with_a_pasted_text_is_said(reason: str, said: str) -> None:
    assert sentences(errors.PasteNotUnderstood(provider="Acme", reason=reason), "Acme").startswith(said)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (errors.ClockWrong(host="h", seconds=-420), "is 7 minutes slow, so Acme refuses the sign-in."),
        (errors.PermissionEnded(host="h", interrupted=True), "when something broke it off. Sign in again."),
        (errors.ClockWrong(host="h", seconds=420, refused=False), "is 7 minutes fast. Set it right"),
        (errors.Unreachable(host="h", reason="busy", retry_after=90), "It asks to wait 90 seconds"),
        (errors.CertificateNotTrusted(host="h", issuer="Zscaler Root CA"), "a certificate by Zscaler Root CA,"),
        (errors.RegisterUnreadable(file="x", reason="newer"), "a newer Ledgerpass"),
        (errors.RegisterUnreadable(file="x.damaged", reason="damaged"), "kept as x.damaged."),
        (errors.AuthorizationFailed(provider="Acme", error="invalid_scope"), "Choose others with --scope."),
        (errors.AuthorizationFailed(provider="Acme", error="server_error"), "having trouble right now"),
        (errors.NoPort(provider="Acme", ports=(47620, 47621)), "(port 47620, 47621)"),
        (errors.NoPort(provider="Acme", ports=(47620,)), "--delivery out_of_band, if Acme can show a code instead."),
        (errors.NoPort(provider="Acme", ports=(47620,), holder="rclone"), "rclone is using the place"),
        (errors.NoPort(provider="Acme", ports=(47620,), reserved=(47620,)), "This computer keeps the place"),
        (errors.ProviderFileError(file="acme.toml", place="", reason="it is empty"), "acme.toml can't be used: it is"),
        (errors.RedirectNotRegistered(provider="Acme", redirect_uri="http://127.0.0.1:1/x"), "http://127.0.0.1:1/x"),
    ],
)
def test_the_values_of_an_error_stand_in_its_sentence(error: errors.LedgerpassError, said: str) -> None:
    assert said in sentences(error, "Acme")


def test_a_providers_text_is_never_read_as_a_template() -> None:
    assert "{provider}" in sentences(errors.RedirectNotRegistered(provider="A", redirect_uri="{provider}"), "Acme")


def test_the_details_name_the_class_and_its_redacted_values() -> None:
    error = errors.TokenRefused(host="acme.example", status=400, description="client_secret=hush-hush is odd")
    assert details(error).splitlines()[:3] == ["  what happened: TokenRefused", "  host: acme.example", "  status: 400"]
    assert "hush" not in details(error)


def test_everything_that_can_be_recognised_has_words() -> None:
    assert all(recognised(what) for what in Recognised)


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "1 second"), (1, "1 second"), (119, "119 seconds"), (600, "10 minutes")]
)
def test_durations_are_said_in_whole_units(seconds: float, said: str) -> None:
    assert duration(seconds) == said
