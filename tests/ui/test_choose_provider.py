from PySide6.QtCore import Qt

from ledgerpass.ui.pages.choose_provider import ChooseProvider
from ledgerpass.wizard.events import ProviderChosen
from ledgerpass.wizard.state import ChoosingProvider
from tests.ui import samples
from tests.ui.reading import button, focused_name, has_button, key, press, seen, settle, write
from tests.ui.scenes import Stand


def shown(stand: Stand) -> ChooseProvider:
    stand.show(ChoosingProvider())
    settle()
    return stand.window.wizard.pages.choose_provider


def chosen(stand: Stand) -> list[str]:
    return [event.provider.id for event in stand.connecting.events if isinstance(event, ProviderChosen)]


def names(page: ChooseProvider) -> list[str]:
    return [tile.text() for tile in (*page.tiles, *page.practice) if tile.isVisible()]


def test_the_search_box_has_the_focus(stand: Stand) -> None:
    page = shown(stand)
    assert page.search.hasFocus()


def test_a_press_on_a_tile_goes_on_with_its_program(stand: Stand) -> None:
    press(shown(stand), "Moneybird")
    assert chosen(stand) == ["moneybird"]


def test_typing_a_part_of_the_name_and_enter_chooses_it(stand: Stand) -> None:
    page = shown(stand)
    write(stand, "moneyb")
    assert names(page) == ["Moneybird"]
    key(stand, Qt.Key.Key_Return)
    assert chosen(stand) == ["moneybird"]


def test_it_is_found_by_its_country_and_its_own_words_and_without_accents(stand: Stand) -> None:
    page = shown(stand)
    page.search.setText("nl")
    assert names(page) == ["Moneybird"]
    page.search.setText("BOEKHÓUDEN")
    assert names(page) == ["Moneybird"]


def test_enter_in_the_empty_box_chooses_nothing_by_accident(stand: Stand) -> None:
    shown(stand)
    key(stand, Qt.Key.Key_Return)
    assert chosen(stand) == []
    assert focused_name() == "FreshBooks Classic"


def test_arrow_keys_walk_the_tiles_and_enter_takes_one(stand: Stand) -> None:
    shown(stand)
    key(stand, Qt.Key.Key_Down)
    key(stand, Qt.Key.Key_Right)
    assert focused_name() == "Moneybird"
    key(stand, Qt.Key.Key_Left)
    key(stand, Qt.Key.Key_Down)
    assert focused_name() == "MoneyGo"
    key(stand, Qt.Key.Key_Down)
    assert focused_name() == "Practice company"
    key(stand, Qt.Key.Key_Return)
    assert chosen(stand) == ["practice"]


def test_up_from_the_first_tile_leads_back_to_the_search_box(stand: Stand) -> None:
    page = shown(stand)
    key(stand, Qt.Key.Key_Down)
    key(stand, Qt.Key.Key_Up)
    assert page.search.hasFocus()


def test_a_letter_typed_on_a_tile_goes_on_in_the_search_box(stand: Stand) -> None:
    page = shown(stand)
    key(stand, Qt.Key.Key_Down)
    write(stand, "m")
    write(stand, "o")
    assert page.search.hasFocus()
    assert page.search.text() == "mo"


def test_the_practice_company_stands_apart_is_marked_and_says_what_it_is_for(stand: Stand) -> None:
    page = shown(stand)
    assert names(page)[-1] == "Practice company"
    tile = button(page, "Practice company")
    assert "Practice" in seen(tile).split("\n")
    assert "Try it with the practice company" in seen(tile)
    assert tile.geometry().top() >= 0
    others = [each.mapTo(page, each.rect().bottomLeft()).y() for each in page.tiles]
    assert tile.mapTo(page, tile.rect().topLeft()).y() > max(others)


def test_what_is_not_in_the_list_is_explained_without_a_dead_end(stand: Stand) -> None:
    page = shown(stand)
    page.search.setText("exact online")
    settle()
    assert "We don't know “exact online” yet." in seen(page)
    press(page, "It's not in the list")
    assert "Your IT person can add it." in seen(page)
    assert "--providers" not in seen(page)
    press(page, "For your IT person")
    press(page, "Copy details")
    assert "ledgerpass --providers FOLDER" in stand.clipboard.text


def test_coming_back_shows_everything_again(stand: Stand) -> None:
    page = shown(stand)
    page.search.setText("nothing like it")
    shown(stand)
    assert len(names(page)) == len(samples.providers())
    assert not has_button(page, "For your IT person")


def test_escape_empties_the_search_box_before_it_leaves(stand: Stand) -> None:
    page = shown(stand)
    write(stand, "fresh")
    key(stand, Qt.Key.Key_Escape)
    assert page.search.text() == ""
    assert stand.window.wizard.isVisible()
    key(stand, Qt.Key.Key_Escape)
    assert stand.window.home.isVisible()
