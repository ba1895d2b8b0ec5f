from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sync.hq.register.houses import House
from sync.hq.see import board
from sync.hq.see.board import State
from sync.hq.told.days import Day, Last

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def house(name: str, county: str = "yuexi", heard: float | None = 0, enrolled: float = 40) -> House:
    def ago(days: float) -> int:
        return int((NOW - timedelta(days=days)).timestamp())

    last_seen = None if heard is None else ago(heard)
    return House(name, name, "", county, 0, None, None, b"key", b"epoch", ago(enrolled), last_seen)


def waiting(name: str) -> House:
    return House(name, name, "", "yuexi", 0, None, None, None, None, None, None)


def day(name: str, back: int, present: int, minutes: int = 60) -> Day:
    return Day(name, TODAY - timedelta(days=back), minutes, present, 0, "trusted", {})


def test_a_house_is_silent_after_more_than_three_days() -> None:
    assert board.state(house("a", heard=3), NOW, 3) is State.WELL
    assert board.state(house("a", heard=3.01), NOW, 3) is State.SILENT


def test_a_house_that_comes_on_tuesdays_is_not_silent_on_friday() -> None:
    weekly = replace(house("a", heard=8), gaps="[604800, 604800]")
    assert board.state(weekly, NOW, 3) is State.WELL
    assert board.state(replace(house("a", heard=9), gaps=weekly.gaps), NOW, 3) is State.SILENT


def test_a_house_that_just_connected_is_not_silent() -> None:
    assert board.state(house("a", heard=None, enrolled=1), NOW, 3) is State.WELL
    assert board.state(house("a", heard=None, enrolled=4), NOW, 3) is State.SILENT
    assert board.state(waiting("a"), NOW, 3) is State.WAITING


def test_a_day_without_word_differs_from_a_day_with_nobody() -> None:
    recent = [day("a", 0, 12), day("a", 1, 0)]
    (line,) = board.lines([house("a")], recent, {"a": Last(TODAY, 12, False)}, NOW, TODAY, 3)
    assert line.counts == (*[None] * 12, 0, 12)
    assert line.last == Last(TODAY, 12, False)


def test_totals_tell_of_today_and_of_yesterday() -> None:
    states = [Counter({State.SILENT: 1, State.WELL: 2}), Counter({State.WAITING: 1})]
    told = {TODAY: (1, 12), TODAY - timedelta(days=1): (2, 30)}
    assert board.totals(states, told, TODAY) == board.Totals(4, 1, 1, 12, 2, 30)
    assert board.totals([], {}, TODAY) == board.Totals(0, 0)
