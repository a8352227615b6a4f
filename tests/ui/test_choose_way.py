from PySide6.QtCore import Qt

from ledgerpass.ui.pages.choose_way import ChooseWay
from ledgerpass.wizard.events import WayChosen
from ledgerpass.wizard.state import ChoosingWay
from tests.ui import samples
from tests.ui.reading import focused_name, has_button, key, press, seen, settle
from tests.ui.scenes import Stand


def shown(stand: Stand, provider: str = "moneybird", way: str = "") -> ChooseWay:
    stand.show(ChoosingWay(draft=samples.draft(provider, way)))
    settle()
    return stand.window.wizard.pages.choose_way


def chosen(stand: Stand) -> list[str]:
    return [event.way.id for event in stand.connecting.events if isinstance(event, WayChosen)]


def test_the_easiest_way_stands_first_is_recommended_and_enter_takes_it(stand: Stand) -> None:
    page = shown(stand)
    first = next(iter(page.cards.values()))
    assert "Recommended" in seen(first)
    assert "Recommended" not in seen(page.cards["sign-in"])
    assert focused_name() == "Paste a personal token"
    key(stand, Qt.Key.Key_Return)
    assert chosen(stand) == ["personal-token"]


def test_a_press_on_a_card_goes_on_with_it(stand: Stand) -> None:
    page = shown(stand)
    press(page, "Sign in at Moneybird")
    assert chosen(stand) == ["sign-in"]


def test_arrow_keys_move_between_the_cards(stand: Stand) -> None:
    shown(stand)
    key(stand, Qt.Key.Key_Down)
    key(stand, Qt.Key.Key_Space)
    assert chosen(stand) == ["sign-in"]


def test_each_card_says_in_a_line_what_it_needs(stand: Stand) -> None:
    page = shown(stand)
    for way in samples.provider("moneybird").ways:
        assert way.line in seen(page.cards[way.id])


def test_where_do_i_find_this_shows_the_click_path_and_opens_the_provider_s_own_page(stand: Stand) -> None:
    page = shown(stand)
    card = page.cards["personal-token"]
    assert "New API token" not in seen(card)
    press(card, "Where do I find this?")
    where = samples.provider("moneybird").ways[0].where
    assert where is not None
    assert where.path in seen(card)
    press(card, "Open the page of Moneybird")
    assert "show_page https://moneybird.com/user/applications/new" in stand.connecting.calls
    assert chosen(stand) == [], "looking is not choosing"


def test_the_way_chosen_before_has_the_focus_when_one_comes_back(stand: Stand) -> None:
    shown(stand, way="sign-in")
    assert focused_name() == "Sign in at Moneybird"


def test_another_provider_s_ways_take_the_place_of_the_former(stand: Stand) -> None:
    shown(stand)
    page = shown(stand, "freshbooks-classic")
    assert has_button(page, "Sign in at FreshBooks")
    assert "Moneybird" not in seen(page)
