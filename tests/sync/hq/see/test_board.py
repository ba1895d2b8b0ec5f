from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sync.hq.register.houses import House
from sync.hq.see import board
from sync.hq.see.board import State
from sync.hq.told.days import Day, Headcount, Last

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


def test_the_window_is_four_weeks_and_knows_its_neighbours() -> None:
    edges = (TODAY - timedelta(days=30), TODAY)
    newest = board.window(TODAY, None, edges)
    assert (newest.last - newest.first).days == 27
    assert (newest.earlier, newest.later) == (newest.first - timedelta(days=1), None)
    older = board.window(TODAY, newest.earlier, edges)
    assert (older.earlier, older.later) == (None, TODAY)
    assert board.window(TODAY, TODAY + timedelta(days=9), None).last == TODAY


def test_the_calendar_has_every_day_of_the_window() -> None:
    window = board.window(TODAY, None, None)
    told = [day("a", 2, 5)]
    calendar = board.calendar(window, told)
    assert len(calendar) == 28
    assert [found for _, found in calendar if found] == told


def test_the_average_is_over_open_days_only() -> None:
    assert board.average_present([day("a", 0, 10), day("a", 1, 0, 0), day("a", 2, 20)]) == 15
    assert board.average_present([day("a", 1, 0, 0)]) is None


def test_the_headcounts_of_a_window_lie_on_their_days() -> None:
    window = board.window(TODAY, None, None)
    counts = board.counts(window, [Headcount("a", TODAY, 7), Headcount("a", window.first, 3)])
    assert (len(counts), counts[0], counts[-1]) == (28, 3, 7)
    assert counts[1:-1] == [None] * 26
