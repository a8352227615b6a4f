"""Provider files: the shipped ones with values cut out, moved, replaced; TOML in pieces; noise.

A file that is accepted must serve: its addresses fill to protected ones, its headers fill, and a redirect to the
address that it describes comes back to the request that was made from it.
"""

import copy
import json
import math
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ledgerpass.http_message import is_protected
from ledgerpass.oauth2.authorization_request import AuthorizationRequest
from ledgerpass.providers.answers import input_problem, split_pasted_codes, swapped
from ledgerpass.providers.provider import AuthorizationCode, OAuth1, Provider, WayIn
from ledgerpass.providers.provider_file import read_provider_file
from ledgerpass.providers.registration import address_to_register
from ledgerpass.providers.template import PRACTICE, fill_address, fill_header
from ledgerpass.resource_files import resource_path
from ledgerpass.secret import Secret
from tests.fuzz.garbage import any_json, broken, encoded, mostly, spliced
from tests.fuzz.target import Run, Target
from tests.fuzz.verdict import judged

_SHIPPED = [path.read_text(encoding="utf-8") for path in sorted(resource_path("providers").glob("*.toml"))]
_TREES: list[dict[str, Any]] = [tomllib.loads(text) for text in _SHIPPED]
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "temporary_credential_endpoint", "issuer")
_ORIGIN = "http://127.0.0.1:1"

_ODD = (
    *("{token}", "{company_id}", "{practice}", "{", "}", "base64({token}:x)", "https://", "https://[::1", "https:"),
    *("http://127.0.0.1@evil.example/", "http://localhost:99999999/", "//", "?", "#", "/callback", "\u00e9"),
    *("(a+)+$", "[", "[[a]", "(?P<a>", "a{99999999999}", "(" * 200, "(" * 9000, "(?i)a", "a(?i)", "\\1", "\\N{x}"),
    *("loopback", "out_of_band", "basic", "#2f6fde"),
)

Path_ = tuple[str | int, ...]
Edit = tuple[str, int, int, Any]


@contextmanager
def _open() -> Iterator[Run[bytes]]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "acme.toml")

        def run(content: bytes) -> None:
            file.write_bytes(content)
            with judged() as shown:
                provider = read_provider_file(file)
                shown.append(provider)
                str(provider).encode()
                _use(provider)

        yield run


def _use(provider: Provider) -> None:
    known = {each.key: "a" for each in provider.inputs} | ({PRACTICE: _ORIGIN} if provider.practice else {})
    for each in provider.inputs:
        input_problem(each, each.example or "https://jansen.example/x")
    for call in (provider.check, provider.example):
        assert call is None or is_protected(fill_address(call.url, {**known, "company_id": "a/b"}))
    for way in provider.ways:
        _use_way(way, known)


def _use_way(way: WayIn, known: dict[str, str]) -> None:
    for template in filter(None, (getattr(way, name, "") for name in _ENDPOINTS)):
        assert is_protected(fill_address(template, known))
    given = {field.key: "a" for field in way.fields} | dict(way.fixed)
    split_pasted_codes(way.fields, "Client ID: abc\nClient secret: def")
    swapped(way.fields, given)
    values = {key: Secret(value) for key, value in {**given, "token": "t"}.items()}
    for template in getattr(way, "headers", {}).values():
        fill_header(template, values)
    if isinstance(way, AuthorizationCode | OAuth1):
        address_to_register(way, way.redirects.preferred)
    if isinstance(way, AuthorizationCode) and (loopback := way.redirects.loopback):
        _come_back(way, f"http://{loopback.host}:47620{loopback.path}", known)


def _come_back(way: AuthorizationCode, redirect_uri: str, known: dict[str, str]) -> None:
    request = AuthorizationRequest.prepare(
        provider="Acme",
        endpoint=fill_address(way.authorization_endpoint, known),
        client_id=Secret("a"),
        redirect_uri=redirect_uri,
        scope=tuple(scope.name for scope in way.scopes),
        scope_separator=way.scope_separator,
        parameters=way.authorization_parameters,
    )
    request.address.encode("ascii")
    arrived = f"{redirect_uri}{'&' if '?' in redirect_uri else '?'}code=c&state={request.state.reveal()}"
    assert request.read(Secret(arrived)).code == Secret("c")


