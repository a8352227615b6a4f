"""The pages, without a server."""

import re

import pytest

from ledgerpass.practice.pages import Pages
from ledgerpass.resource_files import resource_path

HOSTILE = "<script>alert(1)</script>\"'&$heading${x}"


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages()


def test_nothing_that_is_put_into_a_page_becomes_markup(pages: Pages) -> None:
    page = bytes(pages.message(HOSTILE, HOSTILE, HOSTILE).body).decode()
    assert "<script" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;$heading${x}") == 4


@pytest.mark.parametrize("name", sorted(path.name for path in resource_path("practice").iterdir()))
def test_a_page_loads_nothing_from_anywhere(name: str) -> None:
    text = resource_path("practice", name).read_text(encoding="utf-8")
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg')|@import|url\(|<script| src=| on[a-z]+=", text)


def test_every_page_is_marked_as_practice(pages: Pages) -> None:
    page = bytes(pages.message("A", "B").body).decode()
    assert "Nothing here is real" in page
    assert "· Practice company</title>" in page
