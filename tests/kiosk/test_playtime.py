"""Time at the games, by a steady clock that the test moves."""

from datetime import date

import pytest

from kiosk.domain.limits import MINUTE, Limits
from kiosk.playtime import GUESTS, Playtime


class Day:
    """A day and a steady clock."""

    def __init__(self) -> None:
        self.date, self.seconds = date(2026, 11, 25), 0.0

    def play(self, playtime: Playtime, who: str, minutes: float) -> None:
        end = playtime.begin(who)
        self.seconds += minutes * MINUTE
        end()


@pytest.fixture
def day() -> Day:
    return Day()


@pytest.fixture
def playtime(day: Day) -> Playtime:
    return Playtime(Limits, lambda: day.date, lambda: day.seconds)


def test_a_sitting_ends_for_the_child_that_sat(day: Day, playtime: Playtime) -> None:
    day.play(playtime, "panda", 15)
    assert playtime.left("panda") == 0
    assert playtime.rests_for("panda") == 5 * MINUTE
    assert playtime.left("owl") == 15 * MINUTE


def test_a_game_that_is_ended_twice_ended_once(day: Day, playtime: Playtime) -> None:
    end = playtime.begin("panda")
    day.seconds += 5 * MINUTE
    end()
    day.seconds += 60
    end()
    assert playtime.left("panda") == 10 * MINUTE


def test_a_new_day_begins_with_a_whole_hour(day: Day, playtime: Playtime) -> None:
    for _ in range(4):
        day.play(playtime, "panda", 15)
        day.seconds += 10 * MINUTE
    assert playtime.rests_for("panda") is None
    day.date = date(2026, 11, 26)
    assert playtime.left("panda") == 15 * MINUTE


def test_guests_share_their_sittings_and_have_no_end_of_day(day: Day, playtime: Playtime) -> None:
    for _ in range(6):
        day.play(playtime, GUESTS, 15)
        assert playtime.left(GUESTS) == 0
        day.seconds += 5 * MINUTE
    assert playtime.left(GUESTS) == 15 * MINUTE


def test_a_game_over_midnight_is_no_trouble(day: Day, playtime: Playtime) -> None:
    end = playtime.begin("panda")
    day.date = date(2026, 11, 26)
    assert playtime.left("panda") == 15 * MINUTE
    end()
    assert playtime.left("panda") == 15 * MINUTE


def test_a_clock_that_is_set_to_another_day_ends_no_sitting(day: Day, playtime: Playtime) -> None:
    day.play(playtime, "panda", 15)
    end = playtime.begin("owl")
    day.seconds += 2 * MINUTE
    day.date = date(2026, 11, 27)
    assert playtime.rests_for("panda") == 3 * MINUTE
    assert playtime.left("owl") == 13 * MINUTE
    end()
    day.seconds += 3 * MINUTE
    assert (playtime.left("panda"), playtime.left("owl")) == (15 * MINUTE, 13 * MINUTE)
