"""What is kept for minutes."""

import pytest

from ledgerpass.practice.short_lived import ShortLived


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_an_entry_ends(clock: Clock) -> None:
    kept: ShortLived[str] = ShortLived(life=600, clock=clock)
    kept.put("a", "first")
    clock.now = 599
    assert kept.get("a") == "first"
    clock.now = 600
    assert kept.get("a") is None


def test_what_is_forgotten_is_gone_and_may_be_forgotten_again(clock: Clock) -> None:
    kept: ShortLived[str] = ShortLived(life=600, clock=clock)
    kept.put("a", "first")
    kept.forget("a")
    kept.forget("a")
    assert kept.get("a") is None


def test_a_flood_pushes_out_the_oldest(clock: Clock) -> None:
    kept: ShortLived[int] = ShortLived(life=600, clock=clock, most=3)
    for number in range(5):
        kept.put(str(number), number)
    assert [kept.get(str(number)) for number in range(5)] == [None, None, 2, 3, 4]
