"""The check's answer: whatever a provider's API may send where the user's companies are expected.

What was read must stay usable: listed in the register, put into an address, shown.
"""

import tempfile
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from hypothesis import strategies as st

from ledgerpass.connections.connection import Company, Connection
from ledgerpass.connections.credential import Credential
from ledgerpass.connections.register import Register
from ledgerpass.flows.verify import verify
from ledgerpass.flows.wish import Wish
from ledgerpass.http_message import HttpResponse
from ledgerpass.providers.provider import Companies
from ledgerpass.providers.provider_file import read_provider_file
from ledgerpass.providers.template import fill_address
from ledgerpass.resource_files import resource_path
from ledgerpass.secret import Secret
from tests.fuzz.garbage import any_json, encoded, json_texts, members, mostly, scalars, spliced
from tests.fuzz.target import Run, Target
from tests.fuzz.token_answers import NOW, answers
from tests.fuzz.verdict import judged
from tests.support.scripted_http import ScriptedHttp

_TOKEN = "t0ken-4f2a9b7d1e6c8a3f5b0d2e4c6a8f"
_PROVIDER = read_provider_file(resource_path("providers", "moneybird.toml"))
_WAY = _PROVIDER.ways[0]
_PLACES = (
    Companies(),
    Companies(items="data"),
    Companies(items="response.result.companies", id="key.id", name="name"),
    Companies(id="", name=""),
)

Result = TypeVar("Result")
Answered = tuple[HttpResponse, Companies]


@contextmanager
def _open() -> Iterator[Run[Answered]]:
    with tempfile.TemporaryDirectory() as folder:
        register = Register(Path(folder, "connections.sqlite"))
        register.add(Connection(id="one", provider_id="moneybird", way_id=_WAY.id, name="Acme", created_at=NOW))
        try:
            yield lambda answered: _read(*answered, register)
        finally:
            register.close()


def _read(answer: HttpResponse, companies: Companies, register: Register) -> None:
    token = Secret(_TOKEN)
    provider = msgspec.structs.replace(_PROVIDER, companies=companies)
    wish = Wish(provider=provider, way=_WAY, values={}, fields={"token": token})
    with judged((_TOKEN,)) as shown:
        listed = _finish(verify(wish, Credential(fields={"token": token}), ScriptedHttp([answer])))
        shown.extend(listed)
        for company in listed[:3]:
            _use(company, register)


def _use(company: Company, register: Register) -> None:
    register.change("one", lambda row: replace(row, company=company, name=company.name))
    kept = register.get("one")
    assert (kept.company, kept.name) == (company, company.name)
    fill_address("https://acme.example/{company_id}/contacts", {"company_id": company.id}).encode("ascii")
    assert company.name.isprintable()


def _finish(work: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine that waits for nothing."""
    try:
        work.send(None)
    except StopIteration as done:
        result: Result = done.value
        return result
    message = "it waits"
    raise AssertionError(message)


def _bodies() -> st.SearchStrategy[bytes]:
    value = scalars("Bakkerij Jansen", "123456789012345678", "\U0001f950")
    company = mostly(members({"id": value, "name": value, "key": members({"id": value})}), any_json())
    items = st.lists(company, max_size=4) | company
    inner = members({"result": members({"companies": items})}) | any_json()
    wrapped = members({"data": items, "response": inner, "id": value, "name": value})
    page = spliced("<!DOCTYPE html>", "<html>", "<h1>", _TOKEN)
    return encoded(mostly(json_texts(mostly(items, wrapped, 1)), page, 12))


TARGETS = (Target("company-list", st.tuples(answers(_bodies()), st.sampled_from(_PLACES)), _open),)