def _contents() -> SearchStrategy[bytes]:
    texts = st.sampled_from(_ODD) | spliced(*_ODD)
    moved = st.sampled_from([value for tree in _TREES for path in _paths(tree) for value in [_at(tree, path)]])
    edit = st.tuples(
        st.sampled_from(["replace", "replace", "replace", "delete", "rename", "repeat", "pattern"]),
        st.integers(0, 1 << 16),
        st.integers(0, 3),
        texts | moved | any_json() | st.sampled_from([0, -1, 80, 65_535, 65_536, 10**30, 1.5]),
    )
    edited = st.builds(_edited, st.sampled_from(_TREES), st.lists(edit, max_size=3)).map(_write_document)
    pieces = spliced(
        'id = "a"', "[check]", "[[ways]]", "=", "\n", "{ a = 1 }", '"""', "'", "1979-05-27T07:32:00", "a.b.c", "["
    )
    bottomless = st.builds(
        lambda opened, times, text: f"{text}\na = {opened * times}",
        st.sampled_from(["[", "{a=", "[{b=", "{a.b="]),
        st.sampled_from([50, 900, 20_000]),
        st.sampled_from(_SHIPPED),
    )
    dotted = st.builds(lambda times: f"a{'.a' * times} = 1", st.sampled_from([50, 900, 20_000]))
    odd = st.one_of(broken(st.sampled_from(_SHIPPED)), broken(st.sampled_from(_SHIPPED)), pieces)
    return encoded(mostly(mostly(edited, odd, 3), bottomless | dotted, 40))


def _edited(tree: dict[str, Any], edits: list[Edit]) -> dict[str, Any]:
    tree = copy.deepcopy(tree)
    for what, at, to, value in edits:
        paths = [path for path in _paths(tree) if what != "pattern" or path[-1] == "key"]
        if paths:
            path = paths[at % len(paths)]
            _edit(_at(tree, path[:-1]), path[-1], (what, at, to, copy.deepcopy(value)))
    return tree


def _edit(parent: Any, key: str | int, edit: Edit) -> None:  # noqa: ANN401 - a tree of TOML
    match edit:
        case "delete", *_:
            del parent[key]
        case "pattern", _, _, value:
            parent.update({"pattern": value} if "suffix" in parent else {"looks_like": value})
        case "rename", _, to, value:
            moved = parent.pop(key)
            if isinstance(parent, dict):
                parent[value if isinstance(value, str) else f"{key}{to}"] = moved
        case "repeat", _, to, _ if isinstance(parent, list):
            parent += [copy.deepcopy(parent[int(key)])] * to
        case _, _, _, value:
            parent[key] = value


def _paths(tree: Any, path: Path_ = ()) -> Iterator[Path_]:  # noqa: ANN401 - likewise
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in inner:
        yield (*path, key)
        yield from _paths(value, (*path, key))


def _at(tree: Any, path: Path_) -> Any:  # noqa: ANN401 - likewise
    for key in path:
        tree = tree[key]
    return tree


def _write_document(tree: dict[str, Any]) -> str:
    return "\n".join(f"{json.dumps(key)} = {_write(value)}" for key, value in tree.items())


def _write(value: Any) -> str:  # noqa: ANN401 - likewise
    match value:
        case dict():
            return "{" + ", ".join(f"{json.dumps(key)} = {_write(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_write, value)) + "]"
        case float() if not math.isfinite(value):
            return str(value)
        case int() if not isinstance(value, bool) and abs(value) > 1 << 64:
            return hex(value) if value > 0 else "-1"  # longer than what Python writes in decimal
        case _:
            return json.dumps(value, ensure_ascii=False)


TARGETS = (Target("provider-file", _contents(), _open),)
